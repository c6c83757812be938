from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.site_read_preset import SiteReadPreset, check_site_read_preset
from ..types import read_time, write_time

if TYPE_CHECKING:
    from ..models.logo import Logo
    from ..models.site_head import SiteHead
    from ..models.site_read_palettes import SiteReadPalettes
    from ..models.site_read_words import SiteReadWords
    from ..models.tokens import Tokens


from ..defaults import DEFAULTS

T = TypeVar("T", bound="SiteRead")


@_attrs_define
class SiteRead:
    """The look of all pages, and the colours in effect by the names of their variables, without `--of-`."""

    favicon: None | str
    head: SiteHead
    """ What the head of every page says, where the page itself says nothing else. """
    lang: str
    logo: Logo | None
    name: str
    palettes: SiteReadPalettes
    preset: SiteReadPreset
    revision: int
    tokens: Tokens
    """ The design tokens that a site has of its own; the rest are those of its preset. """
    updated_at: datetime.datetime | None
    """ Null before the first change. """
    words: SiteReadWords
    """ What pages say by themselves, by language and English text: `{"fr": {"Next": "Suivant", "Page {number}":
    "Page {number}"}}`. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.logo import Logo

        favicon: None | str
        favicon = self.favicon

        head = self.head.to_dict()

        lang = self.lang

        logo: dict[str, Any] | None
        if isinstance(self.logo, Logo):
            logo = self.logo.to_dict()
        else:
            logo = self.logo

        name = self.name

        palettes = self.palettes.to_dict()

        preset: str = self.preset

        revision = self.revision

        tokens = self.tokens.to_dict()

        updated_at: None | str
        if isinstance(self.updated_at, datetime.datetime):
            updated_at = write_time(self.updated_at)
        else:
            updated_at = self.updated_at

        words = self.words.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "favicon": favicon,
                "head": head,
                "lang": lang,
                "logo": logo,
                "name": name,
                "palettes": palettes,
                "preset": preset,
                "revision": revision,
                "tokens": tokens,
                "updated_at": updated_at,
                "words": words,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.logo import Logo
        from ..models.site_head import SiteHead
        from ..models.site_read_palettes import SiteReadPalettes
        from ..models.site_read_words import SiteReadWords
        from ..models.tokens import Tokens

        d = {**DEFAULTS.get("SiteRead", {}), **src_dict}

        def _parse_favicon(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        favicon = _parse_favicon(d.pop("favicon"))

        head = SiteHead.from_dict(d.pop("head"))

        lang = d.pop("lang")

        def _parse_logo(data: object) -> Logo | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                logo_type_0 = Logo.from_dict(data)

                return logo_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Logo | None, data)

        logo = _parse_logo(d.pop("logo"))

        name = d.pop("name")

        palettes = SiteReadPalettes.from_dict(d.pop("palettes"))

        preset = check_site_read_preset(d.pop("preset"))

        revision = d.pop("revision")

        tokens = Tokens.from_dict(d.pop("tokens"))

        def _parse_updated_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                updated_at_type_0 = read_time(data)

                return updated_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        updated_at = _parse_updated_at(d.pop("updated_at"))

        words = SiteReadWords.from_dict(d.pop("words"))

        site_read = cls(
            favicon=favicon,
            head=head,
            lang=lang,
            logo=logo,
            name=name,
            palettes=palettes,
            preset=preset,
            revision=revision,
            tokens=tokens,
            updated_at=updated_at,
            words=words,
        )

        site_read.additional_properties = d
        return site_read

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
