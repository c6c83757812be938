from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import read_time, write_time

if TYPE_CHECKING:
    from ..models.truncated_value import TruncatedValue


from ..defaults import DEFAULTS

T = TypeVar("T", bound="NodeCompleted")


@_attrs_define
class NodeCompleted:
    """A node ended well; control goes on by `port`."""

    at: datetime.datetime
    attempt: int
    execution_id: UUID
    iteration: list[int]
    """ Path like [3, 0] inside loops, empty outside. """
    node_id: str
    output: Any | TruncatedValue
    port: str
    seq: int
    """ Gapless from 1 within the execution. """
    type_: Literal["node.completed"]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.truncated_value import TruncatedValue

        at = write_time(self.at)

        attempt = self.attempt

        execution_id = str(self.execution_id)

        iteration = self.iteration

        node_id = self.node_id

        output: Any | dict[str, Any]
        if isinstance(self.output, TruncatedValue):
            output = self.output.to_dict()
        else:
            output = self.output

        port = self.port

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
                "output": output,
                "port": port,
                "seq": seq,
                "type": type_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.truncated_value import TruncatedValue

        d = {**DEFAULTS.get("NodeCompleted", {}), **src_dict}
        at = read_time(d.pop("at"))

        attempt = d.pop("attempt")

        execution_id = UUID(d.pop("execution_id"))

        iteration = cast(list[int], d.pop("iteration"))

        node_id = d.pop("node_id")

        def _parse_output(data: object) -> Any | TruncatedValue:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                output_type_0 = TruncatedValue.from_dict(data)

                return output_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Any | TruncatedValue, data)

        output = _parse_output(d.pop("output"))

        port = d.pop("port")

        seq = d.pop("seq")

        type_ = cast(Literal["node.completed"], d.pop("type"))
        if type_ != "node.completed":
            raise ValueError(f"type must match const 'node.completed', got '{type_}'")

        node_completed = cls(
            at=at,
            attempt=attempt,
            execution_id=execution_id,
            iteration=iteration,
            node_id=node_id,
            output=output,
            port=port,
            seq=seq,
            type_=type_,
        )

        node_completed.additional_properties = d
        return node_completed

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
