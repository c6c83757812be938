"""Reads what a version was stored with. Another build may have written it: what this one cannot read is left out."""

from typing import Any

import structlog
from pydantic import ValidationError

from app.pages.schemas import Seo
from app.pages.tree import PageNode, PageRoot, PageTree

log = structlog.get_logger("app.pages")


def read_tree(stored: Any) -> PageTree:
    """Return the tree of a version, without the nodes that have another shape than this build's."""
    try:
        return PageTree.model_validate(stored)
    except ValidationError as error:
        log.warning("page_tree_read_in_part", problems=error.error_count())
    root = stored.get("root") if isinstance(stored, dict) else None
    return PageTree(root=PageRoot(children=_read_nodes(root.get("children") if isinstance(root, dict) else None)))


def _read_nodes(stored: Any) -> list[PageNode]:
    nodes: list[PageNode] = []
    for one in stored if isinstance(stored, list) else []:
        if not isinstance(one, dict):
            continue
        try:
            node = PageNode.model_validate(one | {"children": []})
        except ValidationError:
            continue
        nodes.append(node.model_copy(update={"children": _read_nodes(one.get("children"))}))
    return nodes


def read_seo(stored: Any) -> Seo:
    """Return the SEO fields of a version, without those that this build does not know or takes for wrong."""
    try:
        return Seo.model_validate(stored)
    except ValidationError as error:
        wrong = {str(item["loc"][0]) for item in error.errors() if item["loc"]}
        log.warning("page_seo_read_in_part", fields=sorted(wrong))
    fields = stored if isinstance(stored, dict) else {}
    return Seo.model_validate({name: value for name, value in fields.items() if name not in wrong})
