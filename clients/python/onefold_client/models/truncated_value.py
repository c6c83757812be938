from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..defaults import DEFAULTS

T = TypeVar("T", bound="TruncatedValue")


@_attrs_define
class TruncatedValue:
    """Stands where a value is too big to be shown."""

    bytes_: int
    """ Of its JSON. """
    hash_: None | str
    """ For `/api/executions/{id}/values/{hash}`; null: its event or execution has it whole. """
    preview: str
    """ How its JSON begins. """
    truncated: bool

    def to_dict(self) -> dict[str, Any]:
        bytes_ = self.bytes_

        hash_: None | str
        hash_ = self.hash_

        preview = self.preview

        truncated = self.truncated

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "bytes": bytes_,
                "hash": hash_,
                "preview": preview,
                "truncated": truncated,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("TruncatedValue", {}), **src_dict}
        bytes_ = d.pop("bytes")

        def _parse_hash_(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        hash_ = _parse_hash_(d.pop("hash"))

        preview = d.pop("preview")

        truncated = d.pop("truncated")

        truncated_value = cls(
            bytes_=bytes_,
            hash_=hash_,
            preview=preview,
            truncated=truncated,
        )

        return truncated_value
