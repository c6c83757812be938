"""The body of an outgoing request: its forms as params, and its bytes."""

import base64
import binascii
import json
from typing import Annotated, Any, Literal, TypeAlias

import httpx
from pydantic import Field, model_validator

from app.engine.kinds import NodeError
from app.engine.params import Params, ScalarText, Text, Value, check_json_size


class JsonBody(Params):
    """Any value, sent as JSON."""

    kind: Literal["json"]
    value: Value


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
    """Return the bytes of a request body and its content type; raises NodeError `body_invalid`."""
    if body is None:
        return None, None
    if isinstance(body, TextBody):
        return body.value.encode("utf-8", "replace"), "text/plain; charset=utf-8"
    try:
        if isinstance(body, JsonBody):
            # Not httpx, which takes None for "no body".
            text = json.dumps(check_json_size(body.value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
            return text.encode("utf-8", "replace"), "application/json"
        request = httpx.Request("POST", "http://body.invalid", **_parts(body))
        return request.read(), request.headers.get("content-type")
    except ValueError as error:
        raise NodeError("body_invalid", f"The body cannot be sent: {error}") from error


def _parts(body: FormBody | MultipartBody) -> dict[str, Any]:
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
