from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..defaults import DEFAULTS
from ..types import read_time, write_time

T = TypeVar("T", bound="FiringError")


@_attrs_define
class FiringError:
    """Why due ticks could not be run the last time. They are not lost, and the next success clears it."""

    failed_at: datetime.datetime
    failures: int
    """ How often in a row. """
    message: str
    retry_at: datetime.datetime | None
    """ The next attempt; null where only publishing again helps. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        failed_at = write_time(self.failed_at)

        failures = self.failures

        message = self.message

        retry_at: None | str
        if isinstance(self.retry_at, datetime.datetime):
            retry_at = write_time(self.retry_at)
        else:
            retry_at = self.retry_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "failed_at": failed_at,
                "failures": failures,
                "message": message,
                "retry_at": retry_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("FiringError", {}), **src_dict}
        failed_at = read_time(d.pop("failed_at"))

        failures = d.pop("failures")

        message = d.pop("message")

        def _parse_retry_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                retry_at_type_0 = read_time(data)

                return retry_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        retry_at = _parse_retry_at(d.pop("retry_at"))

        firing_error = cls(
            failed_at=failed_at,
            failures=failures,
            message=message,
            retry_at=retry_at,
        )

        firing_error.additional_properties = d
        return firing_error

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
