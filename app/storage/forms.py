"""A multipart form read as it arrives (RFC 7578): fields, and one file as a stream.

The framework's form parser would write the whole file to the system's temporary folder first, which may be
memory, and only then hand it over.
"""

from collections import deque
from collections.abc import AsyncIterator
from typing import Any

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from app.core.errors import UnsupportedMediaType
from app.storage.errors import InvalidForm

MAX_FIELD_BYTES = 8 * 1024
_FIELDS = ("bucket", "key")


class UploadForm:
    """The form of an upload: `await read_to_file()`, then iterate `file_chunks()` to the end.

    Fields may stand before the file or after it: generated clients put required parts first.
    """

    def __init__(self, content_type: str, body: AsyncIterator[bytes]) -> None:
        kind, options = parse_options_header(content_type)
        if kind != b"multipart/form-data" or not options.get(b"boundary"):
            raise UnsupportedMediaType("Send multipart/form-data with a boundary.")
        self._body = body
        self._events: deque[tuple[str, bytes]] = deque()
        self._header: list[bytes] = [b"", b""]
        try:
            self._parser = MultipartParser(options[b"boundary"], self._callbacks())
        except FormParserError as error:
            raise InvalidForm("The boundary of the form is too long.") from error
        self._file_seen = False
        self.fields: dict[str, str] = {}
        self.filename = ""
        self.content_type = ""

    def _callbacks(self) -> Any:
        def on_data(data: bytes, start: int, end: int) -> None:
            self._events.append(("data", data[start:end]))

        def on_header_field(data: bytes, start: int, end: int) -> None:
            self._header[0] += data[start:end]

        def on_header_value(data: bytes, start: int, end: int) -> None:
            self._header[1] += data[start:end]

        def on_header_end() -> None:
            self._events.append((self._header[0].decode("latin-1").lower(), self._header[1]))
            self._header = [b"", b""]

        return {
            "on_part_data": on_data,
            "on_header_field": on_header_field,
            "on_header_value": on_header_value,
            "on_header_end": on_header_end,
            "on_headers_finished": lambda: self._events.append(("headers_end", b"")),
            "on_part_end": lambda: self._events.append(("part_end", b"")),
            "on_end": lambda: self._events.append(("form_end", b"")),
        }

    async def _next(self) -> tuple[str, bytes]:
        while not self._events:
            try:
                chunk = await anext(self._body)
            except StopAsyncIteration:
                raise InvalidForm("The form ends before its last boundary.") from None
            try:
                self._parser.write(chunk)
            except FormParserError as error:
                raise InvalidForm("The body is not a well-formed multipart form.") from error
        return self._events.popleft()

    async def _read_part_head(self) -> dict[str, bytes]:
        headers: dict[str, bytes] = {}
        while True:
            name, value = await self._next()
            if name == "headers_end":
                return headers
            if name == "form_end":
                raise InvalidForm("The form has no part named `file`.")
            headers[name] = value

    async def read_to_file(self) -> None:
        """Read the fields ahead of the file; raises InvalidForm when there is none."""
        while not await self._read_part():
            pass

    async def _read_part(self) -> bool:
        """Read a part; returns True at the beginning of the file."""
        headers = await self._read_part_head()
        _, options = parse_options_header(headers.get("content-disposition", b""))
        name = _text(options.get(b"name", b""))
        if name == "file" and not self._file_seen:
            self._file_seen = True
            self.filename = _text(options.get(b"filename", b""))
            self.content_type = headers.get("content-type", b"").decode("latin-1")
            return True
        if name not in _FIELDS or name in self.fields:
            raise InvalidForm(f"A form has `bucket`, `file` and, if you like, `key`, each once; not {name[:40]!r}.")
        self.fields[name] = _text(await self._read_field(name))
        return False

    async def _read_field(self, name: str) -> bytes:
        value = b""
        while True:
            event, data = await self._next()
            if event == "part_end":
                return value
            value += data
            if len(value) > MAX_FIELD_BYTES:
                raise InvalidForm(f"The field {name!r} is longer than {MAX_FIELD_BYTES} bytes.")

    async def file_chunks(self) -> AsyncIterator[bytes]:
        """Yield the file's bytes, then read the fields after it: when this ends, the form is complete.

        Raises InvalidForm when it breaks off, has unknown parts or lacks the bucket.
        """
        while True:
            event, data = await self._next()
            if event == "part_end":
                break
            yield data
        while not await self._is_at_end():
            await self._read_part()
        if "bucket" not in self.fields:
            raise InvalidForm("The form has no field `bucket`.")
        async for _ in self._body:  # what follows the last boundary means nothing (RFC 2046 section 5.1.1)
            pass

    async def _is_at_end(self) -> bool:
        event = await self._next()
        if event[0] == "form_end":
            return True
        self._events.appendleft(event)
        return False


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        raise InvalidForm("Names and fields of the form must be UTF-8.") from None
