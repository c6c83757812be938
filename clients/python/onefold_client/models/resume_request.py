from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..defaults import DEFAULTS
from ..models.resume_request_action import (
    ResumeRequestAction,
    check_resume_request_action,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="ResumeRequest")


@_attrs_define
class ResumeRequest:
    """What became of an effect that the process died in, as a person found out."""

    action: ResumeRequestAction
    """ Run it again, go on as if it had given `output`, or treat it as failed. """
    node_id: str
    iteration: list[int] | Unset = UNSET
    """ Path like [3, 0] inside loops, empty outside. """
    output: Any | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        action: str = self.action

        node_id = self.node_id

        iteration: list[int] | Unset = UNSET
        if not isinstance(self.iteration, Unset):
            iteration = self.iteration

        output = self.output

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "action": action,
                "node_id": node_id,
            }
        )
        if iteration is not UNSET:
            field_dict["iteration"] = iteration
        if output is not UNSET:
            field_dict["output"] = output

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("ResumeRequest", {}), **src_dict}
        action = check_resume_request_action(d.pop("action"))

        node_id = d.pop("node_id")

        iteration = cast(list[int], d.pop("iteration", UNSET))

        output = d.pop("output", UNSET)

        resume_request = cls(
            action=action,
            node_id=node_id,
            iteration=iteration,
            output=output,
        )

        return resume_request
