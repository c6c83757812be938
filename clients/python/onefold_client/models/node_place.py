from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..defaults import DEFAULTS

T = TypeVar("T", bound="NodePlace")


@_attrs_define
class NodePlace:
    """A component and where it stands."""

    id: str
    index: int
    """ How many siblings stand before it. """
    parent_id: None | str
    """ Null at the top of the page. """
    type_: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        index = self.index

        parent_id: None | str
        parent_id = self.parent_id

        type_ = self.type_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "index": index,
                "parent_id": parent_id,
                "type": type_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("NodePlace", {}), **src_dict}
        id = d.pop("id")

        index = d.pop("index")

        def _parse_parent_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        parent_id = _parse_parent_id(d.pop("parent_id"))

        type_ = d.pop("type")

        node_place = cls(
            id=id,
            index=index,
            parent_id=parent_id,
            type_=type_,
        )

        node_place.additional_properties = d
        return node_place

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
