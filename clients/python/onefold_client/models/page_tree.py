from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.page_root import PageRoot


from ..defaults import DEFAULTS

T = TypeVar("T", bound="PageTree")


@_attrs_define
class PageTree:
    """All components of a page."""

    root: PageRoot | Unset = UNSET
    """ The top of a page: what stands in its body, from top to bottom. """

    def to_dict(self) -> dict[str, Any]:
        root: dict[str, Any] | Unset = UNSET
        if not isinstance(self.root, Unset):
            root = self.root.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if root is not UNSET:
            field_dict["root"] = root

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.page_root import PageRoot

        d = {**DEFAULTS.get("PageTree", {}), **src_dict}
        _root = d.pop("root", UNSET)
        root: PageRoot | Unset
        if isinstance(_root, Unset):
            root = UNSET
        else:
            root = PageRoot.from_dict(_root)

        page_tree = cls(
            root=root,
        )

        return page_tree
