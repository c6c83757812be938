"""SQLite in a backup: a consistent copy of each file while others write to it, and putting the copies in place."""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.cli.archives.archive import ArchiveWriter, read_members, sync_folder
from app.cli.archives.objects import apply_changes
from app.core.db import migrations

MAIN, LOCAL, SOURCES = "sqlite/onefold.db", "sqlite/local.db", "sqlite/sources/"
LOCK_TIMEOUT_S = 60.0
_HEADER = b"SQLite format 3\0"
_SNAPSHOT = ".onefold-backup.snapshot"


def list_sources(folder: Path) -> Iterator[Path]:
    """Yield the SQLite files in a folder, at any depth; what belongs to one of them is no file of its own."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(len(_HEADER)) == _HEADER:
                    yield path


class SnapshotFile:
    """Where copies of databases stand on their way into a backup, one at a time: beside it, on the same disk."""

    def __init__(self, target: Path) -> None:
        self.path = target.with_name(_SNAPSHOT)

    def take(self, database: Path) -> Path:
        """Return a copy of a database as it is at one moment; whoever writes to it is not kept waiting."""
        self.remove()
        self.path.touch(mode=0o600)
        source = sqlite3.connect(database, timeout=LOCK_TIMEOUT_S)
        copy = sqlite3.connect(self.path)
        try:
            copy.execute("PRAGMA synchronous=OFF")
            source.backup(copy)
            # Out of WAL, so that the file alone is the database.
            copy.execute("PRAGMA journal_mode=DELETE")
        finally:
            copy.close()
            source.close()
        return self.path

    def remove(self) -> None:
        """Delete the copy, and what SQLite may have left beside it."""
        for suffix in ("", "-journal", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)


def add_database(archive: ArchiveWriter, snapshot: SnapshotFile, name: str, database: Path) -> None:
    """Write a copy of a database as a member."""
    archive.add_file(name, snapshot.take(database))


def is_empty(database: Path) -> bool:
    """Return whether there is nothing in a database that a restore would replace."""
    if not database.exists() or database.stat().st_size == 0:
        return True
    connection = sqlite3.connect(database, timeout=LOCK_TIMEOUT_S)
    try:
        return connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone() is None
    finally:
        connection.close()


def _staged(place: Path) -> Path:
    return place.with_name(f".{place.name}.restored")


def was_cut_off(database: Path) -> bool:
    """Return whether a restore into this place did not come to its end: what it had put elsewhere is its own."""
    return _staged(database).exists()


def restore_files(
    archive: Path, places: dict[str, Path], sources: Path, changed_objects: list[dict[str, Any]]
) -> None:
    """Put the databases of a backup in place, the main one last: without it nothing has been restored.

    First all are written beside their places, and the main one is migrated there; then they are renamed.
    """
    staged: list[tuple[Path, Path]] = []
    for name, _, chunks in read_members(archive, "sqlite/"):
        place = places.get(name) or sources / name.removeprefix(SOURCES)
        place.parent.mkdir(parents=True, exist_ok=True)
        copy = _staged(place)
        with os.fdopen(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        if name == MAIN:
            with migrations.schema_connection(f"sqlite:///{copy}") as connection:
                migrations.upgrade_on(connection)
                apply_changes(connection, changed_objects)
        staged.append((copy, place))
    for copy, place in reversed(staged):
        _settle_journal(place)
        copy.rename(place)
        sync_folder(place.parent)


def _settle_journal(database: Path) -> None:
    """Empty the journal of a database into it: it must not be read into the one that takes its place."""
    if database.exists() and not is_empty(database):
        connection = sqlite3.connect(database, timeout=LOCK_TIMEOUT_S)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA journal_mode=DELETE")
        finally:
            connection.close()
    for suffix in ("-journal", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
