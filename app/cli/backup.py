"""`onefold backup`."""

import asyncio
import sqlite3
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Annotated, Any
from uuid import UUID

import psycopg
import typer
from sqlalchemy.exc import DBAPIError

from app.cli.archives import postgres_tables, sqlite_files
from app.cli.archives.archive import ArchiveWriter, FolderBusy, write_archive
from app.cli.archives.local_schema import NotBackedUp
from app.cli.archives.objects import BackedUp, add_objects
from app.cli.checks import check_schema
from app.cli.environment import load_settings
from app.cli.opening import open_blobs, open_database
from app.cli.output import AsJson, counting, describe_size, print_json
from app.cli.problems import Exit, describe_database_error, fail, schema_url, warn
from app.core.db import migrations
from app.core.db.urls import sqlite_path
from app.core.errors import OnefoldError
from app.core.security.key_ring import KEY_FILE, load_key_ring
from app.core.settings import Settings
from app.data.sources.local import FILE as LOCAL_FILE
from app.data.sources.open_sources import SOURCES_DIR

KEYS = "secret_keys"


def backup(
    file: Annotated[Path | None, typer.Argument(help="File to write; by default `onefold-<time>.tar` here.")] = None,
    without_keys: Annotated[
        bool, typer.Option("--without-keys", help="Leave out the keys that open stored secrets; keep them elsewhere.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write everything into one file, while Onefold runs: database, `local` data, SQLite sources, files, keys."""
    settings = load_settings()
    target = file or Path(f"onefold-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.tar")
    path = sqlite_path(settings.database_url)
    if path is not None and not path.exists():
        fail(Exit.DATABASE, f"there is no database {path}. Check ONEFOLD_DATA_DIR and ONEFOLD_DATABASE_URL.")
    check_schema(settings)
    try:
        with write_archive(target) as archive:
            manifest = _write(settings, archive, with_keys=not without_keys)
    except (FileExistsError, FolderBusy, NotBackedUp) as error:
        fail(Exit.FAILED, str(error))
    except OnefoldError as error:
        fail(Exit.FAILED, f"{error.title}: {error.detail}")
    except OSError as error:
        fail(Exit.FAILED, f"cannot write {target}: {error.strerror or error}.")
    except (DBAPIError, psycopg.Error, sqlite3.Error) as error:
        fail(Exit.DATABASE, f"the database failed: {describe_database_error(error)}")
    said = {"file": str(target), "bytes": target.stat().st_size, **manifest}
    if as_json:
        print_json(said)
    else:
        typer.echo(f"{target} has everything: {describe_size(said['bytes'])}, {manifest['objects']} files.")
    _say_about_keys(settings, manifest)
    if manifest["lost_objects"]:
        warn(f"{manifest['lost_objects']} files have no bytes in the storage any more: they are left out.")


def _say_about_keys(settings: Settings, manifest: dict[str, Any]) -> None:
    if manifest["has_keys"]:
        warn("it holds the keys that open the stored secrets: keep it as safe as those, or use --without-keys.")
    elif settings.secret_keys.get_secret_value():
        warn("the keys come from ONEFOLD_SECRET_KEYS and are not in it: no stored secret opens without them.")
    else:
        where = settings.data_dir / KEY_FILE
        warn(f"the keys are not in it: keep {where} elsewhere, without it no stored secret opens again.")


def _write(settings: Settings, archive: ArchiveWriter, *, with_keys: bool) -> dict[str, Any]:
    """Write the members, then the manifest, which is returned. First what points to the rest: it may be older."""
    ring = load_key_ring(settings)
    has_keys = with_keys and not settings.secret_keys.get_secret_value()
    if has_keys:
        archive.add(KEYS, (settings.data_dir / KEY_FILE).read_bytes())
    manifest: dict[str, Any] = {
        "onefold": version("onefold"),
        "made_at": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "database": "sqlite" if settings.is_sqlite else "postgres",
        "revision": migrations.head_revision(),
        "keys": {key_id: ring.fingerprint(key_id) for key_id in ring.ids},
        "has_keys": has_keys,
    }
    with TemporaryFile() as listed:
        if settings.is_sqlite:
            _write_sqlite(settings, archive, listed)
        else:
            manifest |= _write_postgres(settings, archive, listed)
        done = asyncio.run(_write_objects(settings, archive, listed))
    manifest |= {"objects": done.count, "lost_objects": done.lost, "changed_objects": done.changed}
    archive.finish(manifest)
    return manifest


def _write_sqlite(settings: Settings, archive: ArchiveWriter, listed: IO[bytes]) -> None:
    main = sqlite_path(settings.database_url)
    assert main is not None
    snapshot = sqlite_files.SnapshotFile(archive.path)
    try:
        sqlite_files.add_database(archive, snapshot, sqlite_files.MAIN, main)
        copy = sqlite3.connect(snapshot.path)
        try:
            for row in copy.execute("SELECT id, blob, size FROM storage_object ORDER BY id"):
                _list(listed, UUID(row[0]), UUID(row[1]), row[2])
        finally:
            copy.close()
        # After the main one: what a run of the copy has not done yet may be done here, and is recognised by its key.
        if (local := settings.data_dir / LOCAL_FILE).exists():
            sqlite_files.add_database(archive, snapshot, sqlite_files.LOCAL, local)
        folder = settings.data_dir / SOURCES_DIR
        for path in sqlite_files.list_sources(folder):
            name = f"{sqlite_files.SOURCES}{path.relative_to(folder).as_posix()}"
            sqlite_files.add_database(archive, snapshot, name, path)
    finally:
        snapshot.remove()


def _write_postgres(settings: Settings, archive: ArchiveWriter, listed: IO[bytes]) -> dict[str, Any]:
    with postgres_tables.read_snapshot(schema_url(settings)) as connection:
        tables = postgres_tables.add_tables(archive, connection)
        with connection.cursor("objects") as cursor:
            for row in cursor.execute("SELECT id, blob, size FROM storage_object ORDER BY id"):
                _list(listed, *row)
    return tables


def _list(listed: IO[bytes], object_id: UUID, blob: UUID, size: int) -> None:
    listed.write(f"{object_id.hex} {blob.hex} {size}\n".encode())


async def _write_objects(settings: Settings, archive: ArchiveWriter, listed: IO[bytes]) -> BackedUp:
    async with open_database(settings) as database, open_blobs(settings) as backend:
        with counting("files") as on_object:
            return await add_objects(archive, backend, database, listed, on_object)
