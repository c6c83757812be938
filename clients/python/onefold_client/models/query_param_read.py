from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..defaults import DEFAULTS
from ..models.column_type import ColumnType, check_column_type

T = TypeVar("T", bound="QueryParamRead")


@_attrs_define
class QueryParamRead:
    """A stored parameter; another build may have stored more fields."""

    default: Any
    name: str
    required: bool
    type_: ColumnType
    """ The types of columns in `local` tables and of the parameters of named queries. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        default = self.default

        name = self.name

        required = self.required

        type_: str = self.type_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "default": default,
                "name": name,
                "required": required,
                "type": type_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("QueryParamRead", {}), **src_dict}
        default = d.pop("default")

        name = d.pop("name")

        required = d.pop("required")

        type_ = check_column_type(d.pop("type"))

        query_param_read = cls(
            default=default,
            name=name,
            required=required,
            type_=type_,
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
