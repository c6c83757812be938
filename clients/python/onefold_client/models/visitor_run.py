from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..defaults import DEFAULTS

T = TypeVar("T", bound="VisitorRun")


@_attrs_define
class VisitorRun:
    """The run a visitor started. `ticket` opens its stream; null where streams for visitors are not offered."""

    id: UUID
    ticket: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        ticket: None | str
        ticket = self.ticket

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "ticket": ticket,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("VisitorRun", {}), **src_dict}
        id = UUID(d.pop("id"))

        def _parse_ticket(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        ticket = _parse_ticket(d.pop("ticket"))

        visitor_run = cls(
            id=id,
            ticket=ticket,
        )

        visitor_run.additional_properties = d
        return visitor_run

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
