from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..defaults import DEFAULTS
from ..types import UNSET, Unset

T = TypeVar("T", bound="PreviewTokenCreate")


@_attrs_define
class PreviewTokenCreate:
    """What a preview link shows, and for how long."""

    expires_in: int | Unset = UNSET
    """ Seconds until it expires. Default: `1800`. """
    version: int | None | Unset = UNSET
    """ A version of the page; null: its draft. """

    def to_dict(self) -> dict[str, Any]:
        expires_in = self.expires_in

        version: int | None | Unset
        if isinstance(self.version, Unset):
            version = UNSET
        else:
            version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if expires_in is not UNSET:
            field_dict["expires_in"] = expires_in
        if version is not UNSET:
            field_dict["version"] = version

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("PreviewTokenCreate", {}), **src_dict}
        expires_in = d.pop("expires_in", UNSET)

        def _parse_version(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        version = _parse_version(d.pop("version", UNSET))

        preview_token_create = cls(
            expires_in=expires_in,
            version=version,
        )

        return preview_token_create
