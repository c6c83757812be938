from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..defaults import DEFAULTS
from ..models.signed_url_method import SignedUrlMethod, check_signed_url_method
from ..types import read_time, write_time

T = TypeVar("T", bound="SignedUrl")


@_attrs_define
class SignedUrl:
    """A URL that needs no sign-in until it expires."""

    expires_at: datetime.datetime
    method: SignedUrlMethod
    url: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        expires_at = write_time(self.expires_at)

        method: str = self.method

        url = self.url

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "expires_at": expires_at,
                "method": method,
                "url": url,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("SignedUrl", {}), **src_dict}
        expires_at = read_time(d.pop("expires_at"))

        method = check_signed_url_method(d.pop("method"))

        url = d.pop("url")

        signed_url = cls(
            expires_at=expires_at,
            method=method,
            url=url,
        )

        signed_url.additional_properties = d
        return signed_url

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
