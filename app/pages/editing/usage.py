"""What published pages use: the named queries they show, and the workflows they run."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.usage import BATCH, Consumer
from app.expressions.names_read import list_names_read, strings
from app.expressions.parse import ExpressionSyntaxError
from app.pages.editing import repository
from app.pages.editing.references import list_workflows_run, own_references
from app.pages.rendering.node_props import is_known
from app.pages.rendering.stored import upgrade_tree
from app.pages.rendering.tree import PageNode, change_components


async def list_consumers(session: AsyncSession) -> AsyncIterator[Consumer]:
    """Yield every version of a page that visitors see, or that is to be published at a time that was set, with the
    queries it shows and the workflows it runs."""
    async for pages in repository.iterate_published_trees(session, BATCH):
        # Reading every published tree takes a while where there are many; other requests go on meanwhile.
        for consumer in await asyncio.to_thread(_read_trees, pages):
            yield consumer


def _read_trees(pages: Sequence[tuple[UUID, str, Any]]) -> list[Consumer]:
    return [Consumer("page", page, slug, _uses(tree)) for page, slug, tree in pages]


def _uses(stored: Any) -> set[tuple[str, ...]]:
    """Return what a stored tree of any build uses, as paths: `("query", "NAME")`, `("workflow", "ID")`.

    Nothing is to be deleted that another build needs: where this one does not know a component, or what it was given,
    every string in its props counts.
    """
    found = {("query", *path[1:]) for path in list_names_read(stored, ("data",))}

    def look(node: Any) -> Any:
        if isinstance(node, dict):
            found.update(_named(node))
        return node

    change_components(upgrade_tree(stored)[0], look)
    parts = stored if isinstance(stored, dict) else {}
    declared = parts.get("data")
    for one in declared if isinstance(declared, list) else []:
        found.update(("query", text) for text in _texts(one, "query"))
        found.update(("workflow", text) for text in _texts(one, "workflow_id"))
    found.update(("query", text) for text in _texts(parts, "sitemap_query"))
    return found


def _texts(stored: Any, name: str) -> list[str]:
    value = stored.get(name) if isinstance(stored, dict) else None
    return [value] if isinstance(value, str) else []


def _named(node: dict[str, Any]) -> set[tuple[str, ...]]:
    """Return what a component names literally."""
    every: set[tuple[str, ...]] = {
        (kind, text) for _, text in strings(node.get("props")) for kind in ("query", "workflow")
    }
    try:
        known = PageNode.model_validate(node | {"children": []})
        if not is_known(known):
            return every
        own: set[tuple[str, ...]] = {(one.kind, one.name) for one in own_references(known)}
        own.update(("workflow", str(workflow)) for _, workflow in list_workflows_run(known))
        return own
    except (ValidationError, ExpressionSyntaxError):
        return every
