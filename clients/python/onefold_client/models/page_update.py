from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.page_update_access import PageUpdateAccess, check_page_update_access
from ..models.page_update_role_type_0 import (
    PageUpdateRoleType0,
    check_page_update_role_type_0,
)
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
    role: None | PageUpdateRoleType0 | Unset = UNSET
    """ What the page is for the site, once it is published: `home` stands at `/`, `not_found` where there is no
    page, `error` where something failed. Null: nothing special. """
    seo: Seo | Unset = UNSET
    """ What search engines and link previews are told. """
    slug: str | Unset = UNSET
    title: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        access: str | Unset = UNSET
        if not isinstance(self.access, Unset):
            access = self.access

        is_home = self.is_home

        role: None | str | Unset
        if isinstance(self.role, Unset):
            role = UNSET
        elif isinstance(self.role, str):
            role = self.role
        else:
            role = self.role

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
        if role is not UNSET:
            field_dict["role"] = role
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

        def _parse_role(data: object) -> None | PageUpdateRoleType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                role_type_0 = check_page_update_role_type_0(data)

                return role_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PageUpdateRoleType0 | Unset, data)

        role = _parse_role(d.pop("role", UNSET))

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
            role=role,
            seo=seo,
            slug=slug,
            title=title,
        )

        return page_update
