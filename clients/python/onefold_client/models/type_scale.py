from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..defaults import DEFAULTS
from ..types import UNSET, Unset

T = TypeVar("T", bound="TypeScale")


@_attrs_define
class TypeScale:
    """The sizes of text: seven steps up from `base`, each `ratio` times the one before."""

    base: float | None | Unset = UNSET
    """ Pixels of ordinary text. """
    heading_tracking: float | None | Unset = UNSET
    """ Room between the letters of large headings, in sizes of their text. """
    heading_weight: int | None | Unset = UNSET
    leading: float | None | Unset = UNSET
    """ Height of a line, in sizes of its text. """
    ratio: float | None | Unset = UNSET
    """ From one size to the next. """

    def to_dict(self) -> dict[str, Any]:
        base: float | None | Unset
        if isinstance(self.base, Unset):
            base = UNSET
        else:
            base = self.base

        heading_tracking: float | None | Unset
        if isinstance(self.heading_tracking, Unset):
            heading_tracking = UNSET
        else:
            heading_tracking = self.heading_tracking

        heading_weight: int | None | Unset
        if isinstance(self.heading_weight, Unset):
            heading_weight = UNSET
        else:
            heading_weight = self.heading_weight

        leading: float | None | Unset
        if isinstance(self.leading, Unset):
            leading = UNSET
        else:
            leading = self.leading

        ratio: float | None | Unset
        if isinstance(self.ratio, Unset):
            ratio = UNSET
        else:
            ratio = self.ratio

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if base is not UNSET:
            field_dict["base"] = base
        if heading_tracking is not UNSET:
            field_dict["heading_tracking"] = heading_tracking
        if heading_weight is not UNSET:
            field_dict["heading_weight"] = heading_weight
        if leading is not UNSET:
            field_dict["leading"] = leading
        if ratio is not UNSET:
            field_dict["ratio"] = ratio

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("TypeScale", {}), **src_dict}

        def _parse_base(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        base = _parse_base(d.pop("base", UNSET))

        def _parse_heading_tracking(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        heading_tracking = _parse_heading_tracking(d.pop("heading_tracking", UNSET))

        def _parse_heading_weight(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        heading_weight = _parse_heading_weight(d.pop("heading_weight", UNSET))

        def _parse_leading(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        leading = _parse_leading(d.pop("leading", UNSET))

        def _parse_ratio(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        ratio = _parse_ratio(d.pop("ratio", UNSET))

        type_scale = cls(
            base=base,
            heading_tracking=heading_tracking,
            heading_weight=heading_weight,
            leading=leading,
            ratio=ratio,
        )

        return type_scale
