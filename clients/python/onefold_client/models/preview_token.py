from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..defaults import DEFAULTS
from ..types import read_time, write_time

T = TypeVar("T", bound="PreviewToken")


@_attrs_define
class PreviewToken:
    """Lets anybody who has it see the draft, or a version, until it expires."""

    canvas_url: None | str
    """ The same draft for a builder to frame; null for a version. """
    expires_at: datetime.datetime
    token: str
    url: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        canvas_url: None | str
        canvas_url = self.canvas_url

        expires_at = write_time(self.expires_at)

        token = self.token

        url = self.url

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "canvas_url": canvas_url,
                "expires_at": expires_at,
                "token": token,
                "url": url,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("PreviewToken", {}), **src_dict}

        def _parse_canvas_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        canvas_url = _parse_canvas_url(d.pop("canvas_url"))

        expires_at = read_time(d.pop("expires_at"))

        token = d.pop("token")

        url = d.pop("url")

        preview_token = cls(
            canvas_url=canvas_url,
            expires_at=expires_at,
            token=token,
            url=url,
        )

        preview_token.additional_properties = d
        return preview_token

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
