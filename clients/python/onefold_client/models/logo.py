from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..defaults import DEFAULTS
from ..types import UNSET, Unset

T = TypeVar("T", bound="Logo")


@_attrs_define
class Logo:
    """The picture that stands for the site."""

    src: str
    """ Path of a file of a public bucket. """
    alt: str | Unset = UNSET
    """ What it says; empty beside the name in words. Default: `""`. """
    height: int | None | Unset = UNSET
    """ Pixels. """
    width: int | None | Unset = UNSET
    """ Pixels. """

    def to_dict(self) -> dict[str, Any]:
        src = self.src

        alt = self.alt

        height: int | None | Unset
        if isinstance(self.height, Unset):
            height = UNSET
        else:
            height = self.height

        width: int | None | Unset
        if isinstance(self.width, Unset):
            width = UNSET
        else:
            width = self.width

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "src": src,
            }
        )
        if alt is not UNSET:
            field_dict["alt"] = alt
        if height is not UNSET:
            field_dict["height"] = height
        if width is not UNSET:
            field_dict["width"] = width

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("Logo", {}), **src_dict}
        src = d.pop("src")

        alt = d.pop("alt", UNSET)

        def _parse_height(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        height = _parse_height(d.pop("height", UNSET))

        def _parse_width(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        width = _parse_width(d.pop("width", UNSET))

        logo = cls(
            src=src,
            alt=alt,
            height=height,
            width=width,
        )

        return logo
