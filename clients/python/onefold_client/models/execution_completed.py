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

T = TypeVar("T", bound="ExecutionCompleted")


@_attrs_define
class ExecutionCompleted:
    """Terminal: the run ended well with this result."""

    at: datetime.datetime
    execution_id: UUID
    result: Any | TruncatedValue
    seq: int
    """ Gapless from 1 within the execution. """
    type_: Literal["execution.completed"]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.truncated_value import TruncatedValue

        at = write_time(self.at)

        execution_id = str(self.execution_id)

        result: Any | dict[str, Any]
        if isinstance(self.result, TruncatedValue):
            result = self.result.to_dict()
        else:
            result = self.result

        seq = self.seq

        type_ = self.type_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "execution_id": execution_id,
                "result": result,
                "seq": seq,
                "type": type_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.truncated_value import TruncatedValue

        d = {**DEFAULTS.get("ExecutionCompleted", {}), **src_dict}
        at = read_time(d.pop("at"))

        execution_id = UUID(d.pop("execution_id"))

        def _parse_result(data: object) -> Any | TruncatedValue:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                result_type_0 = TruncatedValue.from_dict(data)

                return result_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Any | TruncatedValue, data)

        result = _parse_result(d.pop("result"))

        seq = d.pop("seq")

        type_ = cast(Literal["execution.completed"], d.pop("type"))
        if type_ != "execution.completed":
            raise ValueError(f"type must match const 'execution.completed', got '{type_}'")

        execution_completed = cls(
            at=at,
            execution_id=execution_id,
            result=result,
            seq=seq,
            type_=type_,
        )

        execution_completed.additional_properties = d
        return execution_completed

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
