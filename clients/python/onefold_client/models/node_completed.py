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

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.truncated_value import TruncatedValue


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
    seq: int
    """ Gapless from 1 within the execution. """
    type_: Literal["node.completed"]
    output: Any | TruncatedValue | Unset = UNSET
    port: str | Unset = "out"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.truncated_value import TruncatedValue

        at = self.at.isoformat()

        attempt = self.attempt

        execution_id = str(self.execution_id)

        iteration = self.iteration

        node_id = self.node_id

        seq = self.seq

        type_ = self.type_

        output: Any | dict[str, Any] | Unset
        if isinstance(self.output, Unset):
            output = UNSET
        elif isinstance(self.output, TruncatedValue):
            output = self.output.to_dict()
        else:
            output = self.output

        port = self.port

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
        if output is not UNSET:
            field_dict["output"] = output
        if port is not UNSET:
            field_dict["port"] = port

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.truncated_value import TruncatedValue

        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        attempt = d.pop("attempt")

        execution_id = UUID(d.pop("execution_id"))

        iteration = cast(list[int], d.pop("iteration"))

        node_id = d.pop("node_id")

        seq = d.pop("seq")

        type_ = cast(Literal["node.completed"], d.pop("type"))
        if type_ != "node.completed":
            raise ValueError(f"type must match const 'node.completed', got '{type_}'")

        def _parse_output(data: object) -> Any | TruncatedValue | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                output_type_0 = TruncatedValue.from_dict(data)

                return output_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Any | TruncatedValue | Unset, data)

        output = _parse_output(d.pop("output", UNSET))

        port = d.pop("port", UNSET)

        node_completed = cls(
            at=at,
            attempt=attempt,
            execution_id=execution_id,
            iteration=iteration,
            node_id=node_id,
            seq=seq,
            type_=type_,
            output=output,
            port=port,
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
