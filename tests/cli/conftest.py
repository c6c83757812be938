"""The command line in this process, with a data dir of the test and none of the settings of who runs it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs
from typer.testing import CliRunner, Result

from app.cli import cli
from app.cli.problems import Exit


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A data dir of this test, and none of the settings of who runs it; an app in this process logs to nobody."""
    for name in [name for name in os.environ if name.startswith("ONEFOLD_") and not name.startswith("ONEFOLD_TEST_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ONEFOLD_DATA_DIR", str(tmp_path / "data"))
    # Set here so that what a command writes into the environment is taken back.
    monkeypatch.setenv("ONEFOLD_HOST", "127.0.0.1")
    monkeypatch.setenv("ONEFOLD_PORT", "0")
    with capture_logs():
        yield


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
