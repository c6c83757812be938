from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..defaults import DEFAULTS

T = TypeVar("T", bound="Alternate")


@_attrs_define
class Alternate:
    """The same page in another language."""

    lang: str
    """ Its language (BCP 47); `x-default` for everybody else. """
    url: str
    """ A path on this site, or http(s). """

    def to_dict(self) -> dict[str, Any]:
        lang = self.lang

        url = self.url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "lang": lang,
                "url": url,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("Alternate", {}), **src_dict}
        lang = d.pop("lang")

        url = d.pop("url")

        alternate = cls(
            lang=lang,
            url=url,
        )

        return alternate
