from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..defaults import DEFAULTS
from ..models.column_type import ColumnType, check_column_type

T = TypeVar("T", bound="ColumnRead")


@_attrs_define
class ColumnRead:
    """A column. `type` is null when it is none of Onefold's; `default` is the database's own expression."""

    default: None | str
    name: str
    native_type: str
    primary_key: bool
    required: bool
    type_: ColumnType | None
    unique: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        default: None | str
        default = self.default

        name = self.name

        native_type = self.native_type

        primary_key = self.primary_key

        required = self.required

        type_: None | str
        if isinstance(self.type_, str):
            type_ = self.type_
        else:
            type_ = self.type_

        unique = self.unique

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "default": default,
                "name": name,
                "native_type": native_type,
                "primary_key": primary_key,
                "required": required,
                "type": type_,
                "unique": unique,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("ColumnRead", {}), **src_dict}

        def _parse_default(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        default = _parse_default(d.pop("default"))

        name = d.pop("name")

        native_type = d.pop("native_type")

        primary_key = d.pop("primary_key")

        required = d.pop("required")

        def _parse_type_(data: object) -> ColumnType | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                type_type_0 = check_column_type(data)

                return type_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ColumnType | None, data)

        type_ = _parse_type_(d.pop("type"))

        unique = d.pop("unique")

        column_read = cls(
            default=default,
            name=name,
            native_type=native_type,
            primary_key=primary_key,
            required=required,
            type_=type_,
            unique=unique,
        )

        column_read.additional_properties = d
        return column_read

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
