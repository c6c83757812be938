from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.draft_problem_severity import (
    DraftProblemSeverity,
    check_draft_problem_severity,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="DraftProblem")


@_attrs_define
class DraftProblem:
    """One thing wrong with a draft, and what to do about it. A warning does not keep it from being published."""

    code: str
    """ Stable literal to switch on. """
    message: str
    node_id: None | str | Unset = UNSET
    """ The node or component; null for the draft as a whole. """
    param: None | str | Unset = UNSET
    """ Path of the param or prop, such as `values.x`. """
    severity: DraftProblemSeverity | Unset = "error"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        message = self.message

        node_id: None | str | Unset
        if isinstance(self.node_id, Unset):
            node_id = UNSET
        else:
            node_id = self.node_id

        param: None | str | Unset
        if isinstance(self.param, Unset):
            param = UNSET
        else:
            param = self.param

        severity: str | Unset = UNSET
        if not isinstance(self.severity, Unset):
            severity = self.severity

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "message": message,
            }
        )
        if node_id is not UNSET:
            field_dict["node_id"] = node_id
        if param is not UNSET:
            field_dict["param"] = param
        if severity is not UNSET:
            field_dict["severity"] = severity

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = d.pop("code")

        message = d.pop("message")

        def _parse_node_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        node_id = _parse_node_id(d.pop("node_id", UNSET))

        def _parse_param(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        param = _parse_param(d.pop("param", UNSET))

        _severity = d.pop("severity", UNSET)
        severity: DraftProblemSeverity | Unset
        if isinstance(_severity, Unset):
            severity = UNSET
        else:
            severity = check_draft_problem_severity(_severity)

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
