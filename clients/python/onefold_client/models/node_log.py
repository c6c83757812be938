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

from ..models.node_log_level import NodeLogLevel, check_node_log_level
from ..types import read_time, write_time

if TYPE_CHECKING:
    from ..models.truncated_value import TruncatedValue


from ..defaults import DEFAULTS

T = TypeVar("T", bound="NodeLog")


@_attrs_define
class NodeLog:
    """A line a node wrote."""

    at: datetime.datetime
    attempt: int
    data: Any | TruncatedValue
    execution_id: UUID
    iteration: list[int]
    """ Path like [3, 0] inside loops, empty outside. """
    level: NodeLogLevel
    message: str
    node_id: str
    seq: int
    """ Gapless from 1 within the execution. """
    type_: Literal["node.log"]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.truncated_value import TruncatedValue

        at = write_time(self.at)

        attempt = self.attempt

        data: Any | dict[str, Any]
        if isinstance(self.data, TruncatedValue):
            data = self.data.to_dict()
        else:
            data = self.data

        execution_id = str(self.execution_id)

        iteration = self.iteration

        level: str = self.level

        message = self.message

        node_id = self.node_id

        seq = self.seq

        type_ = self.type_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "attempt": attempt,
                "data": data,
                "execution_id": execution_id,
                "iteration": iteration,
                "level": level,
                "message": message,
                "node_id": node_id,
                "seq": seq,
                "type": type_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.truncated_value import TruncatedValue

        d = {**DEFAULTS.get("NodeLog", {}), **src_dict}
        at = read_time(d.pop("at"))

        attempt = d.pop("attempt")

        def _parse_data(data: object) -> Any | TruncatedValue:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                data_type_0 = TruncatedValue.from_dict(data)

                return data_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Any | TruncatedValue, data)

        data = _parse_data(d.pop("data"))

        execution_id = UUID(d.pop("execution_id"))

        iteration = cast(list[int], d.pop("iteration"))

        level = check_node_log_level(d.pop("level"))

        message = d.pop("message")

        node_id = d.pop("node_id")

        seq = d.pop("seq")

        type_ = cast(Literal["node.log"], d.pop("type"))
        if type_ != "node.log":
            raise ValueError(f"type must match const 'node.log', got '{type_}'")

        node_log = cls(
            at=at,
            attempt=attempt,
            data=data,
            execution_id=execution_id,
            iteration=iteration,
            level=level,
            message=message,
            node_id=node_id,
            seq=seq,
            type_=type_,
        )

        node_log.additional_properties = d
        return node_log

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
