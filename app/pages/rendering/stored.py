"""Reads what a page was stored with. Another build may have written it: visitors see it without what this one cannot
read; who edits it sees all of it, and is told what that is."""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from pydantic import ValidationError

from app.core.draft_problems import DraftProblem
from app.core.stored_drafts import read_stored
from app.pages.rendering.seo import Seo
from app.pages.rendering.tree import (
    COMPONENTS,
    DECLARED,
    MAX_DECLARED,
    PageNode,
    PageRoot,
    PageTree,
    change_components,
)

LeftOut: TypeAlias = Callable[[str, str], None]
"""Takes the id of a node that is left out, and why."""


def read_tree(stored: Any, left_out: LeftOut = lambda _node, _why: None) -> PageTree:
    """Return a stored tree in the versions of this build, without the components that it cannot read."""

    def upgraded(node: Any) -> Any:
        node, problem = COMPONENTS.upgrade(node)
        if problem is None:
            return node
        left_out(str(problem.node_id), problem.message)
        return None

    tree = change_components(stored, upgraded)
    try:
        return PageTree.model_validate(tree)
    except ValidationError:
        parts = tree if isinstance(tree, dict) else {}
        root = parts.get("root")
        children = root.get("children") if isinstance(root, dict) else None
        declared = {name: list(_read_declared(name, parts.get(name), left_out)) for name in DECLARED}
        query = parts.get("sitemap_query")
        return PageTree(
            root=PageRoot(children=_read_nodes(children, left_out)),
            sitemap_query=query if isinstance(query, str) else None,
            **declared,
        )


def upgrade_tree(stored: Any) -> tuple[Any, list[DraftProblem]]:
    """Return a stored tree with its components in the versions of this build, and those that stay as they are stored:
    components of a newer build, and those that an upgrade cannot read.
    """
    problems: list[DraftProblem] = []

    def upgraded(node: Any) -> Any:
        node, problem = COMPONENTS.upgrade(node)
        problems.extend([problem] if problem else [])
        return node

    return change_components(stored, upgraded), problems


def read_draft(stored: Any) -> PageTree:
    """Return a stored tree, right or wrong, in the versions of this build; raises StoredUnreadable for a form or a
    version that this build does not know.
    """
    return read_stored(PageTree, *upgrade_tree(stored))


def _read_nodes(stored: Any, left_out: LeftOut) -> list[PageNode]:
    nodes: list[PageNode] = []
    for one in stored if isinstance(stored, list) else []:
        if not isinstance(one, dict):
            left_out("", "it is no object")
            continue
        try:
            node = PageNode.model_validate(one | {"children": []})
        except ValidationError as error:
            left_out(str(one.get("id")), _describe(error))
            continue
        nodes.append(node.model_copy(update={"children": _read_nodes(one.get("children"), left_out)}))
    return nodes


def _read_declared(name: str, stored: Any, left_out: LeftOut) -> Iterator[Any]:
    for position, one in enumerate(stored[:MAX_DECLARED] if isinstance(stored, list) else []):
        try:
            yield DECLARED[name].model_validate(one)
        except ValidationError as error:
            left_out("", f"{name}.{position}.{_describe(error)}")


def _describe(error: ValidationError) -> str:
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
