from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.page_node_read_props import PageNodeReadProps
    from ..models.page_node_read_style_type_0 import PageNodeReadStyleType0


T = TypeVar("T", bound="PageNodeRead")


@_attrs_define
class PageNodeRead:
    """A stored component; another build may have stored more fields."""

    id: str
    type_: str
    children: list[PageNodeRead] | Unset = UNSET
    props: PageNodeReadProps | Unset = UNSET
    style: None | PageNodeReadStyleType0 | Unset = UNSET
    v: int | Unset = UNSET
    """ The version of the component that the props are written for. Left out, it is the newest, which is stored.
    """
    visible: bool | None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.page_node_read_style_type_0 import PageNodeReadStyleType0

        id = self.id

        type_ = self.type_

        children: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.children, Unset):
            children = []
            for children_item_data in self.children:
                children_item = children_item_data.to_dict()
                children.append(children_item)

        props: dict[str, Any] | Unset = UNSET
        if not isinstance(self.props, Unset):
            props = self.props.to_dict()

        style: dict[str, Any] | None | Unset
        if isinstance(self.style, Unset):
            style = UNSET
        elif isinstance(self.style, PageNodeReadStyleType0):
            style = self.style.to_dict()
        else:
            style = self.style

        v = self.v

        visible: bool | None | str | Unset
        if isinstance(self.visible, Unset):
            visible = UNSET
        else:
            visible = self.visible

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "type": type_,
            }
        )
        if children is not UNSET:
            field_dict["children"] = children
        if props is not UNSET:
            field_dict["props"] = props
        if style is not UNSET:
            field_dict["style"] = style
        if v is not UNSET:
            field_dict["v"] = v
        if visible is not UNSET:
            field_dict["visible"] = visible

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.page_node_read_props import PageNodeReadProps
        from ..models.page_node_read_style_type_0 import PageNodeReadStyleType0

        d = dict(src_dict)
        id = d.pop("id")

        type_ = d.pop("type")

        _children = d.pop("children", UNSET)
        children: list[PageNodeRead] | Unset = UNSET
        if _children is not UNSET:
            children = []
            for children_item_data in _children:
                children_item = PageNodeRead.from_dict(children_item_data)

                children.append(children_item)

        _props = d.pop("props", UNSET)
        props: PageNodeReadProps | Unset
        if isinstance(_props, Unset):
            props = UNSET
        else:
            props = PageNodeReadProps.from_dict(_props)

        def _parse_style(data: object) -> None | PageNodeReadStyleType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                style_type_0 = PageNodeReadStyleType0.from_dict(data)

                return style_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PageNodeReadStyleType0 | Unset, data)

        style = _parse_style(d.pop("style", UNSET))

        v = d.pop("v", UNSET)

        def _parse_visible(data: object) -> bool | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | str | Unset, data)

        visible = _parse_visible(d.pop("visible", UNSET))

        page_node_read = cls(
            id=id,
            type_=type_,
            children=children,
            props=props,
            style=style,
            v=v,
            visible=visible,
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
