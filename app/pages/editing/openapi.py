"""What the document says of a page's tree: a union of the components of this build, each with its props."""

from app.core.http.openapi import REF
from app.core.http.variants import DraftVariant, Schemas, describe_variants, take_expressions
from app.pages.rendering.registry import components

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
    for name, props in describe_variants(schemas, "PageNode", "type", "props", variants).items():
        for prop, spec in known[name].specs.items():
            if not spec.bindable:
                props["properties"][prop]["x-literal"] = True
        take_expressions(schemas, props, deep=False)
