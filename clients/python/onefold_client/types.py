"""Contains some shared types for properties"""

from collections.abc import AsyncIterator, Mapping, MutableMapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import IO, BinaryIO, Generic, Literal, TypeVar

from attrs import define


class Unset:
    def __bool__(self) -> Literal[False]:
        return False


UNSET: Unset = Unset()

# The types that `httpx.Client(files=)` can accept, copied from that library.
FileContent = IO[bytes] | bytes | str
FileTypes = (
    # (filename, file (or bytes), content_type)
    tuple[str | None, FileContent, str | None]
    # (filename, file (or bytes), content_type, headers)
    | tuple[str | None, FileContent, str | None, Mapping[str, str]]
)
RequestFiles = list[tuple[str, FileTypes]]


@define
class File:
    """Contains information for file uploads"""

    payload: BinaryIO
    file_name: str | None = None
    mime_type: str | None = None

    def to_tuple(self) -> FileTypes:
        """Return a tuple representation that httpx will accept for multipart/form-data"""
        return self.file_name, self.payload, self.mime_type


T = TypeVar("T")


@define
class Response(Generic[T]):
    """A response from an endpoint"""

    status_code: HTTPStatus
    content: bytes
    headers: MutableMapping[str, str]
    parsed: T | None


async def read_async(payload: BinaryIO) -> AsyncIterator[bytes]:
    """Yield what a file holds, read in a thread."""
    import asyncio

    while chunk := await asyncio.to_thread(payload.read, 65_536):
        yield chunk


def read_time(text: str) -> datetime:
    """Return a time of an answer, aware and in UTC; raises ValueError for what is none."""
    return datetime.fromisoformat(text).astimezone(UTC)


def write_time(moment: datetime) -> str:
    """Return a time as it is sent; raises ValueError for one without a time zone, which could be anybody's."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone: use datetime.now(UTC) or .replace(tzinfo=UTC).")
    return moment.astimezone(UTC).isoformat()


__all__ = ["UNSET", "File", "FileTypes", "RequestFiles", "Response", "Unset", "read_async", "read_time", "write_time"]
