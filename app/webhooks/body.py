"""The body of a webhook call as a JSON value."""

import base64
import json
import re
from collections.abc import AsyncGenerator, Callable, Iterable
from urllib.parse import parse_qsl

from pydantic import JsonValue
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from app.core.errors import BadRequest, UnsupportedMediaType
from app.core.http.bodies import (
    UNREADABLE_JSON,
    decode,
    decode_text,
    describe_json_error,
    guess_body,
    is_json,
    is_json_lines,
    is_text,
    parse_content_type,
    parse_json,
    parse_json_lines,
)
from app.core.text import check_text, storable_text

MAX_FIELDS = 1000
MAX_FILES = 20
MAX_BODY = 5 * 1024 * 1024


_JSON_IN_A_FORM = re.compile(rb"'?(?:\{.*\}|\[.*\])'?", re.DOTALL)
"""Also with the quotes that a shell of Windows leaves around it: what looks so is never meant as a form."""


async def parse_body(body: bytes, content_type: str) -> tuple[JsonValue, bool]:
    """Return the value of a body, and whether it is base64; raises BadRequest for what is not what it says it is.

    JSON becomes its value, lines of JSON a list, forms an object (a field that repeats a list, a file `{filename,
    content_type, base64}`), text a string, anything else base64. Without a content type the body itself says which.
    Raises UnsupportedMediaType for JSON and forms in an unknown charset.
    """
    if not body:
        return None, False
    if not content_type.strip():
        return guess_body(body)
    media_type, charset = parse_content_type(content_type)
    try:
        if is_json(media_type):
            return _parse_json(parse_json, body, charset), False
        if is_json_lines(media_type):
            return _parse_json(parse_json_lines, body, charset), False
        if media_type == "application/x-www-form-urlencoded":
            return _parse_form(body, charset), False
        if media_type == "multipart/form-data":
            return await _parse_multipart(body, content_type), False
    except LookupError as error:
        raise UnsupportedMediaType(f"The charset {charset[:50]!r} is not known here; send UTF-8.") from error
    if is_text(media_type):
        return decode_text(body, charset), False
    return base64.b64encode(body).decode(), True


def raw_body(body: bytes) -> dict[str, JsonValue]:
    """Return what a trigger holds of a body as it came, so that a workflow can check a signature of its own."""
    try:
        return {"raw_body": check_text(body.decode())}
    except ValueError:
        return {"raw_body": base64.b64encode(body).decode(), "raw_body_is_base64": True}


def _parse_json(parse: Callable[[bytes, str], JsonValue], body: bytes, charset: str) -> JsonValue:
    try:
        return parse(body, charset)
    except json.JSONDecodeError as error:
        raise BadRequest(describe_json_error(error.doc, error.pos, error.msg)) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise BadRequest(UNREADABLE_JSON) from error
    except ValueError as error:
        raise BadRequest(f"The body cannot be taken: {error}.") from error


def _parse_form(body: bytes, charset: str) -> JsonValue:
    # What `curl -d '{"name": "Ada"}'` sends. A form that is one has its brackets percent-encoded.
    if _JSON_IN_A_FORM.fullmatch(body.strip()):
        return _parse_json(parse_json, body, charset)
    try:
        text = decode(body, charset)
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MAX_FIELDS, encoding=charset, errors="replace")
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
