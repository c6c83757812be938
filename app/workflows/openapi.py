"""What the document says of nodes: a union of the kinds of this build, each with its params."""

import re

from app.core.http.variants import DraftVariant, Schemas, describe_variants, take_expressions
from app.nodes.registry import node_kinds


def describe_nodes(schemas: Schemas) -> None:
    """Describe the nodes that a client sends. What it reads may be of another build, and stays open."""
    kinds = node_kinds().values()
    variants = [DraftVariant(kind.name, _schema_name(kind.name), kind.params, f"{kind.title}.") for kind in kinds]
    for params in describe_variants(schemas, "Node", "kind", "params", variants).values():
        take_expressions(schemas, params, deep=True)


def _schema_name(kind: str) -> str:
    return "".join(word.capitalize() for word in re.split(r"[._]", kind)) + "Node"
