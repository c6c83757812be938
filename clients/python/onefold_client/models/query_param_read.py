from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.column_type import ColumnType, check_column_type
from ..types import UNSET, Unset

T = TypeVar("T", bound="QueryParamRead")


@_attrs_define
class QueryParamRead:
    """A stored parameter; another build may have stored more fields."""

    name: str
    type_: ColumnType
    """ The types of columns in `local` tables and of the parameters of named queries. """
    default: Any | Unset = UNSET
    required: bool | Unset = True
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        type_: str = self.type_

        default = self.default

        required = self.required

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "type": type_,
            }
        )
        if default is not UNSET:
            field_dict["default"] = default
        if required is not UNSET:
            field_dict["required"] = required

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name")

        type_ = check_column_type(d.pop("type"))

        default = d.pop("default", UNSET)

        required = d.pop("required", UNSET)

        query_param_read = cls(
            name=name,
            type_=type_,
            default=default,
            required=required,
        )

        query_param_read.additional_properties = d
        return query_param_read

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
