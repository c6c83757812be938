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

T = TypeVar("T", bound="NodeSkipped")


@_attrs_define
class NodeSkipped:
    """No branch that leads to this node was taken."""

    at: datetime.datetime
    attempt: int
    execution_id: UUID
    iteration: list[int]
    """ Path like [3, 0] inside loops, empty outside. """
    node_id: str
    seq: int
    """ Gapless from 1 within the execution. """
    type_: Literal["node.skipped"]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        at = write_time(self.at)

        attempt = self.attempt

        execution_id = str(self.execution_id)

        iteration = self.iteration

        node_id = self.node_id

        seq = self.seq

        type_ = self.type_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "attempt": attempt,
                "execution_id": execution_id,
                "iteration": iteration,
                "node_id": node_id,
                "seq": seq,
                "type": type_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("NodeSkipped", {}), **src_dict}
        at = read_time(d.pop("at"))

        attempt = d.pop("attempt")

        execution_id = UUID(d.pop("execution_id"))

        iteration = cast(list[int], d.pop("iteration"))

        node_id = d.pop("node_id")

        seq = d.pop("seq")

        type_ = cast(Literal["node.skipped"], d.pop("type"))
        if type_ != "node.skipped":
            raise ValueError(f"type must match const 'node.skipped', got '{type_}'")

        node_skipped = cls(
            at=at,
            attempt=attempt,
            execution_id=execution_id,
            iteration=iteration,
            node_id=node_id,
            seq=seq,
            type_=type_,
        )

        node_skipped.additional_properties = d
        return node_skipped

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
