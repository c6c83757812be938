"""The tree of a page: components in components.

A draft may hold a wrong tree; only its JSON shape, its size and what no database can store are enforced here.
`app.pages.editing.validation` finds what is wrong with its meaning.
"""

import re
from collections.abc import Iterator
from typing import Any

import structlog
from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.core.text import StorableObject, StorableText
from app.core.upgrades import UpgradeFailed
from app.pages.rendering.registry import components

log = structlog.get_logger("onefold.pages.rendering.tree")

MAX_TREE_BYTES = 1024 * 1024
MAX_DEPTH = 40
MAX_NODES = 2_000
NODE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")


def _newest_version(node: dict[str, Any]) -> int:
    known = components().get(node.get("type", ""))
    return known.component.version if known else 1


class PageNode(BaseModel):
    """One component on a page. `type` is a component's folder name, `v` the version of its props.

    Without `v` it has the newest version; a node of an older one is read as one of the newest. Props may hold
    `{{ expressions }}`; `visible` is a boolean or an expression.
    """

    model_config = ConfigDict(extra="forbid")

    id: StorableText = Field(max_length=64)
    type: StorableText = Field(max_length=64)
    v: int = Field(default_factory=_newest_version, ge=1, le=1000)
    props: StorableObject = Field(default_factory=dict)
    style: StorableObject | None = None
    visible: bool | StorableText | None = None
    children: list["PageNode"] = Field(default_factory=list)

    @model_validator(mode="after")
    def _upgrade(self) -> "PageNode":
        known = components().get(self.type)
        if known is not None and self.v < known.component.version:
            try:
                self.props = known.component.upgrade(self.props, self.v)
                self.v = known.component.version
            except UpgradeFailed as error:
                log.warning("page_node_not_upgraded", node=self.id, type=self.type, v=self.v, reason=str(error))
        return self


class PageRoot(BaseModel):
    """The top of a page: what stands in its body, from top to bottom."""

    model_config = ConfigDict(extra="forbid")

    children: list[PageNode] = Field(default_factory=list)


class PageTree(BaseModel):
    """All components of a page."""

    model_config = ConfigDict(extra="forbid")

    root: PageRoot = Field(default_factory=PageRoot)

    def dump(self) -> dict[str, Any]:
        """Return the tree as plain JSON, the form that is stored."""
        return self.model_dump(mode="json", exclude_none=True)


def walk(
    nodes: list[PageNode], parents: tuple[PageNode, ...] = ()
) -> Iterator[tuple[PageNode, tuple[PageNode, ...]]]:
    """Yield each node with its ancestors, outermost first, in document order."""
    for node in nodes:
        yield node, parents
        yield from walk(node.children, (*parents, node))
