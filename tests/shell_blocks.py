"""The commands people copy: the `sh` blocks of a page, run in order in one shell, and the output the page shows."""

import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.servers import ADMIN, OnefoldServer, clean_environment

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What starts or installs Onefold: where the blocks are run a server runs already.
NOT_HERE = re.compile(r"^(make|git clone) ", re.MULTILINE)


@dataclass(frozen=True)
class Step:
    """A block of commands, and the parts of its output that the text shows (`…` stands for anything)."""

    commands: str
    shown: tuple[str, ...]


def read_steps(text: str) -> list[Step]:
    """Return the steps of a document: each `sh` block with the `text` or `json` block that follows it."""
    steps: list[Step] = []
    for language, content in FENCE.findall(text):
        if language == "sh":
            steps.append(Step(content, ()))
        elif language in ("text", "json") and steps:
            parts = tuple(part.strip() for line in content.splitlines() for part in line.split("…") if part.strip())
            steps[-1] = Step(steps[-1].commands, parts)
    return [step for step in steps if not NOT_HERE.search(step.commands)]


def script_of(steps: Sequence[Step]) -> str:
    """Return one shell script that stops at the first command that fails and marks where each step begins."""
    marked = (f"printf '\\n@@step {number}\\n'\n{step.commands}" for number, step in enumerate(steps))
    return "set -eu\n" + "\n".join(marked)


def run_steps(
    steps: Sequence[Step], server: OnefoldServer, folder: Path, settings: Mapping[str, str] | None = None
) -> None:
    """Run steps in one shell against a server; fails where a command fails or does not show what the page shows.

    `settings` are further variables of the shell.
    """
    environment = {
        "ONEFOLD_URL": server.url,
        "ONEFOLD_ADMIN_EMAIL": ADMIN["email"],
        "ONEFOLD_ADMIN_PASSWORD": ADMIN["password"],
        "HOME": str(folder),
        "no_proxy": "127.0.0.1",
    }
    done = subprocess.run(
        ["/bin/sh", "-c", script_of(steps)],
        cwd=folder,
        env=clean_environment(environment | dict(settings or {})),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
        check=False,
    )
    outputs = re.split(r"^@@step \d+\n", done.stdout, flags=re.MULTILINE)[1:]
    assert done.returncode == 0, f"{steps[len(outputs) - 1].commands}\n{done.stdout[-2000:]}"
    for step, output in zip(steps, outputs, strict=True):
        for part in step.shown:
            assert part in output, f"{part}\nis not in the output of\n{step.commands}\n{output}"
