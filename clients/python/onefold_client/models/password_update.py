from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..defaults import DEFAULTS

T = TypeVar("T", bound="PasswordUpdate")


@_attrs_define
class PasswordUpdate:
    """A change of one's own password."""

    current_password: str
    new_password: str
    """ At least 10 characters. """

    def to_dict(self) -> dict[str, Any]:
        current_password = self.current_password

        new_password = self.new_password

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "current_password": current_password,
                "new_password": new_password,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("PasswordUpdate", {}), **src_dict}
        current_password = d.pop("current_password")

        new_password = d.pop("new_password")

        password_update = cls(
            current_password=current_password,
            new_password=new_password,
        )

        return password_update
