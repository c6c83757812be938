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

T = TypeVar("T", bound="WebPageData")


@_attrs_define
class WebPageData:
    """A page: its title, description, language and picture."""

    type_: Literal["webpage"]

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("WebPageData", {}), **src_dict}
        type_ = cast(Literal["webpage"], d.pop("type"))
        if type_ != "webpage":
            raise ValueError(f"type must match const 'webpage', got '{type_}'")

        web_page_data = cls(
            type_=type_,
        )

        return web_page_data
