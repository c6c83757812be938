"""What each component says to who builds pages."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from app.pages.editing.validation import list_problems
from app.pages.rendering.registry import components
from app.pages.rendering.tree import PageTree
from tests.pages.conftest import cases_of, node, tree


def with_ids(nodes: list[dict[str, Any]], numbers: Iterator[int]) -> list[dict[str, Any]]:
    """Return nodes as they are inserted: each with an id."""
    return [
        one | {"id": f"n{next(numbers)}", "children": with_ids(one.get("children", []), numbers)} for one in nodes
    ]


@pytest.mark.parametrize("name", list(components()))
def test_a_component_says_how_it_is_found_and_edited(name: str) -> None:
    known = components()[name]
    assert known.component.group != "Other"
    assert known.component.icon != "box"
    schema = known.component.props.model_json_schema()["properties"]
    assert [prop for prop, found in schema.items() if not found.get("title") or not found.get("description")] == []
    inline = known.specs[known.component.inline] if known.component.inline else None
    assert inline is None or (inline.kind, inline.bindable) == ("text", True)


@pytest.mark.parametrize("name", list(components()))
def test_what_is_inserted_for_a_component_is_right_as_it_stands(name: str) -> None:
    component = components()[name].component
    nodes = with_ids(component.tree or [], itertools.count())
    if component.field is not None:
        nodes = [node("form", "Form", *nodes)]
    elif component.parents is not None:
        around = component.parents[0]
        nodes = [node("parent", around, *nodes, **cases_of(around)[0])]
    assert list_problems(PageTree.model_validate(tree(*nodes))) == []
