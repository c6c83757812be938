from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import read_time, write_time

if TYPE_CHECKING:
    from ..models.variable_user import VariableUser


from ..defaults import DEFAULTS

T = TypeVar("T", bound="VariableRead")


@_attrs_define
class VariableRead:
    """A variable, and which published workflows read it."""

    created_at: datetime.datetime
    name: str
    updated_at: datetime.datetime
    used_by: list[VariableUser]
    value: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = write_time(self.created_at)

        name = self.name

        updated_at = write_time(self.updated_at)

        used_by = []
        for used_by_item_data in self.used_by:
            used_by_item = used_by_item_data.to_dict()
            used_by.append(used_by_item)

        value = self.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "name": name,
                "updated_at": updated_at,
                "used_by": used_by,
                "value": value,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.variable_user import VariableUser

        d = {**DEFAULTS.get("VariableRead", {}), **src_dict}
        created_at = read_time(d.pop("created_at"))

        name = d.pop("name")

        updated_at = read_time(d.pop("updated_at"))

        used_by = []
        _used_by = d.pop("used_by")
        for used_by_item_data in _used_by:
            used_by_item = VariableUser.from_dict(used_by_item_data)

            used_by.append(used_by_item)

        value = d.pop("value")

        variable_read = cls(
            created_at=created_at,
            name=name,
            updated_at=updated_at,
            used_by=used_by,
            value=value,
        )

        variable_read.additional_properties = d
        return variable_read

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
