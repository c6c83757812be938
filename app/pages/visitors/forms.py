"""What a visitor sent in a form: each field checked and turned into its value by the component that it belongs to."""

from collections.abc import Mapping
from dataclasses import replace

from pydantic import JsonValue

from app.pages.editing.schemas import FieldError
from app.pages.rendering.compile import is_known, read_props
from app.pages.rendering.component import FormField, WrongValue
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


def read_fields(fields: list[FormField], sent: Mapping[str, str]) -> tuple[dict[str, JsonValue], list[FieldError]]:
    """Return the value of each field, and what is wrong; what the form does not declare is dropped."""
    values: dict[str, JsonValue] = {}
    errors: list[FieldError] = []
    for field in fields:
        try:
            values[field.name] = field.value(sent.get(field.name))
        except WrongValue as error:
            errors.append(FieldError(field=field.name, message=str(error)))
    return values, errors


def at_shown_fields(errors: list[FieldError], fields: list[FormField]) -> list[FieldError]:
    """Return the errors, those of fields that nobody sees turned into errors of the whole form."""
    shown = {field.name for field in fields if not field.hidden}
    return [
        error
        if error.field is None or error.field in shown
        else FieldError(field=None, message=f"{error.field}: {error.message}")
        for error in errors
    ]
