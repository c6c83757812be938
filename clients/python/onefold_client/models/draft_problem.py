from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..defaults import DEFAULTS
from ..models.draft_problem_severity import (
    DraftProblemSeverity,
    check_draft_problem_severity,
)

T = TypeVar("T", bound="DraftProblem")


@_attrs_define
class DraftProblem:
    """One thing wrong with a draft, and what to do about it. A warning does not keep it from being published."""

    code: str
    """ Stable literal to switch on. """
    message: str
    node_id: None | str
    """ The node or component; null for the draft as a whole. """
    param: None | str
    """ Path of the param or prop, such as `values.x`. """
    severity: DraftProblemSeverity
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        message = self.message

        node_id: None | str
        node_id = self.node_id

        param: None | str
        param = self.param

        severity: str = self.severity

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "message": message,
                "node_id": node_id,
                "param": param,
                "severity": severity,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("DraftProblem", {}), **src_dict}
        code = d.pop("code")

        message = d.pop("message")

        def _parse_node_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        node_id = _parse_node_id(d.pop("node_id"))

        def _parse_param(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        param = _parse_param(d.pop("param"))

        severity = check_draft_problem_severity(d.pop("severity"))

        draft_problem = cls(
            code=code,
            message=message,
            node_id=node_id,
            param=param,
            severity=severity,
        )

        draft_problem.additional_properties = d
        return draft_problem

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
