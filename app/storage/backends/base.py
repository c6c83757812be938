"""What a place for blobs must do. A blob is a run of bytes under an id; it is written once and never changed."""

from collections.abc import AsyncIterator
from datetime import timedelta
from io import BytesIO
from typing import Protocol
from uuid import UUID

CHUNK_BYTES = 256 * 1024


class BlobMissing(Exception):
    """There is no blob with this id. Not an answer: the caller looks whether the object was replaced meanwhile."""


class BlobReader(Protocol):
    """The bytes of an opened blob, in chunks of at most `CHUNK_BYTES`. Close it, read to the end or not."""

    def __aiter__(self) -> AsyncIterator[bytes]: ...

    async def aclose(self) -> None:
        """Give back the file or connection; may be called twice."""


class Backend(Protocol):
    """Keeps blobs. Everything raises StorageFull or StorageUnavailable when the place itself fails."""

    async def put(self, blob: UUID, chunks: AsyncIterator[bytes]) -> None:
        """Store the chunks, all or nothing: when it returns they are durable, when it raises nothing is left."""

    async def open(self, blob: UUID, start: int, length: int) -> BlobReader:
        """Return `length` bytes from `start` on; raises BlobMissing."""
        ...

    async def copy(self, source: UUID, target: UUID, size: int) -> None:
        """Store the bytes of `source` (`size` of them) under `target` too; raises BlobMissing."""

    async def delete(self, blob: UUID) -> None:
        """Remove the blob; does nothing when there is none."""

    async def sweep(self, older_than: timedelta) -> int:
        """Remove what uploads that died left behind, and return how many there were."""
        ...

    async def check(self) -> None:
        """Return when the place can be written; raises what is wrong."""

    async def close(self) -> None:
        """Give back threads and connections."""


async def regroup(chunks: AsyncIterator[bytes], size: int) -> AsyncIterator[BytesIO]:
    """Yield the same bytes in pieces of exactly `size`, the last one shorter; nothing for no bytes.

    Two pieces are in memory at most: the one yielded and the chunk that follows.
    """
    piece = BytesIO()
    async for chunk in chunks:
        view = memoryview(chunk)
        while view:
            taken = view[: size - piece.tell()]
            piece.write(taken)
            view = view[len(taken) :]
            if piece.tell() == size:
                piece.seek(0)
                yield piece
                piece = BytesIO()
    if piece.tell():
        piece.seek(0)
        yield piece
