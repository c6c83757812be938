from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.execution_summary_status import (
    ExecutionSummaryStatus,
    check_execution_summary_status,
)
from ..types import read_time, write_time

if TYPE_CHECKING:
    from ..models.execution_summary_trigger import ExecutionSummaryTrigger
    from ..models.run_error import RunError


from ..defaults import DEFAULTS

T = TypeVar("T", bound="ExecutionSummary")


@_attrs_define
class ExecutionSummary:
    """An execution in a list."""

    ended_at: datetime.datetime | None
    error: None | RunError
    id: UUID
    queued_at: datetime.datetime
    started_at: datetime.datetime | None
    status: ExecutionSummaryStatus
    trigger: ExecutionSummaryTrigger
    version: int | None
    """ None: it ran a draft. """
    workflow_id: UUID
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.run_error import RunError

        ended_at: None | str
        if isinstance(self.ended_at, datetime.datetime):
            ended_at = write_time(self.ended_at)
        else:
            ended_at = self.ended_at

        error: dict[str, Any] | None
        if isinstance(self.error, RunError):
            error = self.error.to_dict()
        else:
            error = self.error

        id = str(self.id)

        queued_at = write_time(self.queued_at)

        started_at: None | str
        if isinstance(self.started_at, datetime.datetime):
            started_at = write_time(self.started_at)
        else:
            started_at = self.started_at

        status: str = self.status

        trigger = self.trigger.to_dict()

        version: int | None
        version = self.version

        workflow_id = str(self.workflow_id)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "ended_at": ended_at,
                "error": error,
                "id": id,
                "queued_at": queued_at,
                "started_at": started_at,
                "status": status,
                "trigger": trigger,
                "version": version,
                "workflow_id": workflow_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.execution_summary_trigger import ExecutionSummaryTrigger
        from ..models.run_error import RunError

        d = {**DEFAULTS.get("ExecutionSummary", {}), **src_dict}

        def _parse_ended_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ended_at_type_0 = read_time(data)

                return ended_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        ended_at = _parse_ended_at(d.pop("ended_at"))

        def _parse_error(data: object) -> None | RunError:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                error_type_0 = RunError.from_dict(data)

                return error_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RunError, data)

        error = _parse_error(d.pop("error"))

        id = UUID(d.pop("id"))

        queued_at = read_time(d.pop("queued_at"))

        def _parse_started_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                started_at_type_0 = read_time(data)

                return started_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        started_at = _parse_started_at(d.pop("started_at"))

        status = check_execution_summary_status(d.pop("status"))

        trigger = ExecutionSummaryTrigger.from_dict(d.pop("trigger"))

        def _parse_version(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        version = _parse_version(d.pop("version"))

        workflow_id = UUID(d.pop("workflow_id"))

        execution_summary = cls(
            ended_at=ended_at,
            error=error,
            id=id,
            queued_at=queued_at,
            started_at=started_at,
            status=status,
            trigger=trigger,
            version=version,
            workflow_id=workflow_id,
        )

        execution_summary.additional_properties = d
        return execution_summary

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
