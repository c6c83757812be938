from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..defaults import DEFAULTS
from ..models.page_variable_read_same_site import (
    PageVariableReadSameSite,
    check_page_variable_read_same_site,
)
from ..models.page_variable_read_scope import (
    PageVariableReadScope,
    check_page_variable_read_scope,
)
from ..models.page_variable_read_type import (
    PageVariableReadType,
    check_page_variable_read_type,
)

T = TypeVar("T", bound="PageVariableRead")


@_attrs_define
class PageVariableRead:
    """A stored variable; another build may have stored more fields."""

    default: Any
    http_only: bool
    """ Whether only the server may read the cookie. """
    max_age: int | None
    """ Seconds a cookie is kept; 400 days at most. """
    name: str
    """ A letter, then letters, digits and `_`. """
    same_site: PageVariableReadSameSite
    scope: PageVariableReadScope
    type_: PageVariableReadType
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        default = self.default

        http_only = self.http_only

        max_age: int | None
        max_age = self.max_age

        name = self.name

        same_site: str = self.same_site

        scope: str = self.scope

        type_: str = self.type_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "default": default,
                "http_only": http_only,
                "max_age": max_age,
                "name": name,
                "same_site": same_site,
                "scope": scope,
                "type": type_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("PageVariableRead", {}), **src_dict}
        default = d.pop("default")

        http_only = d.pop("http_only")

        def _parse_max_age(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        max_age = _parse_max_age(d.pop("max_age"))

        name = d.pop("name")

        same_site = check_page_variable_read_same_site(d.pop("same_site"))

        scope = check_page_variable_read_scope(d.pop("scope"))

        type_ = check_page_variable_read_type(d.pop("type"))

        page_variable_read = cls(
            default=default,
            http_only=http_only,
            max_age=max_age,
            name=name,
            same_site=same_site,
            scope=scope,
            type_=type_,
        )

        page_variable_read.additional_properties = d
        return page_variable_read

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
