"""Fail when a file is over 500 lines or a function over 80 (docs/style.md). Generated code is not looked at."""

import ast
import subprocess
import sys
from pathlib import Path

MAX_FILE_LINES = 500
MAX_FUNCTION_LINES = 80
SUFFIXES = {".py", ".ts", ".tsx", ".css"}
GENERATED = ("alembic/versions/", "clients/python/onefold_client/", "clients/typescript/src/generated/")
WRITTEN = "clients/python/onefold_client/front/"


def tracked_files() -> list[Path]:
    """Return the files git tracks or would track; all below the folder where there is no git."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - the git on PATH
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [Path(line) for line in listing.splitlines() if line.startswith(WRITTEN) or not line.startswith(GENERATED)]


def long_functions(path: Path, source: str) -> list[str]:
    """Return a line for each function of a Python file that is too long; decorators do not count."""
    return [
        f"{path}:{node.lineno}: function {node.name} has {lines} lines, {MAX_FUNCTION_LINES} at most"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > MAX_FUNCTION_LINES
    ]


def check(path: Path) -> list[str]:
    """Return what is too long in one file."""
    source = path.read_text(encoding="utf-8")
    lines = source.count("\n") + (not source.endswith("\n"))
    found = [f"{path}: {lines} lines, {MAX_FILE_LINES} at most"] if lines > MAX_FILE_LINES else []
    return found + (long_functions(path, source) if path.suffix == ".py" else [])


def main() -> int:
    """Check every source file; returns the exit code."""
    files = [path for path in tracked_files() if path.suffix in SUFFIXES and path.is_file()]
    found = [line for path in files for line in check(path)]
    sys.stdout.write("".join(f"{line}\n" for line in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
