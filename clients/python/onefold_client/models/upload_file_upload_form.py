from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import types
from ..defaults import DEFAULTS
from ..types import UNSET, File, Unset

T = TypeVar("T", bound="UploadFileUploadForm")


@_attrs_define
class UploadFileUploadForm:
    bucket: str
    file: File
    key: str | Unset = UNSET
    """ Left out: the file's name. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        bucket = self.bucket

        file = self.file.to_tuple()

        key = self.key

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "bucket": bucket,
                "file": file,
            }
        )
        if key is not UNSET:
            field_dict["key"] = key

        return field_dict

    def to_multipart(self) -> types.RequestFiles:
        files: types.RequestFiles = []

        files.append(("bucket", (None, str(self.bucket).encode(), "text/plain")))

        files.append(("file", self.file.to_tuple()))

        if not isinstance(self.key, Unset):
            files.append(("key", (None, str(self.key).encode(), "text/plain")))

        for prop_name, prop in self.additional_properties.items():
            files.append((prop_name, (None, str(prop).encode(), "text/plain")))

        return files

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("UploadFileUploadForm", {}), **src_dict}
        bucket = d.pop("bucket")

        file = File(payload=BytesIO(d.pop("file")))

        key = d.pop("key", UNSET)

        upload_file_upload_form = cls(
            bucket=bucket,
            file=file,
            key=key,
        )

        upload_file_upload_form.additional_properties = d
        return upload_file_upload_form

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
