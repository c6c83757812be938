"""A failure that chance brought can be had again: its seed is shown and can be set."""

import os
import subprocess
import sys
from pathlib import Path

from tests.servers import ROOT

FAILING = """
import random
from hypothesis import given, strategies

drawn = []

@given(strategies.integers())
def test_fails(number):
    drawn.append(number)
    assert len(drawn) < 5, f"drew {drawn} {random.random()}"
"""


def run(folder: Path, seed: str) -> str:
    # A folder for each: in one of its own, Hypothesis would show the failure it has kept.
    folder.mkdir()
    (folder / "test_it.py").write_text(FAILING)
    plugins = ["-p", "_hypothesis_pytestplugin", "-p", "tests.seeds", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", "-q", *plugins, "--tb=line", "."]
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "ONEFOLD_TEST_SEED": seed,
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }
    for name in ("PYTEST_XDIST_WORKER", "CI"):  # in CI, Hypothesis draws the same whatever the seed
        environment.pop(name, None)
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False).stdout


def drawn(output: str) -> str:
    return next(line.partition("drew")[2] for line in output.splitlines() if "drew" in line)


def test_the_seed_is_shown_with_a_failure_and_brings_it_back(tmp_path: Path) -> None:
    first, again, other = (run(tmp_path / name, seed) for name, seed in (("a", "1"), ("b", "1"), ("c", "2")))
    assert first.startswith("ONEFOLD_TEST_SEED=1\n")
    assert first.count("ONEFOLD_TEST_SEED=1") == 2, first
    assert drawn(first) == drawn(again)
    assert drawn(first) != drawn(other)
