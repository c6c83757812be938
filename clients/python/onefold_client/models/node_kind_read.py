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
from attrs import field as _attrs_field

from ..models.node_kind_read_effect_type_0 import (
    NodeKindReadEffectType0,
    check_node_kind_read_effect_type_0,
)

if TYPE_CHECKING:
    from ..models.node_kind_read_params import NodeKindReadParams


T = TypeVar("T", bound="NodeKindRead")


@_attrs_define
class NodeKindRead:
    """A node kind: everything a builder needs to draw its form."""

    docs: str
    """ Markdown. """
    effect: Literal["by_params"] | NodeKindReadEffectType0
    is_container: bool
    """ Whether its param `body` is a graph that runs in rounds. """
    is_trigger: bool
    name: str
    params: NodeKindReadParams
    """ JSON Schema. `x-literal` marks params that may not hold expressions. """
    ports: list[str]
    summary: str
    title: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        docs = self.docs

        effect: Literal["by_params"] | str
        if isinstance(self.effect, str):
            effect = self.effect
        else:
            effect = self.effect

        is_container = self.is_container

        is_trigger = self.is_trigger

        name = self.name

        params = self.params.to_dict()

        ports = self.ports

        summary = self.summary

        title = self.title

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "docs": docs,
                "effect": effect,
                "is_container": is_container,
                "is_trigger": is_trigger,
                "name": name,
                "params": params,
                "ports": ports,
                "summary": summary,
                "title": title,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.node_kind_read_params import NodeKindReadParams

        d = dict(src_dict)
        docs = d.pop("docs")

        def _parse_effect(data: object) -> Literal["by_params"] | NodeKindReadEffectType0:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                effect_type_0 = check_node_kind_read_effect_type_0(data)

                return effect_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            effect_type_1 = cast(Literal["by_params"], data)
            if effect_type_1 != "by_params":
                raise ValueError(f"effect_type_1 must match const 'by_params', got '{effect_type_1}'")
            return effect_type_1

        effect = _parse_effect(d.pop("effect"))

        is_container = d.pop("is_container")

        is_trigger = d.pop("is_trigger")

        name = d.pop("name")

        params = NodeKindReadParams.from_dict(d.pop("params"))

        ports = cast(list[str], d.pop("ports"))

        summary = d.pop("summary")

        title = d.pop("title")

        node_kind_read = cls(
            docs=docs,
            effect=effect,
            is_container=is_container,
            is_trigger=is_trigger,
            name=name,
            params=params,
            ports=ports,
            summary=summary,
            title=title,
        )

        node_kind_read.additional_properties = d
        return node_kind_read

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
