from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define

from ..defaults import DEFAULTS
from ..types import UNSET, Unset

T = TypeVar("T", bound="OrganizationData")


@_attrs_define
class OrganizationData:
    """Who stands behind the site."""

    type_: Literal["organization"]
    logo: str | Unset = UNSET
    """ A path on this site, or http(s). Default: `""`. """
    name: str | Unset = UNSET
    """ Left out, it is the name of the site. Default: `""`. """
    same_as: list[str] | Unset = UNSET
    """ Its pages elsewhere. """

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        logo = self.logo

        name = self.name

        same_as: list[str] | Unset = UNSET
        if not isinstance(self.same_as, Unset):
            same_as = self.same_as

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
            }
        )
        if logo is not UNSET:
            field_dict["logo"] = logo
        if name is not UNSET:
            field_dict["name"] = name
        if same_as is not UNSET:
            field_dict["same_as"] = same_as

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("OrganizationData", {}), **src_dict}
        type_ = cast(Literal["organization"], d.pop("type"))
        if type_ != "organization":
            raise ValueError(f"type must match const 'organization', got '{type_}'")

        logo = d.pop("logo", UNSET)

        name = d.pop("name", UNSET)

        same_as = cast(list[str], d.pop("same_as", UNSET))

        organization_data = cls(
            type_=type_,
            logo=logo,
            name=name,
            same_as=same_as,
        )

        return organization_data
