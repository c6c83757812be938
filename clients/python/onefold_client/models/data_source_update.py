from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..defaults import DEFAULTS

T = TypeVar("T", bound="DataSourceUpdate")


@_attrs_define
class DataSourceUpdate:
    """A new address of a source. Its name and kind never change, because queries and workflows hold the name."""

    url: str

    def to_dict(self) -> dict[str, Any]:
        url = self.url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "url": url,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("DataSourceUpdate", {}), **src_dict}
        url = d.pop("url")

        data_source_update = cls(
            url=url,
        )

        return data_source_update
