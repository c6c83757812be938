"""The first hour: each `sh` block of the README and of the quickstart does what the page says, and does so again."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import ROOT, OnefoldServer
from tests.shell_blocks import read_steps, run_steps, script_of

pytestmark = pytest.mark.slow


@pytest.fixture
def server(tmp_path: Path) -> Iterator[OnefoldServer]:
    """A fresh installation, in the place of `make demo`."""
    with OnefoldServer(tmp_path / "data", f"sqlite:///{tmp_path}/onefold.db") as server:
        yield server


@pytest.mark.parametrize("document", ["README.md", "docs/quickstart.md"])
def test_every_command_does_what_the_text_says_twice(server: OnefoldServer, tmp_path: Path, document: str) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    steps = read_steps((ROOT / document).read_text(encoding="utf-8"))
    assert len(steps) > 2
    for _ in range(2):
        run_steps(steps, server, tmp_path)


def test_each_block_of_the_readme_runs_twice_in_a_row(server: OnefoldServer, tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    steps = read_steps((ROOT / "README.md").read_text(encoding="utf-8"))
    run_steps([step for step in steps for _ in range(2)], server, tmp_path)


def test_a_command_that_fails_is_seen() -> None:
    steps = read_steps("```sh\nmake demo\n```\n```sh\nfalse\n```\n```sh\necho never\n```\n")
    assert [step.commands for step in steps] == ["false\n", "echo never\n"]
    done = subprocess.run(["/bin/sh", "-c", script_of(steps)], capture_output=True, env=os.environ, check=False)
    assert done.returncode != 0
    assert b"never" not in done.stdout
