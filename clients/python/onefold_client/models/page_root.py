from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.page_node import PageNode


from ..defaults import DEFAULTS

T = TypeVar("T", bound="PageRoot")


@_attrs_define
class PageRoot:
    """The top of a page: what stands in its body, from top to bottom."""

    children: list[PageNode] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        children: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.children, Unset):
            children = []
            for children_item_data in self.children:
                children_item = children_item_data.to_dict()
                children.append(children_item)

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if children is not UNSET:
            field_dict["children"] = children

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.page_node import PageNode

        d = {**DEFAULTS.get("PageRoot", {}), **src_dict}
        _children = d.pop("children", UNSET)
        children: list[PageNode] | Unset = UNSET
        if _children is not UNSET:
            children = []
            for children_item_data in _children:
                children_item = PageNode.from_dict(children_item_data)

                children.append(children_item)

        page_root = cls(
            children=children,
        )

        return page_root
