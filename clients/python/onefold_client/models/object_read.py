from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..defaults import DEFAULTS
from ..types import read_time, write_time

T = TypeVar("T", bound="ObjectRead")


@_attrs_define
class ObjectRead:
    """An object's metadata."""

    content_type: str
    created_at: datetime.datetime
    etag: str
    """ As in the ETag header, quotes included; good for If-Match. """
    id: UUID
    key: str
    sha256: str
    """ SHA-256 of the bytes, hex. """
    size: int
    """ Bytes. """
    updated_at: datetime.datetime
    uploaded_by: None | UUID
    """ Null for uploads by a signed URL. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        content_type = self.content_type

        created_at = write_time(self.created_at)

        etag = self.etag

        id = str(self.id)

        key = self.key

        sha256 = self.sha256

        size = self.size

        updated_at = write_time(self.updated_at)

        uploaded_by: None | str
        if isinstance(self.uploaded_by, UUID):
            uploaded_by = str(self.uploaded_by)
        else:
            uploaded_by = self.uploaded_by

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "content_type": content_type,
                "created_at": created_at,
                "etag": etag,
                "id": id,
                "key": key,
                "sha256": sha256,
                "size": size,
                "updated_at": updated_at,
                "uploaded_by": uploaded_by,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("ObjectRead", {}), **src_dict}
        content_type = d.pop("content_type")

        created_at = read_time(d.pop("created_at"))

        etag = d.pop("etag")

        id = UUID(d.pop("id"))

        key = d.pop("key")

        sha256 = d.pop("sha256")

        size = d.pop("size")

        updated_at = read_time(d.pop("updated_at"))

        def _parse_uploaded_by(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                uploaded_by_type_0 = UUID(data)

                return uploaded_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        uploaded_by = _parse_uploaded_by(d.pop("uploaded_by"))

        object_read = cls(
            content_type=content_type,
            created_at=created_at,
            etag=etag,
            id=id,
            key=key,
            sha256=sha256,
            size=size,
            updated_at=updated_at,
            uploaded_by=uploaded_by,
        )

        object_read.additional_properties = d
        return object_read

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
