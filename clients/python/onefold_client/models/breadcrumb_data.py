from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.crumb import Crumb


from ..defaults import DEFAULTS

T = TypeVar("T", bound="BreadcrumbData")


@_attrs_define
class BreadcrumbData:
    """The way to the page, from the top."""

    items: list[Crumb]
    type_: Literal["breadcrumbs"]

    def to_dict(self) -> dict[str, Any]:
        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        type_ = self.type_

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "items": items,
                "type": type_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.crumb import Crumb

        d = {**DEFAULTS.get("BreadcrumbData", {}), **src_dict}
        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = Crumb.from_dict(items_item_data)

            items.append(items_item)

        type_ = cast(Literal["breadcrumbs"], d.pop("type"))
        if type_ != "breadcrumbs":
            raise ValueError(f"type must match const 'breadcrumbs', got '{type_}'")

        breadcrumb_data = cls(
            items=items,
            type_=type_,
        )

        return breadcrumb_data
