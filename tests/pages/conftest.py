"""What the tests of pages share: trees, and a page made through the API."""

import json
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import httpx
import pytest
from jinja2 import ChoiceLoader, DictLoader

from app.pages.rendering.compile import environment, macro_of
from app.pages.rendering.component import Component
from app.pages.rendering.props import prop_specs
from app.pages.rendering.registry import FOLDER, Registered, components

Publish = Callable[..., Awaitable[dict[str, Any]]]


def node(node_id: str, type_: str, *children: dict[str, Any], **props: Any) -> dict[str, Any]:
    """Return a component of a tree."""
    return {"id": node_id, "type": type_, "props": props, "children": list(children)}


def tree(*children: dict[str, Any]) -> dict[str, Any]:
    """Return a page's tree."""
    return {"root": {"children": list(children)}}


def cases_of(name: str) -> list[dict[str, Any]]:
    """Return the props that a component is tested with."""
    cases: list[dict[str, Any]] = json.loads((FOLDER / name / "cases.json").read_text())
    return cases


CASES = [
    pytest.param(name, props, id=f"{name}-{position}")
    for name in components()
    for position, props in enumerate(cases_of(name))
]
"""Every component with each of its cases."""
Register = Callable[[str, Component, str], None]


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Iterator[Register]:
    """A function that makes a component known for this test: its name, itself, and its template."""

    def make_known(name: str, component: Component, template: str) -> None:
        specs = prop_specs(component.props)
        monkeypatch.setitem(components().found, name, Registered(name, component, component.title, None, specs))
        source = "{% macro render(props, context, children) %}" + template + "{% endmacro %}"
        # A new loader each time: Jinja keeps templates by loader and name.
        loader = ChoiceLoader([DictLoader({f"{name}/template.html": source}), environment().loader])
        monkeypatch.setattr(environment(), "loader", loader)
        macro_of.cache_clear()

    yield make_known
    macro_of.cache_clear()


@pytest.fixture
def publish(owner: httpx.AsyncClient) -> Publish:
    """A function that creates and publishes a page of these components and returns it."""

    async def create_and_publish(slug: str, *children: dict[str, Any], **fields: Any) -> dict[str, Any]:
        body = {"slug": slug, "title": slug.title(), "draft": tree(*children)} | fields
        created = await owner.post("/api/pages", json=body)
        assert created.status_code == 201, created.text
        published = await owner.post(f"/api/pages/{created.json()['id']}/publish")
        assert published.status_code == 200, published.text
        page: dict[str, Any] = created.json()
        return page

    return create_and_publish
