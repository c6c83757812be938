"""What `make test` says: the name of each failed test, in its last lines."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers import ROOT, clean_environment

FAILING = """
import pytest

@pytest.mark.parametrize("number", range(4))
def test_sum(number):
    assert number != 1

@pytest.fixture
def broken():
    raise OSError("no")

def test_never_begun(broken): ...

def test_elsewhere():
    pytest.skip("not on this machine")
"""


OF_THE_CALLER = {"NIGHTLY", "MAKEFLAGS", "MAKELEVEL", "MFLAGS"}
"""What this run itself was asked for: the runs of make in here are asked for something else."""

NIGHT = """\
include {makefile}

lint clients-check:
	@echo $@

test:
	@echo $@ NIGHTLY=$$NIGHTLY
"""


def test_the_night_checks_all_and_leaves_no_slow_test_out(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_text(NIGHT.format(makefile=ROOT / "Makefile"))

    def said_by(target: str) -> list[str]:
        command = ["make", "--file", str(tmp_path / "Makefile"), target]
        environment = {name: value for name, value in os.environ.items() if name not in OF_THE_CALLER}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        return done.stdout.splitlines()

    assert said_by("nightly")[-3:] == ["lint", "clients-check", "test NIGHTLY=1"]
    assert said_by("test")[-1] == "test NIGHTLY="


@pytest.mark.parametrize("target", ["test", "test-fast"])
def test_the_last_lines_name_each_test_that_failed(tmp_path: Path, target: str) -> None:
    (tmp_path / "test_it.py").write_text(FAILING)
    recipe = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    options = next(shlex.split(line)[1:] for line in recipe.splitlines() if "/pytest" in line)
    settings = ROOT / "pyproject.toml"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "-c", str(settings), "--rootdir", str(tmp_path), "test_it.py"],
        cwd=tmp_path,
        env=clean_environment({}),
        capture_output=True,
        text=True,
        check=False,
    )
    last = done.stdout.splitlines()[-3:]
    assert done.returncode == 1, done.stdout + done.stderr
    assert [line.split(" - ")[0] for line in last[:2]] == [
        "FAILED test_it.py::test_sum[1]",
        "ERROR test_it.py::test_never_begun",
    ]
    assert "1 failed, 3 passed, 1 skipped, 1 error" in last[2]
