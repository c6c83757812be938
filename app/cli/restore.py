"""`onefold restore`."""

import asyncio
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import psycopg
import typer

from app.cli.archives import postgres_tables, sqlite_files
from app.cli.archives.archive import ArchiveDamaged, check_archive, read_members, sync_folder
from app.cli.archives.objects import FOLDER, list_blobs, restore_objects
from app.cli.backup import KEYS
from app.cli.environment import load_settings
from app.cli.opening import open_blobs, open_database
from app.cli.output import AsJson, counting, print_json
from app.cli.problems import Exit, database_problems, fail, prepare_data_dir, schema_url, warn
from app.core.db import migrations
from app.core.db.urls import sqlite_path
from app.core.errors import OnefoldError
from app.core.security.key_ring import KEY_FILE, KeyRing, load_key_ring, parse_keys
from app.core.settings import Settings
from app.data.sources.local import FILE as LOCAL_FILE
from app.data.sources.local_role import prepare_role
from app.data.sources.open_sources import SOURCES_DIR
from app.engine.ownership.sqlite_lock import DatabaseInUse, SQLiteLock


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `onefold backup` has written.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace what the settings name, which is gone then.")
    ] = False,
    without_keys: Annotated[
        bool, typer.Option("--without-keys", help="Restore although the keys of its secrets are not there.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Bring back what a backup holds, into the database and the storage that the settings name.

    The whole file is checked before anything is written. Onefold must not run meanwhile. Runs that were under way
    when the backup was made go on from their journal when Onefold starts.
    """
    settings = load_settings()
    try:
        manifest = check_archive(file)
    except ArchiveDamaged as error:
        fail(Exit.FAILED, f"{error}. Nothing was restored.")
    except OSError as error:
        fail(Exit.SETTINGS, f"cannot read {file}: {error.strerror or error}. Nothing was restored.")
    _check_fits(settings, manifest, file)
    prepare_data_dir(settings)
    errors = (psycopg.Error, sqlite3.Error)
    with database_problems(settings, *errors), _alone(settings):
        if not replace and not _is_empty(settings):
            fail(
                Exit.FAILED,
                "there is a database already. Name an empty one with ONEFOLD_DATA_DIR or ONEFOLD_DATABASE_URL, or "
                "give --replace, which deletes what is in it.",
            )
        keys = _choose_keys(settings, manifest, file, replace=replace, without_keys=without_keys)
        try:
            asyncio.run(_restore(settings, manifest, file, keys))
        except OnefoldError as error:
            fail(Exit.FAILED, f"{error.title}: {error.detail}")
    if as_json:
        print_json({"file": str(file), **{name: manifest[name] for name in ("made_at", "onefold", "objects")}})
        return
    typer.echo(f"Restored what {file} holds: the state of {manifest['made_at']}, {manifest['objects']} files.")


def _check_fits(settings: Settings, manifest: dict[str, Any], file: Path) -> None:
    kind = "sqlite" if settings.is_sqlite else "postgres"
    if manifest["database"] != kind:
        fail(
            Exit.SETTINGS,
            f"{file} is of a {manifest['database']} database, and ONEFOLD_DATABASE_URL names a {kind} one: a backup "
            "is restored into the same kind.",
        )
    if manifest["revision"] not in migrations.revisions():
        fail(
            Exit.SCHEMA, f"{file} was made by a newer Onefold ({manifest['onefold']}). Restore it with that version."
        )


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Hold off every other process; ends the command when one serves this database."""
    path = sqlite_path(settings.database_url)
    if path is None:
        if postgres_tables.is_served(schema_url(settings)):
            fail(Exit.DATABASE, "Onefold runs on this database. Stop it first.")
        yield
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = SQLiteLock(path)
    try:
        lock.acquire()
    except DatabaseInUse as error:
        fail(Exit.DATABASE, error.detail)
    try:
        yield
    finally:
        lock.release()


def _is_empty(settings: Settings) -> bool:
    path = sqlite_path(settings.database_url)
    if path is None:
        return postgres_tables.is_empty(schema_url(settings))
    is_alone = not (settings.data_dir / LOCAL_FILE).exists() or sqlite_files.was_cut_off(path)
    return sqlite_files.is_empty(path) and is_alone


def _choose_keys(
    settings: Settings, manifest: dict[str, Any], file: Path, *, replace: bool, without_keys: bool
) -> str | None:
    """Return what goes into the key file, None where it stays as it is; ends the command when keys are missing."""
    path = settings.data_dir / KEY_FILE
    if manifest["has_keys"] and not settings.secret_keys.get_secret_value():
        archived = next(b"".join(chunks).decode() for _, _, chunks in read_members(file, KEYS))
        if not path.exists():
            return archived
        known = parse_keys(archived)
        kept = [line for line in path.read_text().split() if line.partition(":")[0] not in known]
        if not replace and kept:
            fail(
                Exit.FAILED,
                f"{path} holds other keys. Move it away, or give --replace, which keeps them as older ones.",
            )
        # What is encrypted with the keys that were here may stand elsewhere: they stay in the ring.
        return "".join(f"{line}\n" for line in [*archived.split(), *kept])
    ring = load_key_ring(settings) if settings.secret_keys.get_secret_value() or path.exists() else None
    missing = [key_id for key_id, print_ in manifest["keys"].items() if not _has(ring, key_id, print_)]
    if missing and not without_keys:
        fail(
            Exit.SETTINGS,
            f"the secrets in {file} need the keys {', '.join(missing)}, which it has not. Set ONEFOLD_SECRET_KEYS, "
            f"or put {KEY_FILE} into the data dir; --without-keys restores the rest, and these secrets never open.",
        )
    if missing:
        warn(f"the keys {', '.join(missing)} are not here: what was encrypted with them does not open.")
    return None


def _has(ring: KeyRing | None, key_id: str, fingerprint: str) -> bool:
    return ring is not None and key_id in ring.ids and ring.fingerprint(key_id) == fingerprint


async def _restore(settings: Settings, manifest: dict[str, Any], file: Path, keys: str | None) -> None:
    """Restore files, keys and, last, the database: one that was cut off before that can be begun again."""
    async with open_blobs(settings) as backend:
        before = await _list_present_blobs(settings)
        with counting("files") as on_object:
            blobs = await restore_objects(backend, read_members(file, FOLDER), on_object)
        if keys is not None:
            _write_keys(settings.data_dir / KEY_FILE, keys)
        if settings.is_sqlite:
            main = sqlite_path(settings.database_url)
            assert main is not None
            places = {sqlite_files.MAIN: main, sqlite_files.LOCAL: settings.data_dir / LOCAL_FILE}
            sources = settings.data_dir / SOURCES_DIR
            await asyncio.to_thread(sqlite_files.restore_files, file, places, sources, manifest["changed_objects"])
        else:
            await _restore_postgres(settings, manifest, file)
        for blob in before - blobs:
            await backend.delete(blob)


async def _list_present_blobs(settings: Settings) -> set[UUID]:
    """Return the blobs of the database that is replaced."""
    path = sqlite_path(settings.database_url)
    if path is not None and sqlite_files.is_empty(path):  # which opening it would make
        return set()
    async with open_database(settings) as database:
        return await list_blobs(database)


async def _restore_postgres(settings: Settings, manifest: dict[str, Any], file: Path) -> None:
    role = None
    if manifest["has_local"]:
        async with open_database(settings) as database:
            role = await prepare_role(database, load_key_ring(settings))
    await asyncio.to_thread(postgres_tables.restore_tables, file, schema_url(settings), manifest, role)


def _write_keys(path: Path, keys: str) -> None:
    staged = path.with_name(f".{path.name}.restored")
    with os.fdopen(os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(keys)
        file.flush()
        os.fsync(file.fileno())
    staged.rename(path)
    sync_folder(path.parent)
