from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..defaults import DEFAULTS
from ..types import UNSET, Unset

T = TypeVar("T", bound="Retry")


@_attrs_define
class Retry:
    """How often and how soon a failing node runs again. Delays are seconds; each is `backoff` times the last."""

    backoff: float | Unset = UNSET
    """ Default: `2.0`. """
    delay_s: float | Unset = UNSET
    """ Default: `1.0`. """
    max_attempts: int | Unset = UNSET
    """ Default: `3`. """
    max_delay_s: float | Unset = UNSET
    """ Default: `60.0`. """

    def to_dict(self) -> dict[str, Any]:
        backoff = self.backoff

        delay_s = self.delay_s

        max_attempts = self.max_attempts

        max_delay_s = self.max_delay_s

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if backoff is not UNSET:
            field_dict["backoff"] = backoff
        if delay_s is not UNSET:
            field_dict["delay_s"] = delay_s
        if max_attempts is not UNSET:
            field_dict["max_attempts"] = max_attempts
        if max_delay_s is not UNSET:
            field_dict["max_delay_s"] = max_delay_s

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("Retry", {}), **src_dict}
        backoff = d.pop("backoff", UNSET)

        delay_s = d.pop("delay_s", UNSET)

        max_attempts = d.pop("max_attempts", UNSET)

        max_delay_s = d.pop("max_delay_s", UNSET)

        retry = cls(
            backoff=backoff,
            delay_s=delay_s,
            max_attempts=max_attempts,
            max_delay_s=max_delay_s,
        )

        return retry
