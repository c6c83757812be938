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
    from ..models.ports_from_read import PortsFromRead


from ..defaults import DEFAULTS

T = TypeVar("T", bound="NodeKindRead")


@_attrs_define
class NodeKindRead:
    """A node kind: everything a builder needs to draw its form."""

    bodies: list[str] | Literal["by_params"]
    """ Params that are graphs of their own. """
    docs: str
    """ Markdown. """
    effect: Literal["by_params"] | NodeKindReadEffectType0
    is_trigger: bool
    name: str
    params: NodeKindReadParams
    """ JSON Schema. `x-literal` marks params that may not hold expressions. """
    ports: list[str]
    """ Ports that every node of the kind has. """
    ports_from: None | PortsFromRead
    """ Where the params name further ports, which come first. """
    summary: str
    title: str
    version: int
    """ What nodes say as `v`; params of older versions are upgraded when they are read. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.ports_from_read import PortsFromRead

        bodies: list[str] | Literal["by_params"]
        if isinstance(self.bodies, list):
            bodies = self.bodies

        else:
            bodies = self.bodies

        docs = self.docs

        effect: Literal["by_params"] | str
        if isinstance(self.effect, str):
            effect = self.effect
        else:
            effect = self.effect

        is_trigger = self.is_trigger

        name = self.name

        params = self.params.to_dict()

        ports = self.ports

        ports_from: dict[str, Any] | None
        if isinstance(self.ports_from, PortsFromRead):
            ports_from = self.ports_from.to_dict()
        else:
            ports_from = self.ports_from

        summary = self.summary

        title = self.title

        version = self.version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "bodies": bodies,
                "docs": docs,
                "effect": effect,
                "is_trigger": is_trigger,
                "name": name,
                "params": params,
                "ports": ports,
                "ports_from": ports_from,
                "summary": summary,
                "title": title,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.node_kind_read_params import NodeKindReadParams
        from ..models.ports_from_read import PortsFromRead

        d = {**DEFAULTS.get("NodeKindRead", {}), **src_dict}

        def _parse_bodies(data: object) -> list[str] | Literal["by_params"]:
            try:
                if not isinstance(data, list):
                    raise TypeError()
                bodies_type_0 = cast(list[str], data)

                return bodies_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            bodies_type_1 = cast(Literal["by_params"], data)
            if bodies_type_1 != "by_params":
                raise ValueError(f"bodies_type_1 must match const 'by_params', got '{bodies_type_1}'")
            return bodies_type_1

        bodies = _parse_bodies(d.pop("bodies"))

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

        is_trigger = d.pop("is_trigger")

        name = d.pop("name")

        params = NodeKindReadParams.from_dict(d.pop("params"))

        ports = cast(list[str], d.pop("ports"))

        def _parse_ports_from(data: object) -> None | PortsFromRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                ports_from_type_0 = PortsFromRead.from_dict(data)

                return ports_from_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PortsFromRead, data)

        ports_from = _parse_ports_from(d.pop("ports_from"))

        summary = d.pop("summary")

        title = d.pop("title")

        version = d.pop("version")

        node_kind_read = cls(
            bodies=bodies,
            docs=docs,
            effect=effect,
            is_trigger=is_trigger,
            name=name,
            params=params,
            ports=ports,
            ports_from=ports_from,
            summary=summary,
            title=title,
            version=version,
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
