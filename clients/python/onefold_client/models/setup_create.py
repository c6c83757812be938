from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..defaults import DEFAULTS

T = TypeVar("T", bound="SetupCreate")


@_attrs_define
class SetupCreate:
    """The first owner, with the one-time token that the start printed."""

    email: str
    password: str
    """ At least 10 characters. """
    token: str

    def to_dict(self) -> dict[str, Any]:
        email = self.email

        password = self.password

        token = self.token

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "email": email,
                "password": password,
                "token": token,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("SetupCreate", {}), **src_dict}
        email = d.pop("email")

        password = d.pop("password")

        token = d.pop("token")

        setup_create = cls(
            email=email,
            password=password,
            token=token,
        )

        return setup_create
