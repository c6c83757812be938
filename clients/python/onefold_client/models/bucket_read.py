from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..defaults import DEFAULTS
from ..types import read_time, write_time

T = TypeVar("T", bound="BucketRead")


@_attrs_define
class BucketRead:
    """A bucket."""

    created_at: datetime.datetime
    id: UUID
    name: str
    public: bool
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = write_time(self.created_at)

        id = str(self.id)

        name = self.name

        public = self.public

        updated_at = write_time(self.updated_at)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "id": id,
                "name": name,
                "public": public,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("BucketRead", {}), **src_dict}
        created_at = read_time(d.pop("created_at"))

        id = UUID(d.pop("id"))

        name = d.pop("name")

        public = d.pop("public")

        updated_at = read_time(d.pop("updated_at"))

        bucket_read = cls(
            created_at=created_at,
            id=id,
            name=name,
            public=public,
            updated_at=updated_at,
        )

        bucket_read.additional_properties = d
        return bucket_read

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
