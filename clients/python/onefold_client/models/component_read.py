from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.component_read_tier import ComponentReadTier, check_component_read_tier

if TYPE_CHECKING:
    from ..models.component_read_props import ComponentReadProps


from ..defaults import DEFAULTS

T = TypeVar("T", bound="ComponentRead")


@_attrs_define
class ComponentRead:
    """A component the builder can place. `props` is the JSON schema of its props."""

    docs: str
    events: list[str]
    has_children: bool
    island: bool
    props: ComponentReadProps
    tier: ComponentReadTier
    title: str
    type_: str
    v: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        docs = self.docs

        events = self.events

        has_children = self.has_children

        island = self.island

        props = self.props.to_dict()

        tier: str = self.tier

        title = self.title

        type_ = self.type_

        v = self.v

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "docs": docs,
                "events": events,
                "has_children": has_children,
                "island": island,
                "props": props,
                "tier": tier,
                "title": title,
                "type": type_,
                "v": v,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.component_read_props import ComponentReadProps

        d = {**DEFAULTS.get("ComponentRead", {}), **src_dict}
        docs = d.pop("docs")

        events = cast(list[str], d.pop("events"))

        has_children = d.pop("has_children")

        island = d.pop("island")

        props = ComponentReadProps.from_dict(d.pop("props"))

        tier = check_component_read_tier(d.pop("tier"))

        title = d.pop("title")

        type_ = d.pop("type")

        v = d.pop("v")

        component_read = cls(
            docs=docs,
            events=events,
            has_children=has_children,
            island=island,
            props=props,
            tier=tier,
            title=title,
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
