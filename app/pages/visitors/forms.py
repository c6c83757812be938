"""What a visitor sent in a form: each field checked and turned into its value by the component that it belongs to."""

from collections.abc import Mapping

from pydantic import JsonValue

from app.pages.rendering.component import FormField, WrongValue
from app.pages.rendering.words import Words
from app.pages.visitors.schemas import FieldError


def read_fields(
    fields: list[FormField], sent: Mapping[str, str], words: Words
) -> tuple[dict[str, JsonValue], list[FieldError]]:
    """Return the value of each field, and what is wrong; what the form does not declare is dropped."""
    values: dict[str, JsonValue] = {}
    errors: list[FieldError] = []
    for field in fields:
        try:
            values[field.name] = field.value(sent.get(field.name))
        except WrongValue as error:
            errors.append(FieldError(field=field.name, message=words(str(error), **error.values)))
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
