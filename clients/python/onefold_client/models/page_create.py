from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.page_create_access import PageCreateAccess, check_page_create_access
from ..models.page_create_role_type_0 import (
    PageCreateRoleType0,
    check_page_create_role_type_0,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.page_tree import PageTree
    from ..models.seo import Seo


from ..defaults import DEFAULTS

T = TypeVar("T", bound="PageCreate")


@_attrs_define
class PageCreate:
    """A new page."""

    slug: str
    title: str
    access: PageCreateAccess | Unset = UNSET
    """ Default: `"public"`. """
    draft: PageTree | Unset = UNSET
    """ All components of a page, and what the page declares beside them. """
    is_home: bool | Unset = UNSET
    """ Default: `false`. """
    role: None | PageCreateRoleType0 | Unset = UNSET
    """ What the page is for the site, once it is published: `home` stands at `/`, `not_found` where there is no
    page, `error` where something failed. """
    seo: Seo | Unset = UNSET
    """ What search engines and link previews are told. """

    def to_dict(self) -> dict[str, Any]:
        slug = self.slug

        title = self.title

        access: str | Unset = UNSET
        if not isinstance(self.access, Unset):
            access = self.access

        draft: dict[str, Any] | Unset = UNSET
        if not isinstance(self.draft, Unset):
            draft = self.draft.to_dict()

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

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "slug": slug,
                "title": title,
            }
        )
        if access is not UNSET:
            field_dict["access"] = access
        if draft is not UNSET:
            field_dict["draft"] = draft
        if is_home is not UNSET:
            field_dict["is_home"] = is_home
        if role is not UNSET:
            field_dict["role"] = role
        if seo is not UNSET:
            field_dict["seo"] = seo

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.page_tree import PageTree
        from ..models.seo import Seo

        d = {**DEFAULTS.get("PageCreate", {}), **src_dict}
        slug = d.pop("slug")

        title = d.pop("title")

        _access = d.pop("access", UNSET)
        access: PageCreateAccess | Unset
        if isinstance(_access, Unset):
            access = UNSET
        else:
            access = check_page_create_access(_access)

        _draft = d.pop("draft", UNSET)
        draft: PageTree | Unset
        if isinstance(_draft, Unset):
            draft = UNSET
        else:
            draft = PageTree.from_dict(_draft)

        is_home = d.pop("is_home", UNSET)

        def _parse_role(data: object) -> None | PageCreateRoleType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                role_type_0 = check_page_create_role_type_0(data)

                return role_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PageCreateRoleType0 | Unset, data)

        role = _parse_role(d.pop("role", UNSET))

        _seo = d.pop("seo", UNSET)
        seo: Seo | Unset
        if isinstance(_seo, Unset):
            seo = UNSET
        else:
            seo = Seo.from_dict(_seo)

        page_create = cls(
            slug=slug,
            title=title,
            access=access,
            draft=draft,
            is_home=is_home,
            role=role,
            seo=seo,
        )

        return page_create
