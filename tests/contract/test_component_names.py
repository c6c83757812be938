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


SHARED_SHEETS = [PAGES / "static" / "base.css", *sorted((FOLDER / "shared").glob("*.css"))]
SELECTORS = re.compile(r"([^{}]+)\{")


def classes(source: str) -> set[str]:
    """Return the classes a text names, without what comes after `--`."""
    return {found.split("--")[0] for found in re.findall(r"\bof-[a-z][a-z-]*", source)}


def selectors(path: Path) -> list[str]:
    """Return the selectors of a sheet; what one comma-separated list of `:is()` holds counts as one."""
    source = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    lists = [found.strip() for found in SELECTORS.findall(source) if not found.strip().startswith("@")]
    return [one for listed in lists for one in re.split(r",(?![^(]*\))", listed) if "of-" in one]


SHARED_CLASSES = {name for path in SHARED_SHEETS for one in selectors(path) for name in classes(one)}
SHEETS = {name: FOLDER / name / "style.css" for name in NAMES if (FOLDER / name / "style.css").is_file()}
IN_SHEETS = {name: classes(" ".join(selectors(path))) for name, path in SHEETS.items()}


def own_classes(name: str) -> set[str]:
    """Return the classes that no sheet names but this component's."""
    others = [found for other, found in IN_SHEETS.items() if other != name]
    return IN_SHEETS[name] - SHARED_CLASSES - set().union(*others)


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_a_sheet_styles_its_own_component(name: str) -> None:
    """What two of them look like stands in `components/shared/`; how that looks inside one of them, in its sheet."""
    strange = [one for one in selectors(SHEETS[name]) if not classes(one) & own_classes(name)]
    assert strange == []


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_the_classes_of_a_component_are_written_by_nobody_else(name: str) -> None:
    others = [path for path in FOLDER.rglob("*.html") if path.parent.name != name] + SCRIPTS + SOURCES
    islands = [path for path in FOLDER.glob("*/island.tsx") if path.parent.name != name]
    written = {str(path.relative_to(PAGES)): classes(path.read_text()) for path in others + islands}
    assert {path: found & own_classes(name) for path, found in written.items() if found & own_classes(name)} == {}


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_component_takes_templates_and_scripts_from_shared_places_alone(name: str) -> None:
    template = (FOLDER / name / "template.html").read_text()
    assert [
        path for path in re.findall(r'(?:from|import|include) "([^"]+)"', template) if path[:7] != "shared/"
    ] == []
    if (FOLDER / name / "island.tsx").is_file():
        script = (FOLDER / name / "island.tsx").read_text()
        imported = set(re.findall(r"from '([^']+)'", script)) - {"react"}
        assert [path for path in imported if not path.startswith("../../islands/")] == []
