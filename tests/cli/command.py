"""The command line in this process: run it, and see that it refuses."""

from typer.testing import CliRunner, Result

from app.cli import cli
from app.cli.problems import Exit


def onefold(*arguments: str, stdin: str | None = None) -> Result:
    """Run the command line in this process."""
    return CliRunner().invoke(cli, arguments, input=stdin)


def refused(result: Result, code: Exit, *parts: str) -> None:
    """Assert one line on stderr that holds these parts, nothing on stdout, and this code."""
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    assert result.stderr.startswith("onefold: ")
    assert result.stderr.count("\n") == 1, result.stderr
    for part in parts:
        assert part in result.stderr
