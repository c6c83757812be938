"""`onefold doctor`."""

import asyncio
import os
from dataclasses import asdict
from importlib.metadata import version

import typer
from rich.text import Text

from app.cli.environment import list_unread, read_settings
from app.cli.examine import FAILED, OK, WARNING, Finding, examine
from app.cli.output import AsJson, make_console, print_json
from app.cli.problems import Exit

_MARKS = {OK: ("ok  ", "green"), WARNING: ("warn", "yellow"), FAILED: ("FAIL", "bold red")}


def doctor(as_json: AsJson = False) -> None:
    """Check every setting against the real thing, and say what to do about what is wrong.

    It changes nothing, works while Onefold runs, and speaks to nobody but those whom the settings name. When a check
    failed it ends with 1.
    """
    findings = asyncio.run(_examine())
    is_well = all(finding.status != FAILED for finding in findings)
    if as_json:
        print_json(
            {"version": version("onefold"), "ok": is_well, "checks": [asdict(finding) for finding in findings]}
        )
    else:
        _print(findings)
    if not is_well:
        raise typer.Exit(Exit.FAILED)


async def _examine() -> list[Finding]:
    warnings = [Finding("variables", WARNING, text, "Rename it or take it out.") for text in list_unread(os.environ)]
    settings = read_settings()
    if isinstance(settings, str):
        return [*warnings, Finding("settings", FAILED, settings, "Mend this first; the rest is checked then.")]
    return [*warnings, *[finding async for finding in examine(settings)]]


def _print(findings: list[Finding]) -> None:
    console = make_console()
    wide = max(len(finding.name) for finding in findings)
    for finding in findings:
        mark, style = _MARKS[finding.status]
        line = Text.assemble((mark, style), "  ", (finding.name.ljust(wide), "bold"), "  ", finding.detail)
        console.print(line)
        if finding.remedy:
            console.print(Text(f"{' ' * (wide + 8)}→ {finding.remedy}"))
    failed = sum(finding.status == FAILED for finding in findings)
    warned = sum(finding.status == WARNING for finding in findings)
    console.print(f"\n{len(findings)} checks, {failed} failed, {warned} with a warning.")
