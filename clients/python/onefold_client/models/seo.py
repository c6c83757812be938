from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..defaults import DEFAULTS
from ..types import UNSET, Unset

T = TypeVar("T", bound="Seo")


@_attrs_define
class Seo:
    """What search engines and link previews are told."""

    description: str | Unset = UNSET
    """ Default: `""`. """
    image: str | Unset = UNSET
    """ Absolute http(s) URL of the preview picture. Default: `""`. """
    lang: None | str | Unset = UNSET
    """ Language of the page (BCP 47), such as `en`, `de-AT` or `ar`; the direction of writing follows. Left out, it
    is that of the site. """
    noindex: bool | Unset = UNSET
    """ Ask search engines to leave this page out; also not in the sitemap. Default: `false`. """

    def to_dict(self) -> dict[str, Any]:
        description = self.description

        image = self.image

        lang: None | str | Unset
        if isinstance(self.lang, Unset):
            lang = UNSET
        else:
            lang = self.lang

        noindex = self.noindex

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if description is not UNSET:
            field_dict["description"] = description
        if image is not UNSET:
            field_dict["image"] = image
        if lang is not UNSET:
            field_dict["lang"] = lang
        if noindex is not UNSET:
            field_dict["noindex"] = noindex

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("Seo", {}), **src_dict}
        description = d.pop("description", UNSET)

        image = d.pop("image", UNSET)

        def _parse_lang(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        lang = _parse_lang(d.pop("lang", UNSET))

        noindex = d.pop("noindex", UNSET)

        seo = cls(
            description=description,
            image=image,
            lang=lang,
            noindex=noindex,
        )

        return seo
