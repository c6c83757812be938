"""docs/pages.md names every component and every prop of this build."""

from pathlib import Path

import pytest

from app.pages.rendering.registry import components

DOCS = (Path(__file__).parents[3] / "docs" / "pages.md").read_text()


@pytest.mark.parametrize("name", list(components()))
def test_every_component_and_prop_is_documented(name: str) -> None:
    assert f"\n### {name}\n" in DOCS
    section = DOCS.split(f"\n### {name}\n", 1)[1].split("\n### ", 1)[0]
    known = components()[name]
    documented = {line.split("`")[1] for line in section.splitlines() if line.startswith("| `")}
    assert documented == set(known.specs)
    assert known.docs.splitlines()[0] in section
