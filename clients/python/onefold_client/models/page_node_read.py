from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.page_node_read_props import PageNodeReadProps
    from ..models.page_node_read_style_type_0 import PageNodeReadStyleType0


from ..defaults import DEFAULTS

T = TypeVar("T", bound="PageNodeRead")


@_attrs_define
class PageNodeRead:
    """A stored component; another build may have stored more fields."""

    children: list[PageNodeRead]
    id: str
    props: PageNodeReadProps
    style: None | PageNodeReadStyleType0
    type_: str
    visible: bool | None | str
    v: int | Unset = UNSET
    """ The version of the component that the props are written for. Left out, it is the newest, which is stored.
    """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.page_node_read_style_type_0 import PageNodeReadStyleType0

        children = []
        for children_item_data in self.children:
            children_item = children_item_data.to_dict()
            children.append(children_item)

        id = self.id

        props = self.props.to_dict()

        style: dict[str, Any] | None
        if isinstance(self.style, PageNodeReadStyleType0):
            style = self.style.to_dict()
        else:
            style = self.style

        type_ = self.type_

        visible: bool | None | str
        visible = self.visible

        v = self.v

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "children": children,
                "id": id,
                "props": props,
                "style": style,
                "type": type_,
                "visible": visible,
            }
        )
        if v is not UNSET:
            field_dict["v"] = v

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.page_node_read_props import PageNodeReadProps
        from ..models.page_node_read_style_type_0 import PageNodeReadStyleType0

        d = {**DEFAULTS.get("PageNodeRead", {}), **src_dict}
        children = []
        _children = d.pop("children")
        for children_item_data in _children:
            children_item = PageNodeRead.from_dict(children_item_data)

            children.append(children_item)

        id = d.pop("id")

        props = PageNodeReadProps.from_dict(d.pop("props"))

        def _parse_style(data: object) -> None | PageNodeReadStyleType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                style_type_0 = PageNodeReadStyleType0.from_dict(data)

                return style_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PageNodeReadStyleType0, data)

        style = _parse_style(d.pop("style"))

        type_ = d.pop("type")

        def _parse_visible(data: object) -> bool | None | str:
            if data is None:
                return data
            return cast(bool | None | str, data)

        visible = _parse_visible(d.pop("visible"))

        v = d.pop("v", UNSET)

        page_node_read = cls(
            children=children,
            id=id,
            props=props,
            style=style,
            type_=type_,
            visible=visible,
            v=v,
        )

        page_node_read.additional_properties = d
        return page_node_read

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
