from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..defaults import DEFAULTS

T = TypeVar("T", bound="VariableSet")


@_attrs_define
class VariableSet:
    """A variable's value: plain text of at most 8192 characters, nothing secret."""

    value: str

    def to_dict(self) -> dict[str, Any]:
        value = self.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "value": value,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("VariableSet", {}), **src_dict}
        value = d.pop("value")

        variable_set = cls(
            value=value,
        )

        return variable_set
