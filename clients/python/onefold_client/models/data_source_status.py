from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..defaults import DEFAULTS

T = TypeVar("T", bound="DataSourceStatus")


@_attrs_define
class DataSourceStatus:
    """What a connection test found; `milliseconds` from asking for a connection to its first answer."""

    detail: str
    milliseconds: float
    reachable: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        detail = self.detail

        milliseconds = self.milliseconds

        reachable = self.reachable

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "detail": detail,
                "milliseconds": milliseconds,
                "reachable": reachable,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("DataSourceStatus", {}), **src_dict}
        detail = d.pop("detail")

        milliseconds = d.pop("milliseconds")

        reachable = d.pop("reachable")

        data_source_status = cls(
            detail=detail,
            milliseconds=milliseconds,
            reachable=reachable,
        )

        data_source_status.additional_properties = d
        return data_source_status

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
