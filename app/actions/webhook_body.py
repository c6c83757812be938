"""The body of a webhook call as a JSON value."""

import base64
import json
from collections.abc import AsyncGenerator, Iterable
from urllib.parse import parse_qsl

from pydantic import JsonValue
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from app.actions.http_body import decode_text, is_json, parse_content_type
from app.core.errors import BadRequest
from app.core.storable import check_storable, storable_text

MAX_FIELDS = 1000
MAX_FILES = 20
MAX_BODY = 5 * 1024 * 1024


async def parse_body(body: bytes, content_type: str) -> tuple[JsonValue, bool]:
    """Return the value of a body, and whether it is base64; raises BadRequest for what is not what it says it is.

    JSON becomes its value, forms an object (a field that repeats a list, a file `{filename, content_type, base64}`),
    text a string, anything else base64.
    """
    if not body:
        return None, False
    media_type, charset = parse_content_type(content_type)
    if is_json(media_type):
        return _parse_json(body), False
    if media_type == "application/x-www-form-urlencoded":
        return _parse_form(body), False
    if media_type == "multipart/form-data":
        return await _parse_multipart(body, content_type), False
    if media_type.startswith("text/") or media_type == "application/xml" or media_type.endswith("+xml"):
        return decode_text(body, charset), False
    return base64.b64encode(body).decode(), True


def _parse_json(body: bytes) -> JsonValue:
    try:
        value: JsonValue = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadRequest("The body is not valid JSON.") from error
    try:
        return check_storable(value)
    except ValueError as error:
        raise BadRequest(f"The body cannot be stored: {error}.") from error


def _parse_form(body: bytes) -> JsonValue:
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MAX_FIELDS, errors="replace")
    except ValueError as error:
        raise BadRequest("The body is not a form that can be read.") from error
    return collect(pairs)


def collect(pairs: Iterable[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    """Return pairs as an object; names that repeat have a list."""
    found: dict[str, list[JsonValue]] = {}
    for name, value in pairs:
        text = storable_text(value) if isinstance(value, str) else value
        found.setdefault(storable_text(name), []).append(text)
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


async def _parse_multipart(body: bytes, content_type: str) -> JsonValue:
    async def stream() -> AsyncGenerator[bytes, None]:
        yield body

    headers = Headers({"content-type": content_type})
    parser = MultiPartParser(
        headers,
        stream(),
        max_files=MAX_FILES,
        max_fields=MAX_FIELDS,
        max_part_size=MAX_BODY,
    )
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError, ValueError) as error:
        raise BadRequest("The body is not a multipart form that can be read.") from error
    pairs: list[tuple[str, JsonValue]] = []
    try:
        for name, value in form.multi_items():
            pairs.append((name, await _file(value) if isinstance(value, UploadFile) else value))
    finally:
        await form.close()
    return collect(pairs)


async def _file(upload: UploadFile) -> JsonValue:
    return {
        "filename": storable_text(upload.filename or ""),
        "content_type": storable_text(upload.content_type or "application/octet-stream"),
        "base64": base64.b64encode(await upload.read()).decode(),
    }
