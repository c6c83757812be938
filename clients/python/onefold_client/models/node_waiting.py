from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..defaults import DEFAULTS
from ..types import read_time, write_time

T = TypeVar("T", bound="NodeWaiting")


@_attrs_define
class NodeWaiting:
    """A node waits: for a time (`delay`), or for a person to say what became of its effect (`interrupted`)."""

    at: datetime.datetime
    attempt: int
    execution_id: UUID
    iteration: list[int]
    """ Path like [3, 0] inside loops, empty outside. """
    node_id: str
    reason: str
    seq: int
    """ Gapless from 1 within the execution. """
    type_: Literal["node.waiting"]
    until: datetime.datetime | None
    """ When it goes on; null when a person decides. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        at = write_time(self.at)

        attempt = self.attempt

        execution_id = str(self.execution_id)

        iteration = self.iteration

        node_id = self.node_id

        reason = self.reason

        seq = self.seq

        type_ = self.type_

        until: None | str
        if isinstance(self.until, datetime.datetime):
            until = write_time(self.until)
        else:
            until = self.until

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "attempt": attempt,
                "execution_id": execution_id,
                "iteration": iteration,
                "node_id": node_id,
                "reason": reason,
                "seq": seq,
                "type": type_,
                "until": until,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("NodeWaiting", {}), **src_dict}
        at = read_time(d.pop("at"))

        attempt = d.pop("attempt")

        execution_id = UUID(d.pop("execution_id"))

        iteration = cast(list[int], d.pop("iteration"))

        node_id = d.pop("node_id")

        reason = d.pop("reason")

        seq = d.pop("seq")

        type_ = cast(Literal["node.waiting"], d.pop("type"))
        if type_ != "node.waiting":
            raise ValueError(f"type must match const 'node.waiting', got '{type_}'")

        def _parse_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                until_type_0 = read_time(data)

                return until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        until = _parse_until(d.pop("until"))

        node_waiting = cls(
            at=at,
            attempt=attempt,
            execution_id=execution_id,
            iteration=iteration,
            node_id=node_id,
            reason=reason,
            seq=seq,
            type_=type_,
            until=until,
        )

        node_waiting.additional_properties = d
        return node_waiting

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
