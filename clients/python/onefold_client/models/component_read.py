from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.component_read_tier import ComponentReadTier, check_component_read_tier

if TYPE_CHECKING:
    from ..models.component_read_props import ComponentReadProps
    from ..models.component_read_tree_type_0_item import ComponentReadTreeType0Item


from ..defaults import DEFAULTS

T = TypeVar("T", bound="ComponentRead")


@_attrs_define
class ComponentRead:
    """A component the builder can place. `props` is the JSON schema of its props."""

    children: list[str] | None
    """ The only components it may hold; null: any. """
    docs: str
    events: list[str]
    group: str
    """ Where a palette shows it. """
    has_children: bool
    icon: str
    """ Name of a Lucide icon. """
    inline: None | str
    """ The text prop that is edited in place. """
    island: bool
    parents: list[str] | None
    """ The only components it may stand in; null: anywhere. """
    props: ComponentReadProps
    tier: ComponentReadTier
    title: str
    tree: list[ComponentReadTreeType0Item] | None
    """ What to insert: nodes without ids. Where null, the component alone. """
    type_: str
    v: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        children: list[str] | None
        if isinstance(self.children, list):
            children = self.children

        else:
            children = self.children

        docs = self.docs

        events = self.events

        group = self.group

        has_children = self.has_children

        icon = self.icon

        inline: None | str
        inline = self.inline

        island = self.island

        parents: list[str] | None
        if isinstance(self.parents, list):
            parents = self.parents

        else:
            parents = self.parents

        props = self.props.to_dict()

        tier: str = self.tier

        title = self.title

        tree: list[dict[str, Any]] | None
        if isinstance(self.tree, list):
            tree = []
            for tree_type_0_item_data in self.tree:
                tree_type_0_item = tree_type_0_item_data.to_dict()
                tree.append(tree_type_0_item)

        else:
            tree = self.tree

        type_ = self.type_

        v = self.v

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "children": children,
                "docs": docs,
                "events": events,
                "group": group,
                "has_children": has_children,
                "icon": icon,
                "inline": inline,
                "island": island,
                "parents": parents,
                "props": props,
                "tier": tier,
                "title": title,
                "tree": tree,
                "type": type_,
                "v": v,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.component_read_props import ComponentReadProps
        from ..models.component_read_tree_type_0_item import ComponentReadTreeType0Item

        d = {**DEFAULTS.get("ComponentRead", {}), **src_dict}

        def _parse_children(data: object) -> list[str] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                children_type_0 = cast(list[str], data)

                return children_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None, data)

        children = _parse_children(d.pop("children"))

        docs = d.pop("docs")

        events = cast(list[str], d.pop("events"))

        group = d.pop("group")

        has_children = d.pop("has_children")

        icon = d.pop("icon")

        def _parse_inline(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        inline = _parse_inline(d.pop("inline"))

        island = d.pop("island")

        def _parse_parents(data: object) -> list[str] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                parents_type_0 = cast(list[str], data)

                return parents_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None, data)

        parents = _parse_parents(d.pop("parents"))

        props = ComponentReadProps.from_dict(d.pop("props"))

        tier = check_component_read_tier(d.pop("tier"))

        title = d.pop("title")

        def _parse_tree(data: object) -> list[ComponentReadTreeType0Item] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                tree_type_0 = []
                _tree_type_0 = data
                for tree_type_0_item_data in _tree_type_0:
                    tree_type_0_item = ComponentReadTreeType0Item.from_dict(tree_type_0_item_data)

                    tree_type_0.append(tree_type_0_item)

                return tree_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[ComponentReadTreeType0Item] | None, data)

        tree = _parse_tree(d.pop("tree"))

        type_ = d.pop("type")

        v = d.pop("v")

        component_read = cls(
            children=children,
            docs=docs,
            events=events,
            group=group,
            has_children=has_children,
            icon=icon,
            inline=inline,
            island=island,
            parents=parents,
            props=props,
            tier=tier,
            title=title,
            tree=tree,
            type_=type_,
            v=v,
        )

        component_read.additional_properties = d
        return component_read

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
