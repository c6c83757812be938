from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.font import Font


from ..defaults import DEFAULTS

T = TypeVar("T", bound="Fonts")


@_attrs_define
class Fonts:
    """The typefaces of text, of headings and of code."""

    body: Font | None | Unset = UNSET
    heading: Font | None | Unset = UNSET
    mono: Font | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.font import Font

        body: dict[str, Any] | None | Unset
        if isinstance(self.body, Unset):
            body = UNSET
        elif isinstance(self.body, Font):
            body = self.body.to_dict()
        else:
            body = self.body

        heading: dict[str, Any] | None | Unset
        if isinstance(self.heading, Unset):
            heading = UNSET
        elif isinstance(self.heading, Font):
            heading = self.heading.to_dict()
        else:
            heading = self.heading

        mono: dict[str, Any] | None | Unset
        if isinstance(self.mono, Unset):
            mono = UNSET
        elif isinstance(self.mono, Font):
            mono = self.mono.to_dict()
        else:
            mono = self.mono

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if body is not UNSET:
            field_dict["body"] = body
        if heading is not UNSET:
            field_dict["heading"] = heading
        if mono is not UNSET:
            field_dict["mono"] = mono

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.font import Font

        d = {**DEFAULTS.get("Fonts", {}), **src_dict}

        def _parse_body(data: object) -> Font | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                body_type_0 = Font.from_dict(data)

                return body_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Font | None | Unset, data)

        body = _parse_body(d.pop("body", UNSET))

        def _parse_heading(data: object) -> Font | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                heading_type_0 = Font.from_dict(data)

                return heading_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Font | None | Unset, data)

        heading = _parse_heading(d.pop("heading", UNSET))

        def _parse_mono(data: object) -> Font | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                mono_type_0 = Font.from_dict(data)

                return mono_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Font | None | Unset, data)

        mono = _parse_mono(d.pop("mono", UNSET))

        fonts = cls(
            body=body,
            heading=heading,
            mono=mono,
        )

        return fonts
