from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..defaults import DEFAULTS
from ..types import read_time, write_time

T = TypeVar("T", bound="SkippedTick")


@_attrs_define
class SkippedTick:
    """The newest tick that `overlap: "skip"` left out, and the run that still went on then."""

    execution_id: UUID
    scheduled_for: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        execution_id = str(self.execution_id)

        scheduled_for = write_time(self.scheduled_for)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "execution_id": execution_id,
                "scheduled_for": scheduled_for,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("SkippedTick", {}), **src_dict}
        execution_id = UUID(d.pop("execution_id"))

        scheduled_for = read_time(d.pop("scheduled_for"))

        skipped_tick = cls(
            execution_id=execution_id,
            scheduled_for=scheduled_for,
        )

        skipped_tick.additional_properties = d
        return skipped_tick

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
