"""The fields of a form, as its components declare them."""

from dataclasses import replace

from app.pages.rendering.component import FormField
from app.pages.rendering.node_props import is_known, read_props
from app.pages.rendering.registry import components
from app.pages.rendering.tree import PageNode, walk


def form_fields(form: PageNode) -> list[FormField]:
    """Return the fields of a form. One that an expression may hide is never required."""
    fields: list[FormField] = []
    for node, parents in walk(form.children):
        known = components().get(node.type)
        if known is None or known.component.field is None:
            continue
        around = (node, *parents)
        if any(one.visible is False or not is_known(one) for one in around):
            continue
        field = known.component.field(read_props(node).declared)
        may_hide = any(isinstance(one.visible, str) for one in around)
        fields.append(replace(field, required=field.required and not may_hide))
    return fields
