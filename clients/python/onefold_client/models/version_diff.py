from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.changed_node import ChangedNode
    from ..models.moved_node import MovedNode
    from ..models.node_place import NodePlace
    from ..models.value_change import ValueChange


from ..defaults import DEFAULTS

T = TypeVar("T", bound="VersionDiff")


@_attrs_define
class VersionDiff:
    """What came between two versions of a page, or a version and the draft."""

    added: list[NodePlace]
    changed: list[ChangedNode]
    moved: list[MovedNode]
    page: list[ValueChange]
    """ The title, SEO fields, and what the page declares. """
    removed: list[NodePlace]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        added = []
        for added_item_data in self.added:
            added_item = added_item_data.to_dict()
            added.append(added_item)

        changed = []
        for changed_item_data in self.changed:
            changed_item = changed_item_data.to_dict()
            changed.append(changed_item)

        moved = []
        for moved_item_data in self.moved:
            moved_item = moved_item_data.to_dict()
            moved.append(moved_item)

        page = []
        for page_item_data in self.page:
            page_item = page_item_data.to_dict()
            page.append(page_item)

        removed = []
        for removed_item_data in self.removed:
            removed_item = removed_item_data.to_dict()
            removed.append(removed_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "added": added,
                "changed": changed,
                "moved": moved,
                "page": page,
                "removed": removed,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.changed_node import ChangedNode
        from ..models.moved_node import MovedNode
        from ..models.node_place import NodePlace
        from ..models.value_change import ValueChange

        d = {**DEFAULTS.get("VersionDiff", {}), **src_dict}
        added = []
        _added = d.pop("added")
        for added_item_data in _added:
            added_item = NodePlace.from_dict(added_item_data)

            added.append(added_item)

        changed = []
        _changed = d.pop("changed")
        for changed_item_data in _changed:
            changed_item = ChangedNode.from_dict(changed_item_data)

            changed.append(changed_item)

        moved = []
        _moved = d.pop("moved")
        for moved_item_data in _moved:
            moved_item = MovedNode.from_dict(moved_item_data)

            moved.append(moved_item)

        page = []
        _page = d.pop("page")
        for page_item_data in _page:
            page_item = ValueChange.from_dict(page_item_data)

            page.append(page_item)

        removed = []
        _removed = d.pop("removed")
        for removed_item_data in _removed:
            removed_item = NodePlace.from_dict(removed_item_data)

            removed.append(removed_item)

        version_diff = cls(
            added=added,
            changed=changed,
            moved=moved,
            page=page,
            removed=removed,
        )

        version_diff.additional_properties = d
        return version_diff

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
