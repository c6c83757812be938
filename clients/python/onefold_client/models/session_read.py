from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..defaults import DEFAULTS
from ..types import read_time, write_time

T = TypeVar("T", bound="SessionRead")


@_attrs_define
class SessionRead:
    """A signed-in browser; `current` marks the one that asks."""

    created_at: datetime.datetime
    current: bool
    expires_at: datetime.datetime
    id: UUID
    ip: str
    last_seen_at: datetime.datetime
    user_agent: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = write_time(self.created_at)

        current = self.current

        expires_at = write_time(self.expires_at)

        id = str(self.id)

        ip = self.ip

        last_seen_at = write_time(self.last_seen_at)

        user_agent = self.user_agent

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "current": current,
                "expires_at": expires_at,
                "id": id,
                "ip": ip,
                "last_seen_at": last_seen_at,
                "user_agent": user_agent,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("SessionRead", {}), **src_dict}
        created_at = read_time(d.pop("created_at"))

        current = d.pop("current")

        expires_at = read_time(d.pop("expires_at"))

        id = UUID(d.pop("id"))

        ip = d.pop("ip")

        last_seen_at = read_time(d.pop("last_seen_at"))

        user_agent = d.pop("user_agent")

        session_read = cls(
            created_at=created_at,
            current=current,
            expires_at=expires_at,
            id=id,
            ip=ip,
            last_seen_at=last_seen_at,
            user_agent=user_agent,
        )

        session_read.additional_properties = d
        return session_read

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
