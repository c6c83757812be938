"""The node kinds as clients see them."""

from app.engine.kinds import NodeKind
from app.nodes.registry import node_kinds
from app.workflows.schemas import NodeKindRead, PortsFromRead


def read_node_kinds() -> list[NodeKindRead]:
    """Return every node kind, by name."""
    return [_read(kind) for _, kind in sorted(node_kinds().items())]


def _read(kind: NodeKind) -> NodeKindRead:
    docs = kind.docs.strip()
    return NodeKindRead(
        name=kind.name,
        title=kind.title,
        version=kind.version,
        summary=docs.split("\n", 1)[0],
        docs=docs,
        params=kind.params.model_json_schema(),
        ports=list(kind.ports),
        ports_from=PortsFromRead.model_validate(kind.ports_from, from_attributes=True) if kind.ports_from else None,
        is_trigger=kind.is_trigger,
        bodies="by_params" if callable(kind.bodies) else list(kind.bodies),
        effect="by_params" if callable(kind.effect) else kind.effect,
    )
