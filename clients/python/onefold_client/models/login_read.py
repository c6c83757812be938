from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import read_time, write_time

if TYPE_CHECKING:
    from ..models.user_summary import UserSummary


from ..defaults import DEFAULTS

T = TypeVar("T", bound="LoginRead")


@_attrs_define
class LoginRead:
    """Who signed in, and when the session ends at the latest."""

    expires_at: datetime.datetime
    user: UserSummary
    """ The person who signed in. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        expires_at = write_time(self.expires_at)

        user = self.user.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "expires_at": expires_at,
                "user": user,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.user_summary import UserSummary

        d = {**DEFAULTS.get("LoginRead", {}), **src_dict}
        expires_at = read_time(d.pop("expires_at"))

        user = UserSummary.from_dict(d.pop("user"))

        login_read = cls(
            expires_at=expires_at,
            user=user,
        )

        login_read.additional_properties = d
        return login_read

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
