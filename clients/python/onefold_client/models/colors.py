from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.color_tokens import ColorTokens


from ..defaults import DEFAULTS

T = TypeVar("T", bound="Colors")


@_attrs_define
class Colors:
    """The colours of both schemes."""

    dark: ColorTokens | Unset = UNSET
    """ Colours by what they are for. Those left out follow from the others, so that text on them can be read. """
    light: ColorTokens | Unset = UNSET
    """ Colours by what they are for. Those left out follow from the others, so that text on them can be read. """

    def to_dict(self) -> dict[str, Any]:
        dark: dict[str, Any] | Unset = UNSET
        if not isinstance(self.dark, Unset):
            dark = self.dark.to_dict()

        light: dict[str, Any] | Unset = UNSET
        if not isinstance(self.light, Unset):
            light = self.light.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if dark is not UNSET:
            field_dict["dark"] = dark
        if light is not UNSET:
            field_dict["light"] = light

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.color_tokens import ColorTokens

        d = {**DEFAULTS.get("Colors", {}), **src_dict}
        _dark = d.pop("dark", UNSET)
        dark: ColorTokens | Unset
        if isinstance(_dark, Unset):
            dark = UNSET
        else:
            dark = ColorTokens.from_dict(_dark)

        _light = d.pop("light", UNSET)
        light: ColorTokens | Unset
        if isinstance(_light, Unset):
            light = UNSET
        else:
            light = ColorTokens.from_dict(_light)

        colors = cls(
            dark=dark,
            light=light,
        )

        return colors
