"""Bodies of HTTP messages to and from JSON values."""

import base64
import binascii
import json
from email.message import Message
from typing import Annotated, Any, Literal, TypeAlias

import httpx
from pydantic import Field, JsonValue, model_validator

from app.actions.kinds import NodeFailed
from app.actions.params import Params, ScalarText, Text
from app.core.storable import check_storable, storable_text

_TEXT_TYPES = frozenset({"application/xml", "application/javascript", "application/x-www-form-urlencoded"})


class JsonBody(Params):
    """Any value, sent as JSON."""

    kind: Literal["json"]
    value: JsonValue


class FormBody(Params):
    """Fields, sent as `application/x-www-form-urlencoded`."""

    kind: Literal["form"]
    value: dict[str, ScalarText | list[ScalarText]]


class TextBody(Params):
    """Text, sent as `text/plain` in UTF-8 unless the headers say otherwise."""

    kind: Literal["text"]
    value: Text


class FilePart(Params):
    """A file of a multipart body: its content is `text`, or `base64` for bytes."""

    filename: str = Field(min_length=1, max_length=255)
    content_type: str = Field("application/octet-stream", max_length=255)
    text: str | None = None
    base64: str | None = None

    @model_validator(mode="after")
    def _one_content(self) -> "FilePart":
        if (self.text is None) == (self.base64 is None):
            raise ValueError("a file has either text or base64")
        return self


class MultipartBody(Params):
    """Fields and files, sent as `multipart/form-data`."""

    kind: Literal["multipart"]
    value: dict[str, FilePart | ScalarText]


RequestBody: TypeAlias = Annotated[JsonBody | FormBody | TextBody | MultipartBody, Field(discriminator="kind")]


def encode_body(body: RequestBody | None) -> tuple[bytes | None, str | None]:
    """Return the bytes of a request body and its content type; raises NodeFailed `body_invalid`."""
    if body is None:
        return None, None
    if isinstance(body, TextBody):
        return body.value.encode("utf-8", "replace"), "text/plain; charset=utf-8"
    try:
        request = httpx.Request("POST", "http://body.invalid", **_parts(body))
        return request.read(), request.headers.get("content-type")
    except ValueError as error:
        raise NodeFailed("body_invalid", f"The body cannot be sent: {error}") from error


def _parts(body: JsonBody | FormBody | MultipartBody) -> dict[str, Any]:
    if isinstance(body, JsonBody):
        return {"json": body.value}
    if isinstance(body, FormBody):
        return {"data": body.value}
    return {"files": [(name, _part(value)) for name, value in body.value.items()]}


def _part(value: FilePart | str) -> tuple[str | None, bytes] | tuple[str, bytes, str]:
    if isinstance(value, str):
        return None, value.encode("utf-8", "replace")
    if value.text is not None:
        content = value.text.encode("utf-8", "replace")
    else:
        try:
            content = base64.b64decode(value.base64 or "", validate=True)
        except binascii.Error:
            raise ValueError(f"the file {value.filename} is not base64") from None
    return value.filename, content, value.content_type


def read_body(body: bytes, content_type: str) -> tuple[JsonValue, bool]:
    """Return the value of a body and whether it is base64: JSON as a value, text as a string, the rest as base64."""
    if not body:
        return None, False
    media_type, charset = parse_content_type(content_type)
    if is_json(media_type):
        try:
            return check_storable(json.loads(body)), False
        except (ValueError, RecursionError):
            return storable_text(body.decode("utf-8", "replace")), False
    if media_type.startswith("text/") or media_type.endswith("+xml") or media_type in _TEXT_TYPES:
        return decode_text(body, charset), False
    return base64.b64encode(body).decode(), True


def decode_text(body: bytes, charset: str) -> str:
    """Return the text of a body; an unknown charset is read as UTF-8, what does not decode becomes U+FFFD."""
    try:
        return storable_text(body.decode(charset, "replace"))
    except LookupError:
        return storable_text(body.decode("utf-8", "replace"))


def parse_content_type(header: str) -> tuple[str, str]:
    """Return the media type in lower case, and the charset (`utf-8` where none is named)."""
    message = Message()
    message["content-type"] = header or "application/octet-stream"
    return message.get_content_type(), str(message.get_param("charset", "utf-8"))


def is_json(media_type: str) -> bool:
    """Return whether a media type is JSON (RFC 6839: `+json` counts)."""
    return media_type == "application/json" or media_type.endswith("+json")
