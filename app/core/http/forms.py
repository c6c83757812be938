"""Fields of HTML forms, as browsers send them without a script."""

from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData

from app.core.errors import BadRequest, UnsupportedMediaType

MAX_FIELDS = 100
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


class DuplicateField(BadRequest):
    """A form has a field twice, where each has one value: taking either would lose the other unseen."""

    code, title = "duplicate_field", "A field was sent more than once"
    mend = "Send each field once."


async def read_form(request: Request) -> dict[str, str]:
    """Return the fields of the body; raises UnsupportedMediaType, BadRequest, DuplicateField. Files are refused."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type and media_type not in FORM_TYPES:
        raise UnsupportedMediaType(f"Send the fields as {' or '.join(FORM_TYPES)}.")
    form: FormData = await request.form(max_files=0, max_fields=MAX_FIELDS)
    fields: dict[str, str] = {}
    for name, value in form.multi_items():
        if name in fields:
            raise DuplicateField(f"Send one value for the field {name[:100]!r}.")
        if isinstance(value, str):
            # A lone half of a surrogate pair cannot be stored; it can come from nothing but a broken client.
            fields[name] = value.encode("utf-8", "replace").decode()
    return fields


Fields = Annotated[dict[str, str], Depends(read_form)]
