from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.page_update_access import PageUpdateAccess, check_page_update_access
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.seo import Seo


from ..defaults import DEFAULTS

T = TypeVar("T", bound="PageUpdate")


@_attrs_define
class PageUpdate:
    """Changes of a page besides its tree; fields left out stay. Slug, access and is_home act at once."""

    access: PageUpdateAccess | Unset = UNSET
    is_home: bool | Unset = UNSET
    seo: Seo | Unset = UNSET
    """ What search engines and link previews are told. """
    slug: str | Unset = UNSET
    title: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        access: str | Unset = UNSET
        if not isinstance(self.access, Unset):
            access = self.access

        is_home = self.is_home

        seo: dict[str, Any] | Unset = UNSET
        if not isinstance(self.seo, Unset):
            seo = self.seo.to_dict()

        slug = self.slug

        title = self.title

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if access is not UNSET:
            field_dict["access"] = access
        if is_home is not UNSET:
            field_dict["is_home"] = is_home
        if seo is not UNSET:
            field_dict["seo"] = seo
        if slug is not UNSET:
            field_dict["slug"] = slug
        if title is not UNSET:
            field_dict["title"] = title

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.seo import Seo

        d = {**DEFAULTS.get("PageUpdate", {}), **src_dict}
        _access = d.pop("access", UNSET)
        access: PageUpdateAccess | Unset
        if isinstance(_access, Unset):
            access = UNSET
        else:
            access = check_page_update_access(_access)

        is_home = d.pop("is_home", UNSET)

        _seo = d.pop("seo", UNSET)
        seo: Seo | Unset
        if isinstance(_seo, Unset):
            seo = UNSET
        else:
            seo = Seo.from_dict(_seo)

        slug = d.pop("slug", UNSET)

        title = d.pop("title", UNSET)

        page_update = cls(
            access=access,
            is_home=is_home,
            seo=seo,
            slug=slug,
            title=title,
        )

        return page_update
