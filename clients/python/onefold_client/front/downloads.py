"""Files on their way down: what they are is known at once, their bytes are read, iterated or saved."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

import httpx

from .errors import lost

if TYPE_CHECKING:
    from datetime import datetime

    from .uploads import Progress


class FileInfo:
    """What the server says of a file: its media type, size in bytes, ETag and last change."""

    def __init__(self, response: httpx.Response) -> None:
        self.status = response.status_code
        self.headers = response.headers
        self.media_type: str | None = response.headers.get("content-type")
        size = response.headers.get("content-length")
        self.size = None if size is None else int(size)
        self.etag: str | None = response.headers.get("etag")
        from email.utils import parsedate_to_datetime

        changed = response.headers.get("last-modified")
        self.last_modified: datetime | None = None if changed is None else parsedate_to_datetime(changed)

    @property
    def is_unchanged(self) -> bool:
        """Whether the server sent nothing, since `if_none_match` names what it has."""
        return self.status == httpx.codes.NOT_MODIFIED


class Download(FileInfo):
    """A file that comes down: `read()` it, `save()` it, or iterate its bytes, once. Left unread, it is to be closed."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__(response)
        self._response = response

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give up what was not read."""
        self._response.close()

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._response.iter_bytes()
        except httpx.TransportError as failure:
            raise lost(failure, self._response.request) from failure
        finally:
            self.close()

    def read(self) -> bytes:
        """Return all of it."""
        return b"".join(self)

    def save(self, path: str | os.PathLike[str], *, progress: Progress | None = None) -> Path:
        """Write it to a path, whole or not at all, and return the path."""
        done = 0
        with _replacing(path) as file:
            for chunk in self:
                file.write(chunk)
                done += len(chunk)
                if progress is not None:
                    progress(done, self.size)
        return Path(path)


class AsyncDownload(FileInfo):
    """A file that comes down: `await read()` or `save()` it, or iterate its bytes, once. Left unread, close it."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__(response)
        self._response = response

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Give up what was not read."""
        await self._response.aclose()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._response.aiter_bytes():
                yield chunk
        except httpx.TransportError as failure:
            raise lost(failure, self._response.request) from failure
        finally:
            await self.close()

    async def read(self) -> bytes:
        """Return all of it."""
        return b"".join([chunk async for chunk in self])

    async def save(self, path: str | os.PathLike[str], *, progress: Progress | None = None) -> Path:
        """Write it to a path, whole or not at all, and return the path."""
        import asyncio

        done = 0
        with _replacing(path) as file:
            async for chunk in self:
                await asyncio.to_thread(file.write, chunk)
                done += len(chunk)
                if progress is not None:
                    progress(done, self.size)
        return Path(path)


@contextmanager
def _replacing(path: str | os.PathLike[str]) -> Iterator[IO[bytes]]:
    """Open a file beside the path that takes its place at the end of the block, and goes when the block fails."""
    part = Path(f"{os.fspath(path)}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
