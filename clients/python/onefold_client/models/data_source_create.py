from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..defaults import DEFAULTS
from ..models.data_source_create_kind import (
    DataSourceCreateKind,
    check_data_source_create_kind,
)

T = TypeVar("T", bound="DataSourceCreate")


@_attrs_define
class DataSourceCreate:
    """A new source. `url`: `postgresql://user:password@host/name`, or the path of a SQLite file."""

    kind: DataSourceCreateKind
    name: str
    """ Lower case letters, digits, `_` and `-`. """
    url: str

    def to_dict(self) -> dict[str, Any]:
        kind: str = self.kind

        name = self.name

        url = self.url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "name": name,
                "url": url,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("DataSourceCreate", {}), **src_dict}
        kind = check_data_source_create_kind(d.pop("kind"))

        name = d.pop("name")

        url = d.pop("url")

        data_source_create = cls(
            kind=kind,
            name=name,
            url=url,
        )

        return data_source_create
