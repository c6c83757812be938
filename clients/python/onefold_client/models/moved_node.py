from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.node_place import NodePlace


from ..defaults import DEFAULTS

T = TypeVar("T", bound="MovedNode")


@_attrs_define
class MovedNode:
    """A component that stands in another place, or among its siblings in another order."""

    after: NodePlace
    """ A component and where it stands. """
    before: NodePlace
    """ A component and where it stands. """
    id: str
    type_: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        after = self.after.to_dict()

        before = self.before.to_dict()

        id = self.id

        type_ = self.type_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "after": after,
                "before": before,
                "id": id,
                "type": type_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.node_place import NodePlace

        d = {**DEFAULTS.get("MovedNode", {}), **src_dict}
        after = NodePlace.from_dict(d.pop("after"))

        before = NodePlace.from_dict(d.pop("before"))

        id = d.pop("id")

        type_ = d.pop("type")

        moved_node = cls(
            after=after,
            before=before,
            id=id,
            type_=type_,
        )

        moved_node.additional_properties = d
        return moved_node

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
