from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..defaults import DEFAULTS

T = TypeVar("T", bound="RetryRead")


@_attrs_define
class RetryRead:
    """A stored `retry`; another build may have stored more fields."""

    backoff: float
    delay_s: float
    max_attempts: int
    max_delay_s: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        backoff = self.backoff

        delay_s = self.delay_s

        max_attempts = self.max_attempts

        max_delay_s = self.max_delay_s

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "backoff": backoff,
                "delay_s": delay_s,
                "max_attempts": max_attempts,
                "max_delay_s": max_delay_s,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("RetryRead", {}), **src_dict}
        backoff = d.pop("backoff")

        delay_s = d.pop("delay_s")

        max_attempts = d.pop("max_attempts")

        max_delay_s = d.pop("max_delay_s")

        retry_read = cls(
            backoff=backoff,
            delay_s=delay_s,
            max_attempts=max_attempts,
            max_delay_s=max_delay_s,
        )

        retry_read.additional_properties = d
        return retry_read

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
