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
    from ..models.run_error import RunError


from ..defaults import DEFAULTS

T = TypeVar("T", bound="ExecutionFailed")


@_attrs_define
class ExecutionFailed:
    """Terminal: the run failed."""

    at: datetime.datetime
    error: RunError
    """ Why a node or a run failed; `code` is stable. """
    execution_id: UUID
    seq: int
    """ Gapless from 1 within the execution. """
    type_: Literal["execution.failed"]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        at = write_time(self.at)

        error = self.error.to_dict()

        execution_id = str(self.execution_id)

        seq = self.seq

        type_ = self.type_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "error": error,
                "execution_id": execution_id,
                "seq": seq,
                "type": type_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.run_error import RunError

        d = {**DEFAULTS.get("ExecutionFailed", {}), **src_dict}
        at = read_time(d.pop("at"))

        error = RunError.from_dict(d.pop("error"))

        execution_id = UUID(d.pop("execution_id"))

        seq = d.pop("seq")

        type_ = cast(Literal["execution.failed"], d.pop("type"))
        if type_ != "execution.failed":
            raise ValueError(f"type must match const 'execution.failed', got '{type_}'")

        execution_failed = cls(
            at=at,
            error=error,
            execution_id=execution_id,
            seq=seq,
            type_=type_,
        )

        execution_failed.additional_properties = d
        return execution_failed

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
