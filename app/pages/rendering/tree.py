"""The tree of a page: components in components.

A draft may hold a wrong tree; only its JSON shape, its size and what no database can store are enforced here.
`app.pages.editing.validation` finds what is wrong with its meaning.
"""

import re
from collections.abc import Callable, Iterator
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from app.core.stored_drafts import Parts
from app.core.text import StorableObject, StorableText
from app.core.upgrades import FIRST_VERSION
from app.pages.rendering.declarations import PageData, PageParam, PageVariable
from app.pages.rendering.registry import find_component

MAX_TREE_BYTES = 1024 * 1024
MAX_DEPTH = 40
MAX_NODES = 2_000
MAX_DECLARED = 100
"""Parameters, data or variables of one page."""
NODE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")


class PageNode(BaseModel):
    """One component on a page. `type` is a component's folder name. Props may hold `{{ expressions }}`.

    `visible` is a boolean or an expression.
    """

    model_config = ConfigDict(extra="forbid")

    id: StorableText = Field(max_length=64)
    type: StorableText = Field(max_length=64)
    v: int = Field(
        default_factory=lambda: FIRST_VERSION,  # no default of the API: what is sent without one is of the newest
        ge=FIRST_VERSION,
        le=1000,
        description="The version of the component that the props are written for. Left out, it is the newest, "
        "which is stored.",
    )
    props: StorableObject = Field(default_factory=dict)
    style: StorableObject | None = None
    visible: bool | StorableText | None = None
    children: list["PageNode"] = Field(default_factory=list)


class PageRoot(BaseModel):
    """The top of a page: what stands in its body, from top to bottom."""

    model_config = ConfigDict(extra="forbid")

    children: list[PageNode] = Field(default_factory=list)


class PageTree(BaseModel):
    """All components of a page, and what the page declares beside them."""

    model_config = ConfigDict(extra="forbid")

    root: PageRoot = Field(default_factory=PageRoot)
    params: list[PageParam] = Field(default_factory=list, max_length=MAX_DECLARED)
    data: list[PageData] = Field(default_factory=list, max_length=MAX_DECLARED)
    variables: list[PageVariable] = Field(default_factory=list, max_length=MAX_DECLARED)
    sitemap_query: StorableText | None = Field(
        None,
        max_length=100,
        description="For a slug with parameters: the query that lists its addresses, a row each, in columns named as "
        "the parameters.",
    )

    def dump(self) -> dict[str, Any]:
        """Return the tree as plain JSON, the form that is stored; lists that declare nothing are left out."""
        nothing = {name for name in DECLARED if not getattr(self, name)}
        return self.model_dump(mode="json", exclude_none=True, exclude=nothing)


DECLARED: dict[str, type[BaseModel]] = {"params": PageParam, "data": PageData, "variables": PageVariable}
"""The lists of a tree beside its components, and what stands in them."""


COMPONENTS = Parts("type", "props", find_component)


def change_components(tree: Any, change: Callable[[Any], Any]) -> Any:
    """Return a tree with other components, without those for which `change` returns None; what has not the form of a
    tree stays as it is.
    """
    root = tree.get("root") if isinstance(tree, dict) else None
    if not isinstance(root, dict):
        return tree
    changed = dict(root)
    pending = [changed]
    while pending:
        around = pending.pop()
        children = around.get("children")
        if not isinstance(children, list):
            continue
        around["children"] = []
        for child in children:
            found = change(child)
            if isinstance(found, dict) and found.get("children"):
                pending.append(found := dict(found))
            if found is not None:
                around["children"].append(found)
    return tree | {"root": changed}


def _add_versions(tree: Any) -> Any:
    return change_components(tree, COMPONENTS.with_version)


DraftTree = Annotated[PageTree, BeforeValidator(_add_versions)]
"""A tree that a client sends: components that say no version are written for the newest ones."""


def _add_versions_to_each(nodes: Any) -> Any:
    return _add_versions({"root": {"children": nodes}})["root"]["children"]


DraftNodes = Annotated[list[PageNode], BeforeValidator(_add_versions_to_each)]
"""Components that a client sends without the rest of their tree."""


def walk(
    nodes: list[PageNode], parents: tuple[PageNode, ...] = ()
) -> Iterator[tuple[PageNode, tuple[PageNode, ...]]]:
    """Yield each node with its ancestors, outermost first, in document order."""
    for node in nodes:
        yield node, parents
        yield from walk(node.children, (*parents, node))
