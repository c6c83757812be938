from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.page_problem_severity import (
    PageProblemSeverity,
    check_page_problem_severity,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="PageProblem")


@_attrs_define
class PageProblem:
    """One thing that is wrong with a draft. An error keeps it from being published, a warning does not.

    `node_id` is empty for the page itself.

    """

    code: str
    message: str
    node_id: str
    prop: None | str | Unset = UNSET
    severity: PageProblemSeverity | Unset = "error"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        message = self.message

        node_id = self.node_id

        prop: None | str | Unset
        if isinstance(self.prop, Unset):
            prop = UNSET
        else:
            prop = self.prop

        severity: str | Unset = UNSET
        if not isinstance(self.severity, Unset):
            severity = self.severity

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "message": message,
                "node_id": node_id,
            }
        )
        if prop is not UNSET:
            field_dict["prop"] = prop
        if severity is not UNSET:
            field_dict["severity"] = severity

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = d.pop("code")

        message = d.pop("message")

        node_id = d.pop("node_id")

        def _parse_prop(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        prop = _parse_prop(d.pop("prop", UNSET))

        _severity = d.pop("severity", UNSET)
        severity: PageProblemSeverity | Unset
        if isinstance(_severity, Unset):
            severity = UNSET
        else:
            severity = check_page_problem_severity(_severity)

        page_problem = cls(
            code=code,
            message=message,
            node_id=node_id,
            prop=prop,
            severity=severity,
        )

        page_problem.additional_properties = d
        return page_problem

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
