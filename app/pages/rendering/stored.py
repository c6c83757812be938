"""Reads what a page was stored with. Another build may have written it: what this one cannot read is left out."""

from collections.abc import Callable
from typing import Any, TypeAlias

from pydantic import ValidationError

from app.pages.rendering.seo import Seo
from app.pages.rendering.tree import PageNode, PageRoot, PageTree

LeftOut: TypeAlias = Callable[[str, str], None]
"""Takes the id of a node that is left out, and why."""


def read_tree(stored: Any, left_out: LeftOut = lambda _node, _why: None) -> PageTree:
    """Return a stored tree, without the nodes that have another shape than this build's."""
    try:
        return PageTree.model_validate(stored)
    except ValidationError:
        root = stored.get("root") if isinstance(stored, dict) else None
        children = root.get("children") if isinstance(root, dict) else None
        return PageTree(root=PageRoot(children=_read_nodes(children, left_out)))


def _read_nodes(stored: Any, left_out: LeftOut) -> list[PageNode]:
    nodes: list[PageNode] = []
    for one in stored if isinstance(stored, list) else []:
        if not isinstance(one, dict):
            left_out("", "it is no object")
            continue
        try:
            node = PageNode.model_validate(one | {"children": []})
        except ValidationError as error:
            left_out(str(one.get("id")), describe(error))
            continue
        nodes.append(node.model_copy(update={"children": _read_nodes(one.get("children"), left_out)}))
    return nodes


def describe(error: ValidationError) -> str:
    """Return where the first thing is that is wrong, and what."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"


def read_seo(stored: Any) -> Seo:
    """Return stored SEO fields, without those that this build does not know or takes for wrong."""
    wrong = wrong_seo_fields(stored)
    fields = stored if isinstance(stored, dict) else {}
    return Seo.model_validate({name: value for name, value in fields.items() if name not in wrong})


def wrong_seo_fields(stored: Any) -> set[str]:
    """Return the names of the SEO fields that `read_seo` leaves out."""
    try:
        Seo.model_validate(stored)
    except ValidationError as error:
        return {str(item["loc"][0]) for item in error.errors() if item["loc"]}
    return set()
