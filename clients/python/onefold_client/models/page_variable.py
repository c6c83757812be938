from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..defaults import DEFAULTS
from ..models.page_variable_same_site import (
    PageVariableSameSite,
    check_page_variable_same_site,
)
from ..models.page_variable_scope import PageVariableScope, check_page_variable_scope
from ..models.page_variable_type import PageVariableType, check_page_variable_type
from ..types import UNSET, Unset

T = TypeVar("T", bound="PageVariable")


@_attrs_define
class PageVariable:
    """A variable, read as `page.<name>` (until reload), `session.<name>` (until logout) or `cookies.<name>`.

    What only the browser knows, `page` and `session`, is its default in the HTML of the server.

    """

    name: str
    """ A letter, then letters, digits and `_`. """
    scope: PageVariableScope
    default: Any | Unset = UNSET
    http_only: bool | Unset = UNSET
    """ Whether only the server may read the cookie. Default: `false`. """
    max_age: int | None | Unset = UNSET
    """ Seconds a cookie is kept; 400 days at most. """
    same_site: PageVariableSameSite | Unset = UNSET
    """ Default: `"lax"`. """
    type_: PageVariableType | Unset = UNSET
    """ Default: `"string"`. """

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        scope: str = self.scope

        default = self.default

        http_only = self.http_only

        max_age: int | None | Unset
        if isinstance(self.max_age, Unset):
            max_age = UNSET
        else:
            max_age = self.max_age

        same_site: str | Unset = UNSET
        if not isinstance(self.same_site, Unset):
            same_site = self.same_site

        type_: str | Unset = UNSET
        if not isinstance(self.type_, Unset):
            type_ = self.type_

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "scope": scope,
            }
        )
        if default is not UNSET:
            field_dict["default"] = default
        if http_only is not UNSET:
            field_dict["http_only"] = http_only
        if max_age is not UNSET:
            field_dict["max_age"] = max_age
        if same_site is not UNSET:
            field_dict["same_site"] = same_site
        if type_ is not UNSET:
            field_dict["type"] = type_

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("PageVariable", {}), **src_dict}
        name = d.pop("name")

        scope = check_page_variable_scope(d.pop("scope"))

        default = d.pop("default", UNSET)

        http_only = d.pop("http_only", UNSET)

        def _parse_max_age(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        max_age = _parse_max_age(d.pop("max_age", UNSET))

        _same_site = d.pop("same_site", UNSET)
        same_site: PageVariableSameSite | Unset
        if isinstance(_same_site, Unset):
            same_site = UNSET
        else:
            same_site = check_page_variable_same_site(_same_site)

        _type_ = d.pop("type", UNSET)
        type_: PageVariableType | Unset
        if isinstance(_type_, Unset):
            type_ = UNSET
        else:
            type_ = check_page_variable_type(_type_)

        page_variable = cls(
            name=name,
            scope=scope,
            default=default,
            http_only=http_only,
            max_age=max_age,
            same_site=same_site,
            type_=type_,
        )

        return page_variable
