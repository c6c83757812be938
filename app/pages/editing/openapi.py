"""What the document says of a page's tree: a union of the components of this build, each with its props."""

from typing import Any

from app.core.http.openapi import REF
from app.core.http.variants import DraftVariant, Schemas, add_model, describe_variants, take_expressions
from app.pages.rendering.props import FORMATS
from app.pages.rendering.registry import components
from app.pages.rendering.style.model import FIXED, VARIANTS, NodeStyle, StyleRules

CHILDREN = {"type": "array", "items": {"$ref": f"{REF}PageNode"}}


def describe_components(schemas: Schemas) -> None:
    """Describe the components that a client sends. What it reads may be of another build, and stays open."""
    known = components()
    variants = [
        DraftVariant(
            name,
            f"{name}Component",
            found.component.props,
            f"{found.component.title}.",
            {"children": CHILDREN} if found.component.has_children else {},
        )
        for name, found in known.items()
    ]
    _describe_style(schemas)
    models = describe_variants(schemas, "PageNode", "type", "props", variants)
    _drop_formats(list(schemas.values()))
    for name, props in models.items():
        for prop, spec in known[name].specs.items():
            if not spec.bindable:
                props["properties"][prop]["x-literal"] = True
        take_expressions(schemas, props, deep=False)


def _drop_formats(schema: Any) -> None:
    """Leave out how props are edited: for a client, the schema says what their values are, and nothing else."""
    if isinstance(schema, list):
        for part in schema:
            _drop_formats(part)
    elif isinstance(schema, dict):
        edited = schema.get("format")  # no text where these are props of which one is called so
        if edited == "workflow-id":
            schema["format"] = "uuid"
        elif isinstance(edited, str) and edited in FORMATS:
            del schema["format"]
        for part in schema.values():
            _drop_formats(part)


def _describe_style(schemas: Schemas) -> None:
    add_model(schemas, NodeStyle)
    for model in (NodeStyle, StyleRules):
        rules = schemas[model.__name__]
        for name in (*FIXED, *VARIANTS):
            if name in rules["properties"]:
                rules["properties"][name]["x-literal"] = True
        take_expressions(schemas, rules, deep=False)
    schemas["PageNode"]["properties"]["style"] = {"$ref": f"{REF}{NodeStyle.__name__}"}
