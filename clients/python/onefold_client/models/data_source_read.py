from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..defaults import DEFAULTS
from ..models.source_kind import SourceKind, check_source_kind
from ..types import read_time, write_time

T = TypeVar("T", bound="DataSourceRead")


@_attrs_define
class DataSourceRead:
    """A source. `display_url` is host and database, or the path; the rest of the address is never returned."""

    created_at: datetime.datetime | None
    """ Null for the built-in source. """
    display_url: str
    id: UUID
    kind: SourceKind
    """ What is behind a source. """
    name: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at: None | str
        if isinstance(self.created_at, datetime.datetime):
            created_at = write_time(self.created_at)
        else:
            created_at = self.created_at

        display_url = self.display_url

        id = str(self.id)

        kind: str = self.kind

        name = self.name

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "display_url": display_url,
                "id": id,
                "kind": kind,
                "name": name,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("DataSourceRead", {}), **src_dict}

        def _parse_created_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                created_at_type_0 = read_time(data)

                return created_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        created_at = _parse_created_at(d.pop("created_at"))

        display_url = d.pop("display_url")

        id = UUID(d.pop("id"))

        kind = check_source_kind(d.pop("kind"))

        name = d.pop("name")

        data_source_read = cls(
            created_at=created_at,
            display_url=display_url,
            id=id,
            kind=kind,
            name=name,
        )

        data_source_read.additional_properties = d
        return data_source_read

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
