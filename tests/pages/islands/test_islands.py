"""The committed script of the islands is what their source builds, and small."""

import gzip
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from app.pages.rendering.registry import FOLDER, STATIC, components

ROOT = Path(__file__).parents[3]
BUNDLE = STATIC / "islands.js"
# Bytes of JavaScript, compressed, on a page with islands.
BUDGET = 12 * 1024


def test_the_script_is_within_its_budget() -> None:
    assert len(gzip.compress(BUNDLE.read_bytes())) <= BUDGET


@pytest.mark.parametrize("name", [name for name, known in components().items() if known.has_island])
def test_each_island_is_started_by_its_name(name: str) -> None:
    """The script looks for `data-island` with the name of its component, so its template must say it."""
    assert f'data-island="{name}"' in (FOLDER / name / "template.html").read_text()
    assert re.search(rf"\b{name}:", BUNDLE.read_text())


def test_the_committed_script_is_what_the_source_builds(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None or not (ROOT / "node_modules" / "esbuild").is_dir():
        pytest.skip("needs Node and `npm ci`, which `make test` runs")
    built = tmp_path / "islands.js"
    command = [node, str(ROOT / "app/pages/islands/build.mjs"), "--out", str(built)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=60)
    assert built.read_bytes() == BUNDLE.read_bytes()
