"""No component is named outside its own folder: what it needs of the rest, it says in its `COMPONENT`."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.pages.rendering.registry import FOLDER, components

PAGES = FOLDER.parent
NAMES = frozenset(components())
SOURCES = sorted(path for path in PAGES.rglob("*.py") if FOLDER not in path.parents)
SCRIPTS = sorted(path for path in (PAGES / "islands").iterdir() if path.suffix in (".ts", ".tsx", ".mjs"))


def strings(source: str) -> Iterator[str]:
    """Yield the texts of a Python file, those of its documentation left out."""
    tree = ast.parse(source)
    documentation = {
        id(statement.value)
        for owner in ast.walk(tree)
        if isinstance(body := getattr(owner, "body", None), list)
        for statement in body
        if isinstance(statement, ast.Expr)
    }
    for found in ast.walk(tree):
        if isinstance(found, ast.Constant) and isinstance(found.value, str) and id(found) not in documentation:
            yield found.value


def test_the_scan_finds_names() -> None:
    source = '"""Form"""\nif a == "Form":\n    """Form"""\n    b = f"x{1}Input"\n'
    assert sorted(strings(source)) == ["Form", "Input", "x"]
    assert len(SOURCES) > 20
    assert len(SCRIPTS) > 1


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PAGES)))
def test_no_module_names_a_component(path: Path) -> None:
    source = path.read_text()
    assert NAMES & set(strings(source)) == set()
    assert re.findall(r"app\.pages\.components\.[A-Z]\w*", source) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_shared_script_names_a_component(path: Path) -> None:
    source = path.read_text()
    assert NAMES & set(re.findall(r"""['"](\w+)['"]""", source)) == set()
    assert re.findall(r"components/[A-Z]\w*", source) == []
