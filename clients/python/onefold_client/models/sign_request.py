from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..defaults import DEFAULTS
from ..models.sign_request_method import SignRequestMethod, check_sign_request_method
from ..types import UNSET, Unset

T = TypeVar("T", bound="SignRequest")


@_attrs_define
class SignRequest:
    """What a signed URL shall allow."""

    key: str
    expires_in: int | Unset = UNSET
    """ Seconds, up to 7 days. Default: `3600`. """
    method: SignRequestMethod | Unset = UNSET
    """ GET also allows HEAD. Default: `"GET"`. """

    def to_dict(self) -> dict[str, Any]:
        key = self.key

        expires_in = self.expires_in

        method: str | Unset = UNSET
        if not isinstance(self.method, Unset):
            method = self.method

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "key": key,
            }
        )
        if expires_in is not UNSET:
            field_dict["expires_in"] = expires_in
        if method is not UNSET:
            field_dict["method"] = method

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("SignRequest", {}), **src_dict}
        key = d.pop("key")

        expires_in = d.pop("expires_in", UNSET)

        _method = d.pop("method", UNSET)
        method: SignRequestMethod | Unset
        if isinstance(_method, Unset):
            method = UNSET
        else:
            method = check_sign_request_method(_method)

        sign_request = cls(
            key=key,
            expires_in=expires_in,
            method=method,
        )

        return sign_request
