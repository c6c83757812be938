from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..defaults import DEFAULTS
from ..models.role import Role, check_role
from ..types import UNSET, Unset

T = TypeVar("T", bound="UserUpdate")


@_attrs_define
class UserUpdate:
    """What changes; fields left out stay. A password or a suspension ends the user's sessions."""

    password: str | Unset = UNSET
    """ At least 10 characters. """
    role: Role | Unset = UNSET
    """ What a person may do. Each role may do all that the ones after it may. """
    suspended: bool | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        password = self.password

        role: str | Unset = UNSET
        if not isinstance(self.role, Unset):
            role = self.role

        suspended = self.suspended

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if password is not UNSET:
            field_dict["password"] = password
        if role is not UNSET:
            field_dict["role"] = role
        if suspended is not UNSET:
            field_dict["suspended"] = suspended

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("UserUpdate", {}), **src_dict}
        password = d.pop("password", UNSET)

        _role = d.pop("role", UNSET)
        role: Role | Unset
        if isinstance(_role, Unset):
            role = UNSET
        else:
            role = check_role(_role)

        suspended = d.pop("suspended", UNSET)

        user_update = cls(
            password=password,
            role=role,
            suspended=suspended,
        )

        return user_update
