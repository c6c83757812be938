from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import read_time, write_time

if TYPE_CHECKING:
    from ..models.seo import Seo


from ..defaults import DEFAULTS

T = TypeVar("T", bound="PublicPage")


@_attrs_define
class PublicPage:
    """What anybody may know of a published page."""

    published_at: datetime.datetime
    seo: Seo
    """ What search engines and link previews are told. """
    slug: str
    title: str
    version: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        published_at = write_time(self.published_at)

        seo = self.seo.to_dict()

        slug = self.slug

        title = self.title

        version = self.version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "published_at": published_at,
                "seo": seo,
                "slug": slug,
                "title": title,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.seo import Seo

        d = {**DEFAULTS.get("PublicPage", {}), **src_dict}
        published_at = read_time(d.pop("published_at"))

        seo = Seo.from_dict(d.pop("seo"))

        slug = d.pop("slug")

        title = d.pop("title")

        version = d.pop("version")

        public_page = cls(
            published_at=published_at,
            seo=seo,
            slug=slug,
            title=title,
            version=version,
        )

        public_page.additional_properties = d
        return public_page

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
