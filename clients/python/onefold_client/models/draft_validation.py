from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.draft_problem import DraftProblem


from ..defaults import DEFAULTS

T = TypeVar("T", bound="DraftValidation")


@_attrs_define
class DraftValidation:
    """Whether a draft could be published, and what is wrong with it."""

    problems: list[DraftProblem]
    """ What keeps it from being published. """
    valid: bool
    warnings: list[DraftProblem]
    """ What is probably not meant. Only a draft without problems has some. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        problems = []
        for problems_item_data in self.problems:
            problems_item = problems_item_data.to_dict()
            problems.append(problems_item)

        valid = self.valid

        warnings = []
        for warnings_item_data in self.warnings:
            warnings_item = warnings_item_data.to_dict()
            warnings.append(warnings_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "problems": problems,
                "valid": valid,
                "warnings": warnings,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.draft_problem import DraftProblem

        d = {**DEFAULTS.get("DraftValidation", {}), **src_dict}
        problems = []
        _problems = d.pop("problems")
        for problems_item_data in _problems:
            problems_item = DraftProblem.from_dict(problems_item_data)

            problems.append(problems_item)

        valid = d.pop("valid")

        warnings = []
        _warnings = d.pop("warnings")
        for warnings_item_data in _warnings:
            warnings_item = DraftProblem.from_dict(warnings_item_data)

            warnings.append(warnings_item)

        draft_validation = cls(
            problems=problems,
            valid=valid,
            warnings=warnings,
        )

        draft_validation.additional_properties = d
        return draft_validation

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
