from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..defaults import DEFAULTS
from ..types import read_time, write_time

T = TypeVar("T", bound="PageSchedule")


@_attrs_define
class PageSchedule:
    """When the draft of a page is published as it is now, and when the page is withdrawn; null: never."""

    publish_at: datetime.datetime | None
    """ When visitors see the draft as it is now. """
    unpublish_at: datetime.datetime | None
    """ When they no longer find the page. """

    def to_dict(self) -> dict[str, Any]:
        publish_at: None | str
        if isinstance(self.publish_at, datetime.datetime):
            publish_at = write_time(self.publish_at)
        else:
            publish_at = self.publish_at

        unpublish_at: None | str
        if isinstance(self.unpublish_at, datetime.datetime):
            unpublish_at = write_time(self.unpublish_at)
        else:
            unpublish_at = self.unpublish_at

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "publish_at": publish_at,
                "unpublish_at": unpublish_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("PageSchedule", {}), **src_dict}

        def _parse_publish_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                publish_at_type_0 = read_time(data)

                return publish_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        publish_at = _parse_publish_at(d.pop("publish_at"))

        def _parse_unpublish_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                unpublish_at_type_0 = read_time(data)

                return unpublish_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        unpublish_at = _parse_unpublish_at(d.pop("unpublish_at"))

        page_schedule = cls(
            publish_at=publish_at,
            unpublish_at=unpublish_at,
        )

        return page_schedule
