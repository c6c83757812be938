"""Files on their way up: from a path, a file, bytes or what yields bytes, with their type and their progress."""

from __future__ import annotations

import os
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import IO, Any, BinaryIO, Self, cast

from ..types import File

Content = bytes | bytearray | memoryview | os.PathLike[str] | IO[bytes] | Iterable[bytes]
"""What goes up: bytes, a path, a file opened for reading bytes, or what yields bytes."""
AsyncContent = Content | AsyncIterable[bytes]
"""The same, or what yields bytes asynchronously."""
Progress = Callable[[int, int | None], object]
"""Told how many bytes are through, and how many there are where that is known."""

CHUNK = 65_536


class Upload:
    """One file on its way up; opens a path around a block."""

    def __init__(
        self, content: AsyncContent, name: str | None, content_type: str | None, progress: Progress | None = None
    ) -> None:
        if isinstance(content, str):
            raise TypeError("Give a path as Path(…), and text as text.encode().")
        import mimetypes

        self._files = ExitStack()
        self._content = content
        self._progress = progress
        path = content if isinstance(content, os.PathLike) else getattr(content, "name", None)
        own = Path(path).name if isinstance(path, str | os.PathLike) else None
        self.name = name or own
        guesses = (mimetypes.guess_type(each)[0] for each in (name, own) if each)
        self.content_type = content_type or next((guess for guess in guesses if guess), None)
        self.size: int | None = None

    def __enter__(self) -> Self:
        if isinstance(self._content, os.PathLike):
            self._content = self._files.enter_context(Path(self._content).open("rb"))
        elif isinstance(self._content, bytes | bytearray | memoryview):
            self._content = BytesIO(self._content)
        self.size = _remaining(self._content)
        return self

    def __exit__(self, *_: object) -> None:
        self._files.close()

    def call(self, call: dict[str, Any], body: object) -> dict[str, Any]:
        """Return the call with a body that was made from this."""
        headers = call.get("headers", {})
        if self.size is not None:
            headers = headers | {"Content-Length": str(self.size)}
        return call | {"headers": headers, "content": body}

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes."""
        if isinstance(self._content, AsyncIterable):
            raise TypeError("What yields bytes asynchronously is sent by AsyncOnefold.")
        sent = 0
        for chunk in _read(self._content):
            yield chunk
            sent = self._tell(sent + len(chunk))

    async def achunks(self) -> AsyncIterator[bytes]:
        """Yield the bytes; files are read in a thread."""
        sent = 0
        async for chunk in _read_async(self._content):
            yield chunk
            sent = self._tell(sent + len(chunk))

    def file(self, payload: object = None) -> File:
        """Return what a generated function takes for a file: its type beside the bytes, which go by another way."""
        return File(cast("BinaryIO", payload), self.name, self.content_type)

    def form_file(self) -> File:
        """Return the file as a part of a form: something to read, told about as it is read."""
        if not hasattr(self._content, "read"):
            raise TypeError("A form takes a path, a file or bytes.")
        if self.name is None:
            raise TypeError("A file in a form has a name: give it as name=….")
        return self.file(_Told(self._content, self._tell))

    def _tell(self, sent: int) -> int:
        if self._progress is not None:
            self._progress(sent, self.size)
        return sent


class _Told:
    """A file that says how much of it was read."""

    def __init__(self, file: Any, tell: Callable[[int], int]) -> None:
        self._file = file
        self._tell = tell
        self._sent = 0
        if hasattr(file, "seek"):
            self.seek = file.seek
            self.tell = file.tell

    def read(self, size: int = -1) -> bytes:
        chunk: bytes = self._file.read(size)
        if chunk:
            self._sent = self._tell(self._sent + len(chunk))
        return chunk


def _remaining(content: Any) -> int | None:
    if not (hasattr(content, "seekable") and content.seekable()):
        return None
    here: int = content.tell()
    end: int = content.seek(0, os.SEEK_END)
    content.seek(here)
    return end - here


def _read(content: Any) -> Iterator[bytes]:
    if not hasattr(content, "read"):
        yield from content
        return
    while chunk := content.read(CHUNK):
        yield chunk


async def _read_async(content: Any) -> AsyncIterator[bytes]:
    import asyncio

    if isinstance(content, AsyncIterable):
        async for chunk in content:
            yield chunk
    elif hasattr(content, "read"):
        while chunk := await asyncio.to_thread(content.read, CHUNK):
            yield chunk
    else:
        for chunk in content:
            yield chunk
