"""What the template of an island writes is what React would render, in each of its cases and states."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from app.pages.rendering.compile import compile_page
from app.pages.rendering.program import STATE
from app.pages.rendering.registry import components
from app.pages.rendering.tree import PageTree
from tests.pages.conftest import cases_of
from tests.pages.rendering.test_compile import HOSTILE, ROW, STATES, html_of, in_place, scope_of

ROOT = Path(__file__).parents[3]
ISLANDS = [name for name, known in components().items() if known.island is not None]


def written() -> list[str]:
    """Return the HTML of each island in each of its cases, with some values of what its expressions read."""
    texts: dict[str, None] = {}
    for name in ISLANDS:
        for props in cases_of(name):
            compiled = compile_page(PageTree.model_validate(in_place(name, props)), slug="a/b", version=3)
            for state in STATES:
                for value in [*HOSTILE, None, 5, 1.5, True, ROW["site"]]:
                    texts[html_of(compiled, scope_of(value) | {STATE: state})] = None
    return list(texts)


def test_react_renders_what_the_templates_write(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None or not (ROOT / "node_modules" / "parse5").is_dir():
        pytest.skip("needs Node and `npm ci`, which `make test` runs")
    found = subprocess.run(
        [node, str(Path(__file__).with_name("parity.mjs")), str(tmp_path)],
        input=json.dumps(written()),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=120,
    )
    said = json.loads(found.stdout)
    assert said["differences"] == []
    assert sorted(said["names"]) == sorted(ISLANDS)
    assert said["compared"] >= len(ISLANDS)
