"""Each everyday change has a page that names its files, in order, and the command that proves it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs" / "howto").glob("*.md"))
CHANGES = {
    "auth-method",
    "cache-policy",
    "component",
    "error-code",
    "event-type",
    "field-component",
    "migration",
    "node-kind",
    "setting",
    "storage-backend",
    "trigger",
}
FILE = re.compile(r"`((?:app|tests|docs|tools|alembic|clients)/[\w./-]*\w/?|[\w-]+\.(?:md|toml))`")
TESTS = re.compile(r"tests/[\w./-]*\w")
NAME = re.compile(r"`([A-Za-z_]\w{3,})(?:\(\))?`")
SUFFIXES = {".py", ".ts", ".tsx", ".html"}


def test_every_everyday_change_has_its_page() -> None:
    assert {page.stem for page in PAGES} == CHANGES
    contributing = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert {name for name in CHANGES if f"(docs/howto/{name}.md)" in contributing} == CHANGES


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_files_it_names_exist(page: Path) -> None:
    named = FILE.findall(page.read_text("utf-8"))
    assert len(named) >= 4
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_it_has_steps_and_ends_with_the_command_that_proves_it(page: Path) -> None:
    text = page.read_text("utf-8")
    steps = [int(number) for number in re.findall(r"^(\d+)\. ", text, re.MULTILINE)]
    assert steps == list(range(1, len(steps) + 1))
    assert len(steps) >= 3
    _, found, proof = text.partition("\n## Proof\n")
    assert found
    tests = TESTS.findall(proof)
    assert tests
    assert [name for name in tests if not (ROOT / name).exists()] == []


def test_the_names_they_use_are_those_of_the_code() -> None:
    """Files move with their names, functions and classes within them do not: this finds what was renamed."""
    files = (path for folder in ("app", "tests", "clients/typescript/src") for path in (ROOT / folder).rglob("*"))
    known = {
        name
        for path in files
        if path.suffix in SUFFIXES and path != Path(__file__)
        for name in re.findall(r"\w+", path.read_text("utf-8"))
    }
    for page in (*PAGES, ROOT / "docs" / "architecture.md", ROOT / "docs" / "style.md"):
        text = page.read_text("utf-8")
        own = set(re.findall(r"\w+", "".join(re.findall(r"```.*?```", text, re.DOTALL))))
        assert set(NAME.findall(text)) - own - known == set(), page.name
