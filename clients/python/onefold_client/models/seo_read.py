from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..defaults import DEFAULTS

T = TypeVar("T", bound="SeoRead")


@_attrs_define
class SeoRead:
    """Stored SEO fields; another build may have stored more."""

    description: str
    image: str
    """ Absolute http(s) URL of the preview picture. """
    lang: None | str
    """ Language of the page (BCP 47), such as `en`, `de-AT` or `ar`; the direction of writing follows. Left out, it
    is that of the site. """
    noindex: bool
    """ Ask search engines to leave this page out; also not in the sitemap. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        description = self.description

        image = self.image

        lang: None | str
        lang = self.lang

        noindex = self.noindex

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "description": description,
                "image": image,
                "lang": lang,
                "noindex": noindex,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("SeoRead", {}), **src_dict}
        description = d.pop("description")

        image = d.pop("image")

        def _parse_lang(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        lang = _parse_lang(d.pop("lang"))

        noindex = d.pop("noindex")

        seo_read = cls(
            description=description,
            image=image,
            lang=lang,
            noindex=noindex,
        )

        seo_read.additional_properties = d
        return seo_read

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
