from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.schedule_read_catch_up import (
    ScheduleReadCatchUp,
    check_schedule_read_catch_up,
)
from ..models.schedule_read_overlap import (
    ScheduleReadOverlap,
    check_schedule_read_overlap,
)
from ..types import read_time, write_time

if TYPE_CHECKING:
    from ..models.firing_error import FiringError
    from ..models.last_tick import LastTick
    from ..models.skipped_tick import SkippedTick


from ..defaults import DEFAULTS

T = TypeVar("T", bound="ScheduleRead")


@_attrs_define
class ScheduleRead:
    """A schedule trigger of a workflow's published version."""

    catch_up: ScheduleReadCatchUp
    cron: None | str
    every_s: int | None
    last: LastTick | None
    last_error: FiringError | None
    last_skipped: None | SkippedTick
    next_: list[datetime.datetime]
    """ The next five times, in UTC; the first may be due right now. """
    node_id: str
    overlap: ScheduleReadOverlap
    timezone: str
    version: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.firing_error import FiringError
        from ..models.last_tick import LastTick
        from ..models.skipped_tick import SkippedTick

        catch_up: str = self.catch_up

        cron: None | str
        cron = self.cron

        every_s: int | None
        every_s = self.every_s

        last: dict[str, Any] | None
        if isinstance(self.last, LastTick):
            last = self.last.to_dict()
        else:
            last = self.last

        last_error: dict[str, Any] | None
        if isinstance(self.last_error, FiringError):
            last_error = self.last_error.to_dict()
        else:
            last_error = self.last_error

        last_skipped: dict[str, Any] | None
        if isinstance(self.last_skipped, SkippedTick):
            last_skipped = self.last_skipped.to_dict()
        else:
            last_skipped = self.last_skipped

        next_ = []
        for next_item_data in self.next_:
            next_item = write_time(next_item_data)
            next_.append(next_item)

        node_id = self.node_id

        overlap: str = self.overlap

        timezone = self.timezone

        version = self.version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "catch_up": catch_up,
                "cron": cron,
                "every_s": every_s,
                "last": last,
                "last_error": last_error,
                "last_skipped": last_skipped,
                "next": next_,
                "node_id": node_id,
                "overlap": overlap,
                "timezone": timezone,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.firing_error import FiringError
        from ..models.last_tick import LastTick
        from ..models.skipped_tick import SkippedTick

        d = {**DEFAULTS.get("ScheduleRead", {}), **src_dict}
        catch_up = check_schedule_read_catch_up(d.pop("catch_up"))

        def _parse_cron(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        cron = _parse_cron(d.pop("cron"))

        def _parse_every_s(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        every_s = _parse_every_s(d.pop("every_s"))

        def _parse_last(data: object) -> LastTick | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                last_type_0 = LastTick.from_dict(data)

                return last_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LastTick | None, data)

        last = _parse_last(d.pop("last"))

        def _parse_last_error(data: object) -> FiringError | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                last_error_type_0 = FiringError.from_dict(data)

                return last_error_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FiringError | None, data)

        last_error = _parse_last_error(d.pop("last_error"))

        def _parse_last_skipped(data: object) -> None | SkippedTick:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                last_skipped_type_0 = SkippedTick.from_dict(data)

                return last_skipped_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SkippedTick, data)

        last_skipped = _parse_last_skipped(d.pop("last_skipped"))

        next_ = []
        _next_ = d.pop("next")
        for next_item_data in _next_:
            next_item = read_time(next_item_data)

            next_.append(next_item)

        node_id = d.pop("node_id")

        overlap = check_schedule_read_overlap(d.pop("overlap"))

        timezone = d.pop("timezone")

        version = d.pop("version")

        schedule_read = cls(
            catch_up=catch_up,
            cron=cron,
            every_s=every_s,
            last=last,
            last_error=last_error,
            last_skipped=last_skipped,
            next_=next_,
            node_id=node_id,
            overlap=overlap,
            timezone=timezone,
            version=version,
        )

        schedule_read.additional_properties = d
        return schedule_read

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
