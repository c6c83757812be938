from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.node_run_read_status import NodeRunReadStatus, check_node_run_read_status
from ..types import read_time, write_time

if TYPE_CHECKING:
    from ..models.run_error import RunError
    from ..models.truncated_value import TruncatedValue


from ..defaults import DEFAULTS

T = TypeVar("T", bound="NodeRunRead")


@_attrs_define
class NodeRunRead:
    """One run of a node, as its events tell it."""

    attempt: int
    ended_at: datetime.datetime | None
    error: None | RunError
    iteration: list[int]
    kind: None | str
    node_id: str
    output: Any | TruncatedValue
    started_at: datetime.datetime | None
    status: NodeRunReadStatus
    waiting_for: None | str
    """ `delay`, or `interrupted`: a person must `resume` it. """
    waiting_until: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.run_error import RunError
        from ..models.truncated_value import TruncatedValue

        attempt = self.attempt

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

        iteration = self.iteration

        kind: None | str
        kind = self.kind

        node_id = self.node_id

        output: Any | dict[str, Any]
        if isinstance(self.output, TruncatedValue):
            output = self.output.to_dict()
        else:
            output = self.output

        started_at: None | str
        if isinstance(self.started_at, datetime.datetime):
            started_at = write_time(self.started_at)
        else:
            started_at = self.started_at

        status: str = self.status

        waiting_for: None | str
        waiting_for = self.waiting_for

        waiting_until: None | str
        if isinstance(self.waiting_until, datetime.datetime):
            waiting_until = write_time(self.waiting_until)
        else:
            waiting_until = self.waiting_until

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "attempt": attempt,
                "ended_at": ended_at,
                "error": error,
                "iteration": iteration,
                "kind": kind,
                "node_id": node_id,
                "output": output,
                "started_at": started_at,
                "status": status,
                "waiting_for": waiting_for,
                "waiting_until": waiting_until,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.run_error import RunError
        from ..models.truncated_value import TruncatedValue

        d = {**DEFAULTS.get("NodeRunRead", {}), **src_dict}
        attempt = d.pop("attempt")

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

        iteration = cast(list[int], d.pop("iteration"))

        def _parse_kind(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        kind = _parse_kind(d.pop("kind"))

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

        status = check_node_run_read_status(d.pop("status"))

        def _parse_waiting_for(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        waiting_for = _parse_waiting_for(d.pop("waiting_for"))

        def _parse_waiting_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                waiting_until_type_0 = read_time(data)

                return waiting_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        waiting_until = _parse_waiting_until(d.pop("waiting_until"))

        node_run_read = cls(
            attempt=attempt,
            ended_at=ended_at,
            error=error,
            iteration=iteration,
            kind=kind,
            node_id=node_id,
            output=output,
            started_at=started_at,
            status=status,
            waiting_for=waiting_for,
            waiting_until=waiting_until,
        )

        node_run_read.additional_properties = d
        return node_run_read

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
