"""Fields of HTML forms, as browsers send them without a script."""

from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData

from app.core.errors import UnsupportedMediaType

MAX_FIELDS = 100
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


async def read_form(request: Request) -> dict[str, str]:
    """Return the fields of the body; raises UnsupportedMediaType and BadRequest. Files are refused."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type and media_type not in FORM_TYPES:
        raise UnsupportedMediaType(f"Send the fields as {' or '.join(FORM_TYPES)}.")
    form: FormData = await request.form(max_files=0, max_fields=MAX_FIELDS)
    # A lone half of a surrogate pair cannot be stored; it can come from nothing but a broken client.
    return {
        name: value.encode("utf-8", "replace").decode()
        for name, value in form.multi_items()
        if isinstance(value, str)
    }


Fields = Annotated[dict[str, str], Depends(read_form)]
