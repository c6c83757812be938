"""The committed script of the islands is what their source builds, and small."""

import gzip
import shutil
import subprocess
from pathlib import Path

import pytest

from app.pages.rendering.registry import STATIC, components

ROOT = Path(__file__).parents[2]
BUNDLE = STATIC / "islands.js"
# DESIGN.md section 8: JavaScript on a page with islands.
BUDGET = 12 * 1024


def test_the_script_is_within_its_budget() -> None:
    assert len(gzip.compress(BUNDLE.read_bytes())) <= BUDGET
    assert {name for name, known in components().items() if known.has_island} == {"Button", "DataTable", "Form"}


def test_the_committed_script_is_what_the_source_builds(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None or not (ROOT / "node_modules" / "esbuild").is_dir():
        pytest.skip("needs Node and `npm ci`, which `make test` runs")
    built = tmp_path / "islands.js"
    command = [node, str(ROOT / "app/pages/islands/build.mjs"), "--out", str(built)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=60)
    assert built.read_bytes() == BUNDLE.read_bytes()
