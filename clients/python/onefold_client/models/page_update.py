from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.page_update_access_type_0 import (
    PageUpdateAccessType0,
    check_page_update_access_type_0,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.seo import Seo


from ..defaults import DEFAULTS

T = TypeVar("T", bound="PageUpdate")


@_attrs_define
class PageUpdate:
    """Changes of a page besides its tree; fields left out stay. Slug, access and is_home act at once."""

    access: None | PageUpdateAccessType0 | Unset = UNSET
    is_home: bool | None | Unset = UNSET
    seo: None | Seo | Unset = UNSET
    slug: None | str | Unset = UNSET
    title: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.seo import Seo

        access: None | str | Unset
        if isinstance(self.access, Unset):
            access = UNSET
        elif isinstance(self.access, str):
            access = self.access
        else:
            access = self.access

        is_home: bool | None | Unset
        if isinstance(self.is_home, Unset):
            is_home = UNSET
        else:
            is_home = self.is_home

        seo: dict[str, Any] | None | Unset
        if isinstance(self.seo, Unset):
            seo = UNSET
        elif isinstance(self.seo, Seo):
            seo = self.seo.to_dict()
        else:
            seo = self.seo

        slug: None | str | Unset
        if isinstance(self.slug, Unset):
            slug = UNSET
        else:
            slug = self.slug

        title: None | str | Unset
        if isinstance(self.title, Unset):
            title = UNSET
        else:
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

        def _parse_access(data: object) -> None | PageUpdateAccessType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                access_type_0 = check_page_update_access_type_0(data)

                return access_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PageUpdateAccessType0 | Unset, data)

        access = _parse_access(d.pop("access", UNSET))

        def _parse_is_home(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        is_home = _parse_is_home(d.pop("is_home", UNSET))

        def _parse_seo(data: object) -> None | Seo | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                seo_type_0 = Seo.from_dict(data)

                return seo_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Seo | Unset, data)

        seo = _parse_seo(d.pop("seo", UNSET))

        def _parse_slug(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        slug = _parse_slug(d.pop("slug", UNSET))

        def _parse_title(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        title = _parse_title(d.pop("title", UNSET))

        page_update = cls(
            access=access,
            is_home=is_home,
            seo=seo,
            slug=slug,
            title=title,
        )

        return page_update
