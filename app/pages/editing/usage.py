"""What published pages use: the named queries they show."""

import asyncio
from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.usage import Consumer
from app.expressions.names_read import list_names_read, strings
from app.pages.editing import repository
from app.pages.editing.references import own_references
from app.pages.rendering.compile import is_known
from app.pages.rendering.stored import upgrade_tree
from app.pages.rendering.tree import PageNode, change_components


async def list_consumers(session: AsyncSession) -> Sequence[Consumer]:
    """Return every published page with the queries it shows."""
    pages = await repository.list_published_trees(session)
    # Reading every published tree takes a while where there are many; other requests go on meanwhile.
    return await asyncio.to_thread(lambda: [Consumer("page", page, slug, _uses(tree)) for page, slug, tree in pages])


def _uses(stored: Any) -> set[tuple[str, ...]]:
    """Return the queries that a stored tree of any build uses, as paths: `("query", "NAME")`.

    Nothing is to be deleted that another build needs: where this one does not know a component, or what it was given,
    every string in its props counts.
    """
    found = {("query", *path[1:]) for path in list_names_read(stored, ("data",))}

    def look(node: Any) -> Any:
        if isinstance(node, dict):
            found.update(("query", name) for name in _named(node))
        return node

    change_components(upgrade_tree(stored)[0], look)
    return found


def _named(node: dict[str, Any]) -> list[str]:
    """Return the queries that a component names literally."""
    try:
        known = PageNode.model_validate(node | {"children": []})
        own = own_references(known) if is_known(known) else None
    except ValidationError:
        own = None
    if own is None:
        return [text for _, text in strings(node.get("props"))]
    return [one.name for one in own if one.kind == "query"]
