from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..defaults import DEFAULTS
from ..types import UNSET, Unset

T = TypeVar("T", bound="SchedulePreviewRequest")


@_attrs_define
class SchedulePreviewRequest:
    """The timing to try: `cron` with `timezone`, or `every_s`."""

    cron: None | str | Unset = UNSET
    """ Cron expression: minute, hour, day of month, month, day of week. """
    every_s: int | None | Unset = UNSET
    """ Interval in seconds. """
    timezone: str | Unset = UNSET
    """ IANA time zone that `cron` is read in. Default: `"UTC"`. """

    def to_dict(self) -> dict[str, Any]:
        cron: None | str | Unset
        if isinstance(self.cron, Unset):
            cron = UNSET
        else:
            cron = self.cron

        every_s: int | None | Unset
        if isinstance(self.every_s, Unset):
            every_s = UNSET
        else:
            every_s = self.every_s

        timezone = self.timezone

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if cron is not UNSET:
            field_dict["cron"] = cron
        if every_s is not UNSET:
            field_dict["every_s"] = every_s
        if timezone is not UNSET:
            field_dict["timezone"] = timezone

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("SchedulePreviewRequest", {}), **src_dict}

        def _parse_cron(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        cron = _parse_cron(d.pop("cron", UNSET))

        def _parse_every_s(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        every_s = _parse_every_s(d.pop("every_s", UNSET))

        timezone = d.pop("timezone", UNSET)

        schedule_preview_request = cls(
            cron=cron,
            every_s=every_s,
            timezone=timezone,
        )

        return schedule_preview_request
