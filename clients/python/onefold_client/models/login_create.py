from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..defaults import DEFAULTS

T = TypeVar("T", bound="LoginCreate")


@_attrs_define
class LoginCreate:
    """Who signs in."""

    email: str
    password: str

    def to_dict(self) -> dict[str, Any]:
        email = self.email

        password = self.password

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "email": email,
                "password": password,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("LoginCreate", {}), **src_dict}
        email = d.pop("email")

        password = d.pop("password")

        login_create = cls(
            email=email,
            password=password,
        )

        return login_create
