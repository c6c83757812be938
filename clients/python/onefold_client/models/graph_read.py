from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.edge_read import EdgeRead
    from ..models.node_read import NodeRead


from ..defaults import DEFAULTS

T = TypeVar("T", bound="GraphRead")


@_attrs_define
class GraphRead:
    """A stored graph. Another build may have stored more fields; `validate` names what this one does not know."""

    edges: list[EdgeRead]
    nodes: list[NodeRead]
    timeout_s: float | None
    """ Seconds after which a run is `timed_out`, waits included. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        edges = []
        for edges_item_data in self.edges:
            edges_item = edges_item_data.to_dict()
            edges.append(edges_item)

        nodes = []
        for nodes_item_data in self.nodes:
            nodes_item = nodes_item_data.to_dict()
            nodes.append(nodes_item)

        timeout_s: float | None
        timeout_s = self.timeout_s

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "edges": edges,
                "nodes": nodes,
                "timeout_s": timeout_s,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.edge_read import EdgeRead
        from ..models.node_read import NodeRead

        d = {**DEFAULTS.get("GraphRead", {}), **src_dict}
        edges = []
        _edges = d.pop("edges")
        for edges_item_data in _edges:
            edges_item = EdgeRead.from_dict(edges_item_data)

            edges.append(edges_item)

        nodes = []
        _nodes = d.pop("nodes")
        for nodes_item_data in _nodes:
            nodes_item = NodeRead.from_dict(nodes_item_data)

            nodes.append(nodes_item)

        def _parse_timeout_s(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        timeout_s = _parse_timeout_s(d.pop("timeout_s"))

        graph_read = cls(
            edges=edges,
            nodes=nodes,
            timeout_s=timeout_s,
        )

        graph_read.additional_properties = d
        return graph_read

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
