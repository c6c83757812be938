"""What differs between two stored versions of a page: components by their id, and what the page says of itself.

It reads what is stored as it is, whichever build stored it.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, Field, JsonValue

from app.core.db.database import is_same_json


class NodePlace(BaseModel):
    """A component and where it stands."""

    id: str
    type: str
    parent_id: str | None = Field(description="Null at the top of the page.")
    index: int = Field(description="How many siblings stand before it.")


class MovedNode(BaseModel):
    """A component that stands in another place, or among its siblings in another order."""

    id: str
    type: str
    before: NodePlace
    after: NodePlace


class ValueChange(BaseModel):
    """A value that differs; null where there is none."""

    path: str = Field(examples=["props.text"])
    before: JsonValue
    after: JsonValue


class ChangedNode(BaseModel):
    """A component that is there in both, with what differs in it."""

    id: str
    type: str
    changes: list[ValueChange]


class VersionDiff(BaseModel):
    """What came between two versions of a page, or a version and the draft."""

    added: list[NodePlace]
    removed: list[NodePlace]
    moved: list[MovedNode]
    changed: list[ChangedNode]
    page: list[ValueChange] = Field(description="The title, SEO fields, and what the page declares.")


@dataclass(frozen=True, slots=True)
class _Node:
    place: NodePlace
    stored: Mapping[str, Any]


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> VersionDiff:
    """Return what differs between two contents, each `{tree, title, seo}` as stored."""
    old, new = _nodes_of(before["tree"]), _nodes_of(after["tree"])
    common = [node_id for node_id in new if node_id in old]
    changes = {node_id: list(_changes("", _own(old[node_id]), _own(new[node_id]), depth=2)) for node_id in common}
    return VersionDiff(
        added=[node.place for node_id, node in new.items() if node_id not in old],
        removed=[node.place for node_id, node in old.items() if node_id not in new],
        moved=[
            MovedNode(id=node_id, type=new[node_id].place.type, before=old[node_id].place, after=new[node_id].place)
            for node_id in _moved(old, new)
        ],
        changed=[
            ChangedNode(id=node_id, type=new[node_id].place.type, changes=changes[node_id])
            for node_id in common
            if changes[node_id]
        ],
        page=list(_changes("", _of_page(before), _of_page(after), depth=2)),
    )


def _nodes_of(tree: Any) -> dict[str, _Node]:
    """Return the components of a stored tree by id, in the order of the page."""
    found: dict[str, _Node] = {}
    root = tree.get("root") if isinstance(tree, dict) else None
    pending: list[tuple[Any, str | None]] = [(root, None)]
    while pending:
        parent, parent_id = pending.pop(0)
        children = parent.get("children") if isinstance(parent, dict) else None
        for index, child in enumerate(children if isinstance(children, list) else []):
            if not isinstance(child, dict) or not isinstance(child.get("id"), str) or child["id"] in found:
                continue
            place = NodePlace(id=child["id"], type=str(child.get("type")), parent_id=parent_id, index=index)
            found[place.id] = _Node(place, child)
            pending.append((child, place.id))
    return found


def _own(node: _Node) -> dict[str, Any]:
    return {name: value for name, value in node.stored.items() if name not in ("id", "children")}


def _of_page(content: Mapping[str, Any]) -> dict[str, Any]:
    tree = content["tree"] if isinstance(content["tree"], dict) else {}
    declared = {name: value for name, value in tree.items() if name != "root"}
    return {"title": content["title"], "seo": content["seo"], **declared}


def _changes(path: str, before: Any, after: Any, depth: int) -> Iterator[ValueChange]:
    """Yield what differs, looked at `depth` objects deep."""
    if depth and isinstance(before, dict) and isinstance(after, dict):
        for name in [*before, *(name for name in after if name not in before)]:
            yield from _changes(f"{path}.{name}".lstrip("."), before.get(name), after.get(name), depth - 1)
    elif not is_same_json(before, after):
        yield ValueChange(path=path, before=before, after=after)


def _moved(old: dict[str, _Node], new: dict[str, _Node]) -> list[str]:
    """Return the components that moved: as few as can have been, where siblings changed their order."""
    moved: list[str] = []
    siblings: dict[str | None, list[str]] = {}
    for node_id, node in new.items():
        if node_id in old:
            if old[node_id].place.parent_id == node.place.parent_id:
                siblings.setdefault(node.place.parent_id, []).append(node_id)
            else:
                moved.append(node_id)
    for ids in siblings.values():
        stayed = _longest_ascending([old[node_id].place.index for node_id in ids])
        moved += [node_id for position, node_id in enumerate(ids) if position not in stayed]
    order = {node_id: position for position, node_id in enumerate(new)}
    return sorted(moved, key=order.__getitem__)


def _longest_ascending(values: list[int]) -> set[int]:
    """Return the positions of the longest ascending subsequence of distinct values (patience sorting)."""
    tops: list[int] = []
    top_at: list[int] = []
    before: list[int | None] = []
    for position, value in enumerate(values):
        pile = bisect_left(tops, value)
        tops[pile : pile + 1] = [value]
        top_at[pile : pile + 1] = [position]
        before.append(top_at[pile - 1] if pile else None)
    kept: set[int] = set()
    at: int | None = top_at[-1] if top_at else None
    while at is not None:
        kept.add(at)
        at = before[at]
    return kept
