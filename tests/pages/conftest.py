"""What the tests of pages share: trees, and a page made through the API."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

Publish = Callable[..., Awaitable[dict[str, Any]]]


def node(node_id: str, type_: str, *children: dict[str, Any], **props: Any) -> dict[str, Any]:
    """Return a component of a tree."""
    return {"id": node_id, "type": type_, "props": props, "children": list(children)}


def tree(*children: dict[str, Any]) -> dict[str, Any]:
    """Return a page's tree."""
    return {"root": {"children": list(children)}}


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
