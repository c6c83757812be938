"""The file of a backup: a tar, written in one pass and checked before anything is made of it.

`checksums.sha256` comes after all members that it names, in the form of `sha256sum`, so that an unpacked backup can
be checked by hand; `manifest.json` is the last member. A file without it is a backup that was cut off. No member is
ever in memory as a whole.
"""

import fcntl
import hashlib
import json
import os
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, BinaryIO

CHUNK_BYTES = 256 * 1024
FORMAT = 1
CHECKSUMS, MANIFEST = "checksums.sha256", "manifest.json"
MAX_MANIFEST_BYTES = 64 * 1024 * 1024
_BLOCK = tarfile.BLOCKSIZE
_PART = ".onefold-backup.part"


class ArchiveDamaged(Exception):
    """The file is no whole backup of a form that this build reads; the message says what is wrong with it."""


class FolderBusy(Exception):
    """Another backup is being written into this folder."""


class ArchiveWriter:
    """Writes members one after the other."""

    def __init__(self, file: BinaryIO, path: Path, checksums: IO[bytes]) -> None:
        self.path = path
        self._file = file
        self._checksums: IO[bytes] | None = checksums

    def begin(self, name: str, size: int) -> "MemberWriter":
        """Return what takes the bytes of a member: exactly `size` of them, then `end()`."""
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        self._file.write(info.tobuf(tarfile.PAX_FORMAT))
        return MemberWriter(self, self._file, name, size)

    def add(self, name: str, content: bytes) -> None:
        """Write a small member."""
        member = self.begin(name, len(content))
        member.write(content)
        member.end()

    def add_file(self, name: str, path: Path) -> None:
        """Write a file that nobody changes meanwhile."""
        member = self.begin(name, path.stat().st_size)
        with path.open("rb") as file:
            while chunk := file.read(CHUNK_BYTES):
                member.write(chunk)
        member.end()

    def note(self, name: str, digest: str) -> None:
        """Take the checksum of a member that has ended."""
        if self._checksums is not None:
            self._checksums.write(f"{digest}  {name}\n".encode())

    def finish(self, manifest: dict[str, Any]) -> None:
        """Write the checksums and, last of all, the manifest."""
        checksums, self._checksums = self._checksums, None
        assert checksums is not None
        member = self.begin(CHECKSUMS, checksums.tell())
        checksums.seek(0)
        whole = hashlib.sha256()
        while chunk := checksums.read(CHUNK_BYTES):
            whole.update(chunk)
            member.write(chunk)
        member.end()
        content = manifest | {"format": FORMAT, "checksums": whole.hexdigest()}
        self.add(MANIFEST, json.dumps(content, indent=2).encode())
        self._file.write(bytes(2 * _BLOCK))


class MemberWriter:
    """The bytes of one member."""

    def __init__(self, archive: ArchiveWriter, file: BinaryIO, name: str, size: int) -> None:
        self._archive, self._file, self._name, self._left, self._size = archive, file, name, size, size
        self._digest = hashlib.sha256()

    def write(self, chunk: bytes) -> None:
        """Write the next bytes."""
        self._left -= len(chunk)
        self._digest.update(chunk)
        self._file.write(chunk)

    def end(self) -> None:
        """Round the member off; raises ValueError when it has another size than was said."""
        if self._left:
            raise ValueError(f"{self._name} has another size than it had when it was begun")
        self._file.write(bytes(-self._size % _BLOCK))
        self._archive.note(self._name, self._digest.hexdigest())


@contextmanager
def write_archive(target: Path) -> Iterator[ArchiveWriter]:
    """The writer of a file that is there, whole and durable, when the block ends; until then it has a hidden name.

    What a backup that was killed has left in the folder is overwritten. Raises FolderBusy, and FileExistsError when
    there is a file of that name.
    """
    if target.exists():
        raise FileExistsError(f"{target} exists already; give another name")
    part = target.with_name(_PART)
    descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    os.fchmod(descriptor, 0o600)
    with os.fdopen(descriptor, "r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FolderBusy(f"another backup is being written into {target.parent}") from None
        file.truncate()
        try:
            with TemporaryFile() as checksums:
                yield ArchiveWriter(file, target, checksums)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            part.unlink()
            raise
        part.rename(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make durable what was renamed in a folder."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def check_archive(path: Path) -> dict[str, Any]:
    """Read the whole file and return its manifest; raises ArchiveDamaged, OSError."""
    manifest: dict[str, Any] | None = None
    stored: str | None = None
    computed = hashlib.sha256()
    try:
        with tarfile.open(path, "r:") as tar, TemporaryFile() as lines:
            for info in _walk(tar):
                is_safe = info.isreg() and ".." not in info.name.split("/") and not info.name.startswith("/")
                if manifest is not None or not is_safe:
                    raise ArchiveDamaged(f"{path} holds {info.name}, which no backup has there")
                content = tar.extractfile(info)
                assert content is not None
                if info.name == MANIFEST:
                    manifest = json.loads(content.read(MAX_MANIFEST_BYTES))
                elif info.name == CHECKSUMS:
                    stored = _hash_if_same(content, lines, path)
                else:
                    line = f"{_hash(content)}  {info.name}\n".encode()
                    computed.update(line)
                    lines.write(line)
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise ArchiveDamaged(f"{path} is no backup, or a damaged one: {error}") from None
    if manifest is None or stored is None:
        raise ArchiveDamaged(f"{path} is not complete: it has no manifest, so its backup was cut off")
    if stored != manifest.get("checksums") or stored != computed.hexdigest():
        raise ArchiveDamaged(f"{path} is damaged: its checksums are not those of its manifest")
    if manifest.get("format") != FORMAT:
        raise ArchiveDamaged(f"{path} has the format {manifest.get('format')}; this version reads {FORMAT}")
    return manifest


def _hash(content: IO[bytes]) -> str:
    return hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]  # a reader of bytes


def _hash_if_same(stored: IO[bytes], computed: IO[bytes], path: Path) -> str:
    """Return the hash of the stored checksums; raises ArchiveDamaged with the first member that has another one."""
    whole = hashlib.sha256()
    computed.seek(0)
    for line in stored:
        whole.update(line)
        if line != computed.readline():
            name = line.decode(errors="replace").strip().partition("  ")[2]
            raise ArchiveDamaged(f"{path} is damaged: {name} is not what was backed up")
    return whole.hexdigest()


def _walk(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """Yield the members one by one; tarfile by itself remembers all of them."""
    while (info := tar.next()) is not None:
        tar.members.clear()  # type: ignore[attr-defined]  # the stubs leave it out
        yield info


def read_members(path: Path, prefix: str) -> Iterator[tuple[str, int, Iterable[bytes]]]:
    """Yield name, size and chunks of each member whose name begins so; read the chunks before the next one.

    They stand together in the archive: it is read no further than their end.
    """
    with tarfile.open(path, "r:") as tar:
        has_begun = False
        for info in _walk(tar):
            if not info.name.startswith(prefix):
                if has_begun:
                    return
            else:
                has_begun = True
                content = tar.extractfile(info)
                assert content is not None
                yield info.name, info.size, iter(lambda: content.read(CHUNK_BYTES), b"")  # noqa: B023
