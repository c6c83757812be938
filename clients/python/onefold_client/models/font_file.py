from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..defaults import DEFAULTS
from ..models.font_file_style import FontFileStyle, check_font_file_style
from ..types import UNSET, Unset

T = TypeVar("T", bound="FontFile")


@_attrs_define
class FontFile:
    """A WOFF2 file in a public bucket."""

    src: str
    style: FontFileStyle | Unset = UNSET
    """ Default: `"normal"`. """
    weight: str | Unset = UNSET
    """ A weight, or the ends of a variable font's range. Default: `"400"`. """

    def to_dict(self) -> dict[str, Any]:
        src = self.src

        style: str | Unset = UNSET
        if not isinstance(self.style, Unset):
            style = self.style

        weight = self.weight

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "src": src,
            }
        )
        if style is not UNSET:
            field_dict["style"] = style
        if weight is not UNSET:
            field_dict["weight"] = weight

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("FontFile", {}), **src_dict}
        src = d.pop("src")

        _style = d.pop("style", UNSET)
        style: FontFileStyle | Unset
        if isinstance(_style, Unset):
            style = UNSET
        else:
            style = check_font_file_style(_style)

        weight = d.pop("weight", UNSET)

        font_file = cls(
            src=src,
            style=style,
            weight=weight,
        )

        return font_file
