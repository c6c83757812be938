from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..defaults import DEFAULTS

T = TypeVar("T", bound="Crumb")


@_attrs_define
class Crumb:
    """A page on the way to this one."""

    name: str
    url: str
    """ A path on this site, or http(s). """

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        url = self.url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "url": url,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("Crumb", {}), **src_dict}
        name = d.pop("name")

        url = d.pop("url")

        crumb = cls(
            name=name,
            url=url,
        )

        return crumb
