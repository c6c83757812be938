from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.site_update_preset import SiteUpdatePreset, check_site_update_preset
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.logo import Logo
    from ..models.site_head import SiteHead
    from ..models.site_update_words import SiteUpdateWords
    from ..models.tokens import Tokens


from ..defaults import DEFAULTS

T = TypeVar("T", bound="SiteUpdate")


@_attrs_define
class SiteUpdate:
    """Changes of the site; fields left out stay. `tokens`, `words` and `head` are replaced as a whole."""

    favicon: None | str | Unset = UNSET
    """ Null removes it. """
    head: SiteHead | Unset = UNSET
    """ What the head of every page says, where the page itself says nothing else. """
    lang: str | Unset = UNSET
    logo: Logo | None | Unset = UNSET
    """ Null removes it. """
    name: str | Unset = UNSET
    preset: SiteUpdatePreset | Unset = UNSET
    tokens: Tokens | Unset = UNSET
    """ The design tokens that a site has of its own; the rest are those of its preset. """
    words: SiteUpdateWords | Unset = UNSET
    """ What pages say by themselves, by language and English text: `{"fr": {"Next": "Suivant", "Page {number}":
    "Page {number}"}}`. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.logo import Logo

        favicon: None | str | Unset
        if isinstance(self.favicon, Unset):
            favicon = UNSET
        else:
            favicon = self.favicon

        head: dict[str, Any] | Unset = UNSET
        if not isinstance(self.head, Unset):
            head = self.head.to_dict()

        lang = self.lang

        logo: dict[str, Any] | None | Unset
        if isinstance(self.logo, Unset):
            logo = UNSET
        elif isinstance(self.logo, Logo):
            logo = self.logo.to_dict()
        else:
            logo = self.logo

        name = self.name

        preset: str | Unset = UNSET
        if not isinstance(self.preset, Unset):
            preset = self.preset

        tokens: dict[str, Any] | Unset = UNSET
        if not isinstance(self.tokens, Unset):
            tokens = self.tokens.to_dict()

        words: dict[str, Any] | Unset = UNSET
        if not isinstance(self.words, Unset):
            words = self.words.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if favicon is not UNSET:
            field_dict["favicon"] = favicon
        if head is not UNSET:
            field_dict["head"] = head
        if lang is not UNSET:
            field_dict["lang"] = lang
        if logo is not UNSET:
            field_dict["logo"] = logo
        if name is not UNSET:
            field_dict["name"] = name
        if preset is not UNSET:
            field_dict["preset"] = preset
        if tokens is not UNSET:
            field_dict["tokens"] = tokens
        if words is not UNSET:
            field_dict["words"] = words

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.logo import Logo
        from ..models.site_head import SiteHead
        from ..models.site_update_words import SiteUpdateWords
        from ..models.tokens import Tokens

        d = {**DEFAULTS.get("SiteUpdate", {}), **src_dict}

        def _parse_favicon(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        favicon = _parse_favicon(d.pop("favicon", UNSET))

        _head = d.pop("head", UNSET)
        head: SiteHead | Unset
        if isinstance(_head, Unset):
            head = UNSET
        else:
            head = SiteHead.from_dict(_head)

        lang = d.pop("lang", UNSET)

        def _parse_logo(data: object) -> Logo | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                logo_type_0 = Logo.from_dict(data)

                return logo_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Logo | None | Unset, data)

        logo = _parse_logo(d.pop("logo", UNSET))

        name = d.pop("name", UNSET)

        _preset = d.pop("preset", UNSET)
        preset: SiteUpdatePreset | Unset
        if isinstance(_preset, Unset):
            preset = UNSET
        else:
            preset = check_site_update_preset(_preset)

        _tokens = d.pop("tokens", UNSET)
        tokens: Tokens | Unset
        if isinstance(_tokens, Unset):
            tokens = UNSET
        else:
            tokens = Tokens.from_dict(_tokens)

        _words = d.pop("words", UNSET)
        words: SiteUpdateWords | Unset
        if isinstance(_words, Unset):
            words = UNSET
        else:
            words = SiteUpdateWords.from_dict(_words)

        site_update = cls(
            favicon=favicon,
            head=head,
            lang=lang,
            logo=logo,
            name=name,
            preset=preset,
            tokens=tokens,
            words=words,
        )

        return site_update
