"""Write docs/errors.md from the error classes: `python -m tools.document_errors`.

A row is a code: the docstring of its class, and what the class says of mending it.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import app
from app.core.errors import OnefoldError

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "errors.md"
HEAD = """# Errors

Every refusal is `application/problem+json` ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)):
`{type, title, status, detail, code, request_id}`, and `errors: [{loc, msg}]` where an input does not fit.

- **`code`** is what a program switches on. A code is never renamed.
- **`detail`** is for a person: where the mistake is, what there is instead, which name may be meant. Its words may
  change.
- **`request_id`** is also in the header `X-Request-ID` and in the server's log.
- What is wrong with a draft is listed in `problems`; their codes are in
  [workflows](workflows.md#problems-that-validate-finds) and [pages](pages.md). How runs fail is in
  [workflows](workflows.md#node-kinds) and [runs](executions.md).

This page is written from the code (`make clients`); `<room>/errors.py` has the classes.
"""


def error_classes(kind: type[OnefoldError] = OnefoldError) -> Iterator[type[OnefoldError]]:
    """Yield an error and all that are derived from it."""
    yield kind
    for child in kind.__subclasses__():
        yield from error_classes(child)


def answered_classes() -> list[type[OnefoldError]]:
    """Return the classes that have a code of their own and are raised, sorted by status and code."""
    for module in pkgutil.walk_packages(app.__path__, "app."):
        importlib.import_module(module.name)
    source = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "app").rglob("*.py")))
    return sorted(
        (kind for kind in error_classes() if _has_code(kind) and _is_raised(kind, source)),
        key=lambda kind: (kind.status, kind.code),
    )


def _has_code(kind: type[OnefoldError]) -> bool:
    """Return whether a class has a code of its own; those that tests make are none of the app's."""
    return "code" in vars(kind) and kind.__module__.startswith("app.")


def _is_raised(kind: type[OnefoldError], source: str) -> bool:
    """Return whether a class is more than the base of others."""
    return not kind.__subclasses__() or re.search(rf"(?<!class )\b{kind.__name__}\(", source) is not None


def render() -> str:
    """Return the page."""
    lines = [HEAD]
    status = None
    for kind in answered_classes():
        if kind.status != status:
            status = kind.status
            lines += ["", f"## {status}", "", "| code | means | what to do |", "| --- | --- | --- |"]
        lines.append(f"| `{kind.code}` | {_cell(_meaning(kind))} | {_cell(kind.mend)} |")
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def _meaning(kind: type[OnefoldError]) -> str:
    return f"{kind.title}." if kind is OnefoldError else kind.__doc__ or ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(render(), "utf-8")
