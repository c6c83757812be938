from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..defaults import DEFAULTS
from ..models.radius_control_type_0 import (
    RadiusControlType0,
    check_radius_control_type_0,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="Radius")


@_attrs_define
class Radius:
    """How round corners are."""

    base: float | None | Unset = UNSET
    """ Pixels of a card's corner. """
    control: None | RadiusControlType0 | Unset = UNSET
    """ Corners of buttons and fields. """

    def to_dict(self) -> dict[str, Any]:
        base: float | None | Unset
        if isinstance(self.base, Unset):
            base = UNSET
        else:
            base = self.base

        control: None | str | Unset
        if isinstance(self.control, Unset):
            control = UNSET
        elif isinstance(self.control, str):
            control = self.control
        else:
            control = self.control

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if base is not UNSET:
            field_dict["base"] = base
        if control is not UNSET:
            field_dict["control"] = control

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("Radius", {}), **src_dict}

        def _parse_base(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        base = _parse_base(d.pop("base", UNSET))

        def _parse_control(data: object) -> None | RadiusControlType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                control_type_0 = check_radius_control_type_0(data)

                return control_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RadiusControlType0 | Unset, data)

        control = _parse_control(d.pop("control", UNSET))

        radius = cls(
            base=base,
            control=control,
        )

        return radius
