"""Blobs on a local disk: `blobs/<two hex digits>/<id>`, written in `uploads/` of the same file system.

Durable and atomic as POSIX has it: write, fsync the file, rename, fsync the folder. Blocking calls run in a
thread pool of our own, because the loop's default one belongs to others.
"""

import asyncio
import errno
import os
import shutil
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, ParamSpec, TypeVar
from uuid import UUID, uuid4

from app.core.errors import StorageFull
from app.storage.backends.base import CHUNK_BYTES, BlobMissing, regroup
from app.storage.errors import StorageUnavailable

P = ParamSpec("P")
T = TypeVar("T")

THREADS = 8
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@contextmanager
def disk_errors() -> Iterator[None]:
    """Turn what the disk says into our errors; the path stays in the log, as the cause."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StorageFull("The disk of the storage is full, or a file may not grow so large.") from error
        if error.errno in _DENIED:
            raise StorageUnavailable(
                "This process may not write to the storage folder. Check its owner, its mode and its mount."
            ) from error
        raise StorageUnavailable(f"The disk of the storage failed: {error.strerror}.") from error


class LocalReader:
    """An opened blob file."""

    def __init__(self, run: Callable[..., Any], file: BinaryIO, length: int) -> None:
        self._run = run
        self._file = file
        self._left = length

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        """Return the next chunk."""
        if self._left <= 0:
            raise StopAsyncIteration
        chunk: bytes = await self._run(self._file.read, min(CHUNK_BYTES, self._left))
        if not chunk:
            raise StorageUnavailable("A stored file is shorter than it was.")
        self._left -= len(chunk)
        return chunk

    async def aclose(self) -> None:
        """Close the file."""
        self._left = 0
        await self._run(self._file.close)


class LocalBackend:
    """Keeps blobs in a folder."""

    def __init__(self, folder: Path) -> None:
        self._blobs = folder / "blobs"
        self._uploads = folder / "uploads"
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="storage")

    async def _run(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a blocking call in the pool. A cancelled caller still waits for it, so that no file is closed or
        removed while a thread writes to it."""
        future = asyncio.get_running_loop().run_in_executor(self._pool, lambda: call(*args, **kwargs))
        try:
            return await asyncio.shield(future)
        except asyncio.CancelledError:
            while not future.done():
                with suppress(asyncio.CancelledError):
                    await asyncio.wait([future])
            if not future.cancelled():
                future.exception()
            raise

    async def put(self, blob: UUID, chunks: AsyncIterator[bytes]) -> None:
        """Write the chunks to a new file in `uploads`, then move it to its place."""
        staged = self._uploads / f"{blob.hex}.part"
        with disk_errors():
            file = await self._run(_create, staged)
            try:
                async for piece in regroup(chunks, CHUNK_BYTES):
                    await self._run(_write_all, file, piece)
                await self._run(_settle, file, staged, self._path(blob))
            except BaseException:
                await self._run(_discard, file, staged)
                raise

    async def open(self, blob: UUID, start: int, length: int) -> LocalReader:
        """Open the file at `start`."""
        with disk_errors():
            try:
                file = await self._run(_open_at, self._path(blob), start)
            except FileNotFoundError:
                raise BlobMissing(str(blob)) from None
        return LocalReader(self._run, file, length)

    async def copy(self, source: UUID, target: UUID, size: int) -> None:
        """Link the blob under the second id: blobs never change, so both may share their bytes."""
        with disk_errors():
            try:
                await self._run(_link, self._path(source), self._path(target), self._uploads)
            except FileNotFoundError:
                raise BlobMissing(str(source)) from None

    async def delete(self, blob: UUID) -> None:
        """Remove the file; open readers go on reading it."""
        with disk_errors():
            await self._run(self._path(blob).unlink, missing_ok=True)

    async def sweep(self, older_than: timedelta) -> int:
        """Remove staged files whose last write is older than this."""
        with disk_errors():
            return await self._run(_sweep, self._uploads, time.time() - older_than.total_seconds())

    async def check(self) -> None:
        """Write a byte and remove it again."""
        with disk_errors():
            await self._run(_probe, self._uploads)

    async def prepare(self) -> None:
        """Make the folders."""
        with disk_errors():
            for folder in (self._blobs, self._uploads):
                await self._run(folder.mkdir, parents=True, exist_ok=True)

    async def close(self) -> None:
        """End the threads."""
        self._pool.shutdown(wait=True)

    def _path(self, blob: UUID) -> Path:
        # The first digits of a UUIDv7 are its time; the last are random and spread files over 256 folders.
        return self._blobs / blob.hex[-2:] / blob.hex


def _create(path: Path) -> BinaryIO:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("xb", buffering=0)


def _write_all(file: BinaryIO, piece: BytesIO) -> None:
    view = piece.getbuffer()
    while view:
        view = view[file.write(view) :]


def _settle(file: BinaryIO, staged: Path, target: Path) -> None:
    os.fsync(file.fileno())
    file.close()
    _make_shard(target.parent)
    staged.rename(target)
    try:
        _sync_folder(target.parent)
    except OSError:
        target.unlink(missing_ok=True)
        raise


def _make_shard(folder: Path) -> None:
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _discard(file: BinaryIO, staged: Path) -> None:
    with suppress(OSError):
        file.close()
    staged.unlink(missing_ok=True)


def _open_at(path: Path, start: int) -> BinaryIO:
    file = path.open("rb", buffering=0)
    file.seek(start)
    return file


def _link(source: Path, target: Path, uploads: Path) -> None:
    _make_shard(target.parent)
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS):
            raise
        _copy_bytes(source, target, uploads / f"{target.name}.part")
    _sync_folder(target.parent)


def _copy_bytes(source: Path, target: Path, staged: Path) -> None:
    try:
        with source.open("rb") as reader, staged.open("xb") as writer:
            shutil.copyfileobj(reader, writer, CHUNK_BYTES)
            writer.flush()
            os.fsync(writer.fileno())
        staged.rename(target)
    except BaseException:
        staged.unlink(missing_ok=True)
        raise


def _sweep(folder: Path, before: float) -> int:
    removed = 0
    for path in folder.iterdir():
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                path.unlink()
                removed += 1
    return removed


def _probe(folder: Path) -> None:
    path = folder / f"{uuid4().hex}.probe"
    try:
        path.write_bytes(b"1")
    finally:
        path.unlink(missing_ok=True)
