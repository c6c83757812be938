"""What is known of JSON before there is any: the members of objects, as far as kinds say them.

Expressions that read a member which cannot be there are found by it before a run.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pydantic import JsonValue

from app.expressions.parse import is_template

Shape: TypeAlias = Mapping[str, "Shape"] | None
"""The members of an object with what is known of each; None is anything."""

PLAIN: Shape = {}
"""What has no members: text, numbers, true and false, nothing."""
EXECUTION = {"id": PLAIN, "workflow_id": PLAIN}
"""What expressions read as `execution`."""
NODE_ERROR: Shape = {"code": PLAIN, "message": PLAIN, "node": PLAIN, "attempt": PLAIN, "response": None}
NODE_MEMBERS = ("output", "error")
"""What expressions read of a node."""


def node_shape(output: Shape) -> Shape:
    """Return what is known of `nodes.<id>` for a node that leaves such an output."""
    return {"output": output, "error": NODE_ERROR}


def shape_of(value: JsonValue) -> Shape:
    """Return what is known of a value in raw params: of an expression nothing."""
    if isinstance(value, Mapping):
        return {name: shape_of(item) for name, item in value.items()}
    return None if isinstance(value, list) or (isinstance(value, str) and is_template(value)) else PLAIN


def shape_of_schema(schema: JsonValue) -> Shape:
    """Return what a JSON Schema promises: members are known where it allows no others."""
    if not isinstance(schema, Mapping):
        return None
    properties = schema.get("properties")
    if isinstance(properties, Mapping) and schema.get("additionalProperties") is False:
        closed = "patternProperties" not in schema and "$ref" not in schema
        return {name: shape_of_schema(item) for name, item in properties.items()} if closed else None
    return PLAIN if schema.get("type") in ("string", "number", "integer", "boolean", "null") else None


def either(shapes: Iterable[Shape]) -> Shape:
    """Return what is known of a value that has one of these shapes."""
    found = list(shapes)
    known = [shape for shape in found if shape is not None]
    if not known or len(known) < len(found):
        return None
    names = dict.fromkeys(name for shape in known for name in shape)
    return {name: either(shape[name] for shape in known if name in shape) for name in names}


@dataclass(frozen=True, slots=True)
class Absent:
    """A member that cannot be there: the path to what has not got it, its name, and the members that there are."""

    path: Sequence[str]
    name: str
    known: Iterable[str]


def find_absent(shape: Shape, path: Sequence[str]) -> Absent | None:
    """Return the first member of a path that a value of this shape cannot have."""
    for position, name in enumerate(path):
        if shape is None:
            return None
        if name not in shape:
            return Absent(path[:position], name, shape)
        shape = shape[name]
    return None
