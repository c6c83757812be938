from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..defaults import DEFAULTS
from ..types import UNSET, Unset

T = TypeVar("T", bound="ColorTokens")


@_attrs_define
class ColorTokens:
    """Colours by what they are for. Those left out follow from the others, so that text on them can be read."""

    accent: None | str | Unset = UNSET
    """ The brand's colour: primary buttons, accent bands. """
    accent_soft: None | str | Unset = UNSET
    """ A tint of the accent, behind text. """
    accent_strong: None | str | Unset = UNSET
    """ The accent under the pointer. """
    accent_text: None | str | Unset = UNSET
    """ Links, and other text in the accent's colour. """
    danger: None | str | Unset = UNSET
    """ Buttons that delete, errors. """
    field: None | str | Unset = UNSET
    """ Inside fields of forms. """
    good: None | str | Unset = UNSET
    """ What went well. """
    ink: None | str | Unset = UNSET
    """ Text. """
    ink_faint: None | str | Unset = UNSET
    """ Examples inside empty fields. """
    ink_soft: None | str | Unset = UNSET
    """ Text that stands back. """
    inverse: None | str | Unset = UNSET
    """ Bands that are dark on a light page. """
    line: None | str | Unset = UNSET
    """ Thin lines that only decorate. """
    line_strong: None | str | Unset = UNSET
    """ Edges of fields and buttons; 3:1 on what is behind. """
    muted: None | str | Unset = UNSET
    """ Bands and the heads of tables. """
    on_accent: None | str | Unset = UNSET
    """ Text on the accent. """
    on_inverse: None | str | Unset = UNSET
    """ Text on inverse bands. """
    page: None | str | Unset = UNSET
    """ Behind everything. """
    surface: None | str | Unset = UNSET
    """ Cards and framed parts. """

    def to_dict(self) -> dict[str, Any]:
        accent: None | str | Unset
        if isinstance(self.accent, Unset):
            accent = UNSET
        else:
            accent = self.accent

        accent_soft: None | str | Unset
        if isinstance(self.accent_soft, Unset):
            accent_soft = UNSET
        else:
            accent_soft = self.accent_soft

        accent_strong: None | str | Unset
        if isinstance(self.accent_strong, Unset):
            accent_strong = UNSET
        else:
            accent_strong = self.accent_strong

        accent_text: None | str | Unset
        if isinstance(self.accent_text, Unset):
            accent_text = UNSET
        else:
            accent_text = self.accent_text

        danger: None | str | Unset
        if isinstance(self.danger, Unset):
            danger = UNSET
        else:
            danger = self.danger

        field: None | str | Unset
        if isinstance(self.field, Unset):
            field = UNSET
        else:
            field = self.field

        good: None | str | Unset
        if isinstance(self.good, Unset):
            good = UNSET
        else:
            good = self.good

        ink: None | str | Unset
        if isinstance(self.ink, Unset):
            ink = UNSET
        else:
            ink = self.ink

        ink_faint: None | str | Unset
        if isinstance(self.ink_faint, Unset):
            ink_faint = UNSET
        else:
            ink_faint = self.ink_faint

        ink_soft: None | str | Unset
        if isinstance(self.ink_soft, Unset):
            ink_soft = UNSET
        else:
            ink_soft = self.ink_soft

        inverse: None | str | Unset
        if isinstance(self.inverse, Unset):
            inverse = UNSET
        else:
            inverse = self.inverse

        line: None | str | Unset
        if isinstance(self.line, Unset):
            line = UNSET
        else:
            line = self.line

        line_strong: None | str | Unset
        if isinstance(self.line_strong, Unset):
            line_strong = UNSET
        else:
            line_strong = self.line_strong

        muted: None | str | Unset
        if isinstance(self.muted, Unset):
            muted = UNSET
        else:
            muted = self.muted

        on_accent: None | str | Unset
        if isinstance(self.on_accent, Unset):
            on_accent = UNSET
        else:
            on_accent = self.on_accent

        on_inverse: None | str | Unset
        if isinstance(self.on_inverse, Unset):
            on_inverse = UNSET
        else:
            on_inverse = self.on_inverse

        page: None | str | Unset
        if isinstance(self.page, Unset):
            page = UNSET
        else:
            page = self.page

        surface: None | str | Unset
        if isinstance(self.surface, Unset):
            surface = UNSET
        else:
            surface = self.surface

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if accent is not UNSET:
            field_dict["accent"] = accent
        if accent_soft is not UNSET:
            field_dict["accent_soft"] = accent_soft
        if accent_strong is not UNSET:
            field_dict["accent_strong"] = accent_strong
        if accent_text is not UNSET:
            field_dict["accent_text"] = accent_text
        if danger is not UNSET:
            field_dict["danger"] = danger
        if field is not UNSET:
            field_dict["field"] = field
        if good is not UNSET:
            field_dict["good"] = good
        if ink is not UNSET:
            field_dict["ink"] = ink
        if ink_faint is not UNSET:
            field_dict["ink_faint"] = ink_faint
        if ink_soft is not UNSET:
            field_dict["ink_soft"] = ink_soft
        if inverse is not UNSET:
            field_dict["inverse"] = inverse
        if line is not UNSET:
            field_dict["line"] = line
        if line_strong is not UNSET:
            field_dict["line_strong"] = line_strong
        if muted is not UNSET:
            field_dict["muted"] = muted
        if on_accent is not UNSET:
            field_dict["on_accent"] = on_accent
        if on_inverse is not UNSET:
            field_dict["on_inverse"] = on_inverse
        if page is not UNSET:
            field_dict["page"] = page
        if surface is not UNSET:
            field_dict["surface"] = surface

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("ColorTokens", {}), **src_dict}

        def _parse_accent(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        accent = _parse_accent(d.pop("accent", UNSET))

        def _parse_accent_soft(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        accent_soft = _parse_accent_soft(d.pop("accent_soft", UNSET))

        def _parse_accent_strong(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        accent_strong = _parse_accent_strong(d.pop("accent_strong", UNSET))

        def _parse_accent_text(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        accent_text = _parse_accent_text(d.pop("accent_text", UNSET))

        def _parse_danger(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        danger = _parse_danger(d.pop("danger", UNSET))

        def _parse_field(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        field = _parse_field(d.pop("field", UNSET))

        def _parse_good(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        good = _parse_good(d.pop("good", UNSET))

        def _parse_ink(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        ink = _parse_ink(d.pop("ink", UNSET))

        def _parse_ink_faint(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        ink_faint = _parse_ink_faint(d.pop("ink_faint", UNSET))

        def _parse_ink_soft(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        ink_soft = _parse_ink_soft(d.pop("ink_soft", UNSET))

        def _parse_inverse(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        inverse = _parse_inverse(d.pop("inverse", UNSET))

        def _parse_line(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        line = _parse_line(d.pop("line", UNSET))

        def _parse_line_strong(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        line_strong = _parse_line_strong(d.pop("line_strong", UNSET))

        def _parse_muted(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        muted = _parse_muted(d.pop("muted", UNSET))

        def _parse_on_accent(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        on_accent = _parse_on_accent(d.pop("on_accent", UNSET))

        def _parse_on_inverse(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        on_inverse = _parse_on_inverse(d.pop("on_inverse", UNSET))

        def _parse_page(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        page = _parse_page(d.pop("page", UNSET))

        def _parse_surface(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        surface = _parse_surface(d.pop("surface", UNSET))

        color_tokens = cls(
            accent=accent,
            accent_soft=accent_soft,
            accent_strong=accent_strong,
            accent_text=accent_text,
            danger=danger,
            field=field,
            good=good,
            ink=ink,
            ink_faint=ink_faint,
            ink_soft=ink_soft,
            inverse=inverse,
            line=line,
            line_strong=line_strong,
            muted=muted,
            on_accent=on_accent,
            on_inverse=on_inverse,
            page=page,
            surface=surface,
        )

        return color_tokens
