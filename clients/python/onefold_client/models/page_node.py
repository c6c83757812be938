from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.node_style import NodeStyle
    from ..models.page_node_props import PageNodeProps


from ..defaults import DEFAULTS

T = TypeVar("T", bound="PageNode")


@_attrs_define
class PageNode:
    """One component on a page. `type` is a component's folder name. Props may hold `{{ expressions }}`.

    `visible` is a boolean or an expression.

    """

    id: str
    type_: str
    style: NodeStyle | Unset = UNSET
    """ The style of a node: at every width, in narrower windows, under the pointer and with the focus. """
    v: int | Unset = UNSET
    """ The version of the component that the props are written for. Left out, it is the newest, which is stored.
    """
    visible: bool | None | str | Unset = UNSET
    children: list[PageNode] | Unset = UNSET
    props: PageNodeProps | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        type_ = self.type_

        style: dict[str, Any] | Unset = UNSET
        if not isinstance(self.style, Unset):
            style = self.style.to_dict()

        v = self.v

        visible: bool | None | str | Unset
        if isinstance(self.visible, Unset):
            visible = UNSET
        else:
            visible = self.visible

        children: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.children, Unset):
            children = []
            for children_item_data in self.children:
                children_item = children_item_data.to_dict()
                children.append(children_item)

        props: dict[str, Any] | Unset = UNSET
        if not isinstance(self.props, Unset):
            props = self.props.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "type": type_,
            }
        )
        if style is not UNSET:
            field_dict["style"] = style
        if v is not UNSET:
            field_dict["v"] = v
        if visible is not UNSET:
            field_dict["visible"] = visible
        if children is not UNSET:
            field_dict["children"] = children
        if props is not UNSET:
            field_dict["props"] = props

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.node_style import NodeStyle
        from ..models.page_node_props import PageNodeProps

        d = {**DEFAULTS.get("PageNode", {}), **src_dict}
        id = d.pop("id")

        type_ = d.pop("type")

        _style = d.pop("style", UNSET)
        style: NodeStyle | Unset
        if isinstance(_style, Unset):
            style = UNSET
        else:
            style = NodeStyle.from_dict(_style)

        v = d.pop("v", UNSET)

        def _parse_visible(data: object) -> bool | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | str | Unset, data)

        visible = _parse_visible(d.pop("visible", UNSET))

        _children = d.pop("children", UNSET)
        children: list[PageNode] | Unset = UNSET
        if _children is not UNSET:
            children = []
            for children_item_data in _children:
                children_item = PageNode.from_dict(children_item_data)

                children.append(children_item)

        _props = d.pop("props", UNSET)
        props: PageNodeProps | Unset
        if isinstance(_props, Unset):
            props = UNSET
        else:
            props = PageNodeProps.from_dict(_props)

        page_node = cls(
            id=id,
            type_=type_,
            style=style,
            v=v,
            visible=visible,
            children=children,
            props=props,
        )

        page_node.additional_properties = d
        return page_node

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
