from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.node_run_read_status import NodeRunReadStatus, check_node_run_read_status
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.run_error import RunError
    from ..models.truncated_value import TruncatedValue


T = TypeVar("T", bound="NodeRunRead")


@_attrs_define
class NodeRunRead:
    """One run of a node, as its events tell it."""

    attempt: int
    node_id: str
    status: NodeRunReadStatus
    ended_at: datetime.datetime | None | Unset = UNSET
    error: None | RunError | Unset = UNSET
    iteration: list[int] | Unset = UNSET
    kind: None | str | Unset = UNSET
    output: Any | TruncatedValue | Unset = UNSET
    started_at: datetime.datetime | None | Unset = UNSET
    waiting_for: None | str | Unset = UNSET
    """ `delay`, or `interrupted`: a person must `resume` it. """
    waiting_until: datetime.datetime | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.run_error import RunError
        from ..models.truncated_value import TruncatedValue

        attempt = self.attempt

        node_id = self.node_id

        status: str = self.status

        ended_at: None | str | Unset
        if isinstance(self.ended_at, Unset):
            ended_at = UNSET
        elif isinstance(self.ended_at, datetime.datetime):
            ended_at = self.ended_at.isoformat()
        else:
            ended_at = self.ended_at

        error: dict[str, Any] | None | Unset
        if isinstance(self.error, Unset):
            error = UNSET
        elif isinstance(self.error, RunError):
            error = self.error.to_dict()
        else:
            error = self.error

        iteration: list[int] | Unset = UNSET
        if not isinstance(self.iteration, Unset):
            iteration = self.iteration

        kind: None | str | Unset
        if isinstance(self.kind, Unset):
            kind = UNSET
        else:
            kind = self.kind

        output: Any | dict[str, Any] | Unset
        if isinstance(self.output, Unset):
            output = UNSET
        elif isinstance(self.output, TruncatedValue):
            output = self.output.to_dict()
        else:
            output = self.output

        started_at: None | str | Unset
        if isinstance(self.started_at, Unset):
            started_at = UNSET
        elif isinstance(self.started_at, datetime.datetime):
            started_at = self.started_at.isoformat()
        else:
            started_at = self.started_at

        waiting_for: None | str | Unset
        if isinstance(self.waiting_for, Unset):
            waiting_for = UNSET
        else:
            waiting_for = self.waiting_for

        waiting_until: None | str | Unset
        if isinstance(self.waiting_until, Unset):
            waiting_until = UNSET
        elif isinstance(self.waiting_until, datetime.datetime):
            waiting_until = self.waiting_until.isoformat()
        else:
            waiting_until = self.waiting_until

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "attempt": attempt,
                "node_id": node_id,
                "status": status,
            }
        )
        if ended_at is not UNSET:
            field_dict["ended_at"] = ended_at
        if error is not UNSET:
            field_dict["error"] = error
        if iteration is not UNSET:
            field_dict["iteration"] = iteration
        if kind is not UNSET:
            field_dict["kind"] = kind
        if output is not UNSET:
            field_dict["output"] = output
        if started_at is not UNSET:
            field_dict["started_at"] = started_at
        if waiting_for is not UNSET:
            field_dict["waiting_for"] = waiting_for
        if waiting_until is not UNSET:
            field_dict["waiting_until"] = waiting_until

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.run_error import RunError
        from ..models.truncated_value import TruncatedValue

        d = dict(src_dict)
        attempt = d.pop("attempt")

        node_id = d.pop("node_id")

        status = check_node_run_read_status(d.pop("status"))

        def _parse_ended_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ended_at_type_0 = datetime.datetime.fromisoformat(data)

                return ended_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        ended_at = _parse_ended_at(d.pop("ended_at", UNSET))

        def _parse_error(data: object) -> None | RunError | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                error_type_0 = RunError.from_dict(data)

                return error_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RunError | Unset, data)

        error = _parse_error(d.pop("error", UNSET))

        iteration = cast(list[int], d.pop("iteration", UNSET))

        def _parse_kind(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        kind = _parse_kind(d.pop("kind", UNSET))

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

        def _parse_started_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                started_at_type_0 = datetime.datetime.fromisoformat(data)

                return started_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        started_at = _parse_started_at(d.pop("started_at", UNSET))

        def _parse_waiting_for(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        waiting_for = _parse_waiting_for(d.pop("waiting_for", UNSET))

        def _parse_waiting_until(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                waiting_until_type_0 = datetime.datetime.fromisoformat(data)

                return waiting_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        waiting_until = _parse_waiting_until(d.pop("waiting_until", UNSET))

        node_run_read = cls(
            attempt=attempt,
            node_id=node_id,
            status=status,
            ended_at=ended_at,
            error=error,
            iteration=iteration,
            kind=kind,
            output=output,
            started_at=started_at,
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
