"""The commands people copy: every `sh` block of the README and of docs/quickstart.md, run in order in one shell."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.servers import ADMIN, ROOT, OnefoldServer, clean_environment

pytestmark = pytest.mark.slow

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What starts or installs Onefold: here a server runs already.
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


def script_of(steps: list[Step]) -> str:
    """Return one shell script that stops at the first command that fails and marks where each step begins."""
    marked = (f"printf '\\n@@step {number}\\n'\n{step.commands}" for number, step in enumerate(steps))
    return "set -eu\n" + "\n".join(marked)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[OnefoldServer]:
    """A fresh installation, in the place of `make demo`."""
    with OnefoldServer(tmp_path / "data", f"sqlite:///{tmp_path}/onefold.db") as server:
        yield server


@pytest.mark.parametrize("document", ["README.md", "docs/quickstart.md"])
def test_every_command_does_what_the_text_says(server: OnefoldServer, tmp_path: Path, document: str) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    steps = read_steps((ROOT / document).read_text(encoding="utf-8"))
    assert len(steps) > 2
    settings = {
        "ONEFOLD_URL": server.url,
        "ONEFOLD_ADMIN_EMAIL": ADMIN["email"],
        "ONEFOLD_ADMIN_PASSWORD": ADMIN["password"],
        "HOME": str(tmp_path),
        "no_proxy": "127.0.0.1",
    }
    done = subprocess.run(
        ["/bin/sh", "-c", script_of(steps)],
        cwd=tmp_path,
        env=clean_environment(settings),
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
            assert part in output, f"{step.commands}\n{output}"


def test_a_command_that_fails_is_seen() -> None:
    steps = read_steps("```sh\nmake demo\n```\n```sh\nfalse\n```\n```sh\necho never\n```\n")
    assert [step.commands for step in steps] == ["false\n", "echo never\n"]
    done = subprocess.run(["/bin/sh", "-c", script_of(steps)], capture_output=True, env=os.environ, check=False)
    assert done.returncode != 0
    assert b"never" not in done.stdout
