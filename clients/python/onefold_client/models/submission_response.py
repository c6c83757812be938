from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.field_error import FieldError
    from ..models.submission_response_effects_item import SubmissionResponseEffectsItem
    from ..models.visitor_run import VisitorRun


from ..defaults import DEFAULTS

T = TypeVar("T", bound="SubmissionResponse")


@_attrs_define
class SubmissionResponse:
    """The answer to a visitor's button or form: what the browser does next, and the workflow's result."""

    effects: list[SubmissionResponseEffectsItem]
    errors: list[FieldError]
    result: Any
    run: None | VisitorRun
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.visitor_run import VisitorRun

        effects = []
        for effects_item_data in self.effects:
            effects_item = effects_item_data.to_dict()
            effects.append(effects_item)

        errors = []
        for errors_item_data in self.errors:
            errors_item = errors_item_data.to_dict()
            errors.append(errors_item)

        result = self.result

        run: dict[str, Any] | None
        if isinstance(self.run, VisitorRun):
            run = self.run.to_dict()
        else:
            run = self.run

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "effects": effects,
                "errors": errors,
                "result": result,
                "run": run,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.field_error import FieldError
        from ..models.submission_response_effects_item import (
            SubmissionResponseEffectsItem,
        )
        from ..models.visitor_run import VisitorRun

        d = {**DEFAULTS.get("SubmissionResponse", {}), **src_dict}
        effects = []
        _effects = d.pop("effects")
        for effects_item_data in _effects:
            effects_item = SubmissionResponseEffectsItem.from_dict(effects_item_data)

            effects.append(effects_item)

        errors = []
        _errors = d.pop("errors")
        for errors_item_data in _errors:
            errors_item = FieldError.from_dict(errors_item_data)

            errors.append(errors_item)

        result = d.pop("result")

        def _parse_run(data: object) -> None | VisitorRun:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                run_type_0 = VisitorRun.from_dict(data)

                return run_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | VisitorRun, data)

        run = _parse_run(d.pop("run"))

        submission_response = cls(
            effects=effects,
            errors=errors,
            result=result,
            run=run,
        )

        submission_response.additional_properties = d
        return submission_response

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
