"""How bodies of bytes stand in the OpenAPI document, so that generated clients send and return them as files."""

from typing import Any

_BINARY = {"schema": {"type": "string", "format": "binary"}}
_BYTES = {"application/octet-stream": _BINARY}

BINARY_BODY: dict[str, Any] = {"requestBody": {"required": True, "content": _BYTES}}

FORM_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "title": "UploadForm",
                    "type": "object",
                    "required": ["bucket", "file"],
                    "properties": {
                        "bucket": {"type": "string"},
                        "key": {"type": "string", "description": "Left out: the file's name."},
                        "file": {"type": "string", "format": "binary"},
                    },
                }
            }
        },
    }
}

_PARAMETERS = [
    {"name": "Range", "in": "header", "required": False, "schema": {"type": "string"}},
    {"name": "If-None-Match", "in": "header", "required": False, "schema": {"type": "string"}},
]
DOWNLOAD: dict[str, Any] = {"parameters": _PARAMETERS}

DOWNLOADED: dict[int | str, dict[str, Any]] = {
    200: {"description": "The object", "content": _BYTES},
    206: {"description": "The range of the object", "content": _BYTES},
    304: {"description": "The reader has this version"},
}
HEADERS_ONLY: dict[int | str, dict[str, Any]] = {
    200: {"description": "The object's headers"},
    304: {"description": "The reader has this version"},
}
