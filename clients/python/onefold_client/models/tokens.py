from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.tokens_scheme_type_0 import TokensSchemeType0, check_tokens_scheme_type_0
from ..models.tokens_shadow_type_0 import TokensShadowType0, check_tokens_shadow_type_0
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.colors import Colors
    from ..models.fonts import Fonts
    from ..models.radius import Radius
    from ..models.type_scale import TypeScale


from ..defaults import DEFAULTS

T = TypeVar("T", bound="Tokens")


@_attrs_define
class Tokens:
    """The design tokens that a site has of its own; the rest are those of its preset."""

    colors: Colors | Unset = UNSET
    """ The colours of both schemes. """
    fonts: Fonts | Unset = UNSET
    """ The typefaces of text, of headings and of code. """
    radius: Radius | Unset = UNSET
    """ How round corners are. """
    scheme: None | TokensSchemeType0 | Unset = UNSET
    """ `auto`: light or dark as each visitor prefers. """
    shadow: None | TokensShadowType0 | Unset = UNSET
    space: float | None | Unset = UNSET
    """ Density: all room times this. """
    type_scale: TypeScale | Unset = UNSET
    """ The sizes of text: seven steps up from `base`, each `ratio` times the one before. """

    def to_dict(self) -> dict[str, Any]:
        colors: dict[str, Any] | Unset = UNSET
        if not isinstance(self.colors, Unset):
            colors = self.colors.to_dict()

        fonts: dict[str, Any] | Unset = UNSET
        if not isinstance(self.fonts, Unset):
            fonts = self.fonts.to_dict()

        radius: dict[str, Any] | Unset = UNSET
        if not isinstance(self.radius, Unset):
            radius = self.radius.to_dict()

        scheme: None | str | Unset
        if isinstance(self.scheme, Unset):
            scheme = UNSET
        elif isinstance(self.scheme, str):
            scheme = self.scheme
        else:
            scheme = self.scheme

        shadow: None | str | Unset
        if isinstance(self.shadow, Unset):
            shadow = UNSET
        elif isinstance(self.shadow, str):
            shadow = self.shadow
        else:
            shadow = self.shadow

        space: float | None | Unset
        if isinstance(self.space, Unset):
            space = UNSET
        else:
            space = self.space

        type_scale: dict[str, Any] | Unset = UNSET
        if not isinstance(self.type_scale, Unset):
            type_scale = self.type_scale.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if colors is not UNSET:
            field_dict["colors"] = colors
        if fonts is not UNSET:
            field_dict["fonts"] = fonts
        if radius is not UNSET:
            field_dict["radius"] = radius
        if scheme is not UNSET:
            field_dict["scheme"] = scheme
        if shadow is not UNSET:
            field_dict["shadow"] = shadow
        if space is not UNSET:
            field_dict["space"] = space
        if type_scale is not UNSET:
            field_dict["type_scale"] = type_scale

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.colors import Colors
        from ..models.fonts import Fonts
        from ..models.radius import Radius
        from ..models.type_scale import TypeScale

        d = {**DEFAULTS.get("Tokens", {}), **src_dict}
        _colors = d.pop("colors", UNSET)
        colors: Colors | Unset
        if isinstance(_colors, Unset):
            colors = UNSET
        else:
            colors = Colors.from_dict(_colors)

        _fonts = d.pop("fonts", UNSET)
        fonts: Fonts | Unset
        if isinstance(_fonts, Unset):
            fonts = UNSET
        else:
            fonts = Fonts.from_dict(_fonts)

        _radius = d.pop("radius", UNSET)
        radius: Radius | Unset
        if isinstance(_radius, Unset):
            radius = UNSET
        else:
            radius = Radius.from_dict(_radius)

        def _parse_scheme(data: object) -> None | TokensSchemeType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                scheme_type_0 = check_tokens_scheme_type_0(data)

                return scheme_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TokensSchemeType0 | Unset, data)

        scheme = _parse_scheme(d.pop("scheme", UNSET))

        def _parse_shadow(data: object) -> None | TokensShadowType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                shadow_type_0 = check_tokens_shadow_type_0(data)

                return shadow_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TokensShadowType0 | Unset, data)

        shadow = _parse_shadow(d.pop("shadow", UNSET))

        def _parse_space(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        space = _parse_space(d.pop("space", UNSET))

        _type_scale = d.pop("type_scale", UNSET)
        type_scale: TypeScale | Unset
        if isinstance(_type_scale, Unset):
            type_scale = UNSET
        else:
            type_scale = TypeScale.from_dict(_type_scale)

        tokens = cls(
            colors=colors,
            fonts=fonts,
            radius=radius,
            scheme=scheme,
            shadow=shadow,
            space=space,
            type_scale=type_scale,
        )

        return tokens
