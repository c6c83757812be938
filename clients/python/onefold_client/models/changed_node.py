from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.value_change import ValueChange


from ..defaults import DEFAULTS

T = TypeVar("T", bound="ChangedNode")


@_attrs_define
class ChangedNode:
    """A component that is there in both, with what differs in it."""

    changes: list[ValueChange]
    id: str
    type_: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        changes = []
        for changes_item_data in self.changes:
            changes_item = changes_item_data.to_dict()
            changes.append(changes_item)

        id = self.id

        type_ = self.type_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "changes": changes,
                "id": id,
                "type": type_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.value_change import ValueChange

        d = {**DEFAULTS.get("ChangedNode", {}), **src_dict}
        changes = []
        _changes = d.pop("changes")
        for changes_item_data in _changes:
            changes_item = ValueChange.from_dict(changes_item_data)

            changes.append(changes_item)

        id = d.pop("id")

        type_ = d.pop("type")

        changed_node = cls(
            changes=changes,
            id=id,
            type_=type_,
        )

        changed_node.additional_properties = d
        return changed_node

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
