from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..defaults import DEFAULTS
from ..models.page_summary_access import PageSummaryAccess, check_page_summary_access
from ..models.page_summary_role_type_0 import (
    PageSummaryRoleType0,
    check_page_summary_role_type_0,
)
from ..types import read_time, write_time

T = TypeVar("T", bound="PageSummary")


@_attrs_define
class PageSummary:
    """A page in a list, without its tree."""

    access: PageSummaryAccess
    created_at: datetime.datetime
    id: UUID
    is_home: bool
    publish_at: datetime.datetime | None
    """ When `publish_version` is published. """
    publish_version: int | None
    published_version: int | None
    revision: int
    role: None | PageSummaryRoleType0
    slug: str
    title: str
    unpublish_at: datetime.datetime | None
    """ When the page is withdrawn. """
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        access: str = self.access

        created_at = write_time(self.created_at)

        id = str(self.id)

        is_home = self.is_home

        publish_at: None | str
        if isinstance(self.publish_at, datetime.datetime):
            publish_at = write_time(self.publish_at)
        else:
            publish_at = self.publish_at

        publish_version: int | None
        publish_version = self.publish_version

        published_version: int | None
        published_version = self.published_version

        revision = self.revision

        role: None | str
        if isinstance(self.role, str):
            role = self.role
        else:
            role = self.role

        slug = self.slug

        title = self.title

        unpublish_at: None | str
        if isinstance(self.unpublish_at, datetime.datetime):
            unpublish_at = write_time(self.unpublish_at)
        else:
            unpublish_at = self.unpublish_at

        updated_at = write_time(self.updated_at)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "access": access,
                "created_at": created_at,
                "id": id,
                "is_home": is_home,
                "publish_at": publish_at,
                "publish_version": publish_version,
                "published_version": published_version,
                "revision": revision,
                "role": role,
                "slug": slug,
                "title": title,
                "unpublish_at": unpublish_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("PageSummary", {}), **src_dict}
        access = check_page_summary_access(d.pop("access"))

        created_at = read_time(d.pop("created_at"))

        id = UUID(d.pop("id"))

        is_home = d.pop("is_home")

        def _parse_publish_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                publish_at_type_0 = read_time(data)

                return publish_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        publish_at = _parse_publish_at(d.pop("publish_at"))

        def _parse_publish_version(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        publish_version = _parse_publish_version(d.pop("publish_version"))

        def _parse_published_version(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        published_version = _parse_published_version(d.pop("published_version"))

        revision = d.pop("revision")

        def _parse_role(data: object) -> None | PageSummaryRoleType0:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                role_type_0 = check_page_summary_role_type_0(data)

                return role_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PageSummaryRoleType0, data)

        role = _parse_role(d.pop("role"))

        slug = d.pop("slug")

        title = d.pop("title")

        def _parse_unpublish_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                unpublish_at_type_0 = read_time(data)

                return unpublish_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        unpublish_at = _parse_unpublish_at(d.pop("unpublish_at"))

        updated_at = read_time(d.pop("updated_at"))

        page_summary = cls(
            access=access,
            created_at=created_at,
            id=id,
            is_home=is_home,
            publish_at=publish_at,
            publish_version=publish_version,
            published_version=published_version,
            revision=revision,
            role=role,
            slug=slug,
            title=title,
            unpublish_at=unpublish_at,
            updated_at=updated_at,
        )

        page_summary.additional_properties = d
        return page_summary

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
