from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..defaults import DEFAULTS
from ..models.column_type import ColumnType, check_column_type
from ..types import UNSET, Unset

T = TypeVar("T", bound="ColumnCreate")


@_attrs_define
class ColumnCreate:
    """A column of a `local` table. `default` is a value of its type."""

    name: str
    """ Lower case letters, digits and `_`. """
    type_: ColumnType
    """ The types of columns in `local` tables and of the parameters of named queries. """
    default: Any | Unset = UNSET
    required: bool | Unset = UNSET
    """ Default: `false`. """
    unique: bool | Unset = UNSET
    """ Default: `false`. """

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        type_: str = self.type_

        default = self.default

        required = self.required

        unique = self.unique

        field_dict: dict[str, Any] = {}

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
        if unique is not UNSET:
            field_dict["unique"] = unique

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("ColumnCreate", {}), **src_dict}
        name = d.pop("name")

        type_ = check_column_type(d.pop("type"))

        default = d.pop("default", UNSET)

        required = d.pop("required", UNSET)

        unique = d.pop("unique", UNSET)

        column_create = cls(
            name=name,
            type_=type_,
            default=default,
            required=required,
            unique=unique,
        )

        return column_create
