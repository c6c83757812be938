"""The open sources of this process: made when first used, closed when idle and at the end."""

import asyncio
import re
from importlib import import_module
from pathlib import Path
from uuid import UUID

import structlog
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.bus import Bus
from app.core.db.database import Database
from app.core.db.urls import sqlite_path
from app.core.security.key_ring import KeyRing
from app.core.settings import Settings
from app.core.text import no_such
from app.data import repository
from app.data.errors import SourceNotFound, SourceRefused, SourceUnreadable
from app.data.kinds import LOCAL_ID, LOCAL_NAME, SourceKind
from app.data.models import DataSource
from app.data.sources.local import FILE, prepare_local
from app.data.sources.sealed import place_of
from app.data.sources.source import Limits, Source
from app.data.sources.sqlite import SqliteSource, register_column_types

log = structlog.get_logger("onefold.data.sources.open_sources")
SOURCES_DIR = "sources"
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
ROWS_CHANGED = "data.rows_changed"


class DataSources:
    """Sources by id, opened lazily. Use it as an async context manager for the life of the app."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        key_ring: KeyRing,
        bus: Bus,
        limits: Limits | None = None,
    ) -> None:
        self.database = database
        self.limits = limits or Limits()
        self._settings = settings
        self._key_ring = key_ring
        self._bus = bus
        self._open: dict[UUID, tuple[str, Source]] = {}
        self._local: Source | None = None
        self._opening_local = asyncio.Lock()

    async def __aenter__(self) -> "DataSources":
        register_column_types()
        async with self.database.reader() as session:
            if await repository.has_source_of(session, SourceKind.POSTGRES):
                # Now rather than in the middle of a request: it takes 50 ms.
                import_module("app.data.sources.postgres")
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.close()

    async def get(self, source: str) -> tuple[str, Source]:
        """Return the name and the source for a name or an id.

        Raises SourceNotFound, SourceUnreadable, SourceUnreachable.
        """
        if source in (LOCAL_NAME, str(LOCAL_ID)):
            return LOCAL_NAME, await self.local()
        async with self.database.reader() as session:
            row = await repository.find(session, DataSource, source)
            if row is None:
                raise await no_such_source(session, source)
        return row.name, await self._source_of(row)

    async def local(self) -> Source:
        """Return the built-in source, made ready on first use."""
        if self._local is not None:
            return self._local
        async with self._opening_local:
            if self._local is None:
                source = self._make_local()
                try:
                    await prepare(source)
                except BaseException:
                    await source.close()
                    raise
                self._local = source
            return self._local

    def _make_local(self) -> Source:
        if self.database.is_sqlite:
            return SqliteSource(self._settings.data_dir / FILE, self.limits, is_local=True)
        from app.data.sources.local_role import SCHEMA, local_connect  # noqa: PLC0415 - see make_source
        from app.data.sources.postgres import PostgresSource  # noqa: PLC0415

        return PostgresSource(local_connect(self.database, self._key_ring, self.limits), self.limits, schema=SCHEMA)

    async def _source_of(self, row: DataSource) -> Source:
        known = self._open.get(row.id)
        if known is not None and known[0] == row.url:
            return known[1]
        source = self.make_source(kind_of(row), self.decrypt_url(row))
        self._open[row.id] = (row.url, source)
        if known is not None:
            await known[1].close()
        return source

    def make_source(self, kind: SourceKind, url: str) -> Source:
        """Return a source for an address, not yet connected; raises SourceRefused when the address cannot be used."""
        if kind is SourceKind.SQLITE:
            return SqliteSource(self._sqlite_file(url), self.limits, create=not Path(url).is_absolute())
        # The driver takes 9 MB, and on SQLite many have no Postgres source.
        from app.data.sources.postgres import PostgresSource, connect, read_postgres_url  # noqa: PLC0415

        conninfo = read_postgres_url(url)
        return PostgresSource(lambda: connect(conninfo, self.limits), self.limits)

    def _sqlite_file(self, path: str) -> Path:
        """Return the real path of a source's file: a relative one lies in `{data_dir}/sources`; Onefold's own files,
        which are the rest of the data dir and the main database, are refused."""
        own = self._settings.data_dir.resolve()
        sources = own / SOURCES_DIR
        if "\0" in path or not path.strip():
            raise SourceRefused("Give the path of a SQLite file.")
        if ":" in path or _ESCAPE.search(path):
            raise SourceRefused("Give a plain path of a SQLite file, without a scheme, `:memory:` or %-escapes.")
        target = (sources / path).resolve()
        main = sqlite_path(self._settings.database_url)
        relative = not Path(path).is_absolute()
        if relative and not target.is_relative_to(sources):
            raise SourceRefused(f"A relative path must stay inside `{SOURCES_DIR}` in the data dir.")
        if target.is_relative_to(own) and not target.is_relative_to(sources):
            raise SourceRefused("Onefold's own files cannot be data sources.")
        if main is not None and target.name.startswith(main.name) and target.parent == main.resolve().parent:
            raise SourceRefused("Onefold's own database cannot be a data source.")
        try:
            names = target.stat().st_nlink if target.is_file() else 0
        except OSError as error:  # such as a name longer than the file system has
            raise SourceRefused(f"This path cannot be used: {error.strerror}.") from error
        if not relative and not names:
            raise SourceRefused("There is no such file. Give an absolute path of a SQLite file that exists.")
        if names > 1:
            raise SourceRefused(
                "This file has other names too (hard links), which may be Onefold's own. Copy it first."
            )
        return target

    def encrypt_url(self, row_id: UUID, url: str) -> str:
        """Return an address encrypted for its row."""
        return self._key_ring.encrypt(url, place_of(row_id))

    def decrypt_url(self, row: DataSource) -> str:
        """Return the address of a row in the clear; raises DecryptionFailed."""
        return self._key_ring.decrypt(row.url, place_of(row.id))

    async def forget(self, row_id: UUID) -> None:
        """Close the connections of a source that was deleted or moved."""
        known = self._open.pop(row_id, None)
        if known is not None:
            await known[1].close()

    async def publish_change(self, source: str, table: str | None) -> None:
        """Tell every process that rows changed; `table` is None when only the source is known."""
        await self._bus.publish_everywhere(ROWS_CHANGED, {"source": source, "table": table})

    async def close_idle(self) -> int:
        """Close the connections nobody has used for a while, of every source; returns how many."""
        closed = 0
        for source in self._sources():
            try:
                closed += await source.close_idle()
            except Exception:
                log.exception("close_idle_failed")
        return closed

    async def close(self) -> None:
        """Close every source."""
        for source in self._sources():
            await source.close()
        self._open.clear()
        self._local = None

    def _sources(self) -> list[Source]:
        return [source for _, source in self._open.values()] + ([self._local] if self._local else [])


async def no_such_source(session: AsyncSession, name: str) -> SourceNotFound:
    """Return the error of a source that does not exist, with the ones that do."""
    names = [LOCAL_NAME, *(known for _, known in await repository.list_source_names(session))]
    return SourceNotFound(no_such("data source", name, names))


def kind_of(source: DataSource) -> SourceKind:
    """Return what is behind a source; raises SourceUnreadable for a kind that only another build knows."""
    try:
        return SourceKind(source.kind)
    except ValueError:
        raise SourceUnreadable(
            f"This build of Onefold does not know sources of the kind {source.kind!r}. Update the server."
        ) from None


async def prepare(local: Source) -> None:
    """Make what Onefold itself keeps in the `local` source, unless it is there."""
    async with local.transaction(read_only=False) as transaction:
        await prepare_local(transaction, local.dialect)


def describe_url(kind: SourceKind, url: str) -> str:
    """Return what people may see of an address: host, port and database, or the path; never the user's password."""
    if kind is SourceKind.SQLITE:
        return url[:500]
    from app.data.sources.postgres import read_postgres_url  # noqa: PLC0415 - see make_source

    parts = read_postgres_url(url)
    host = str(parts.get("host") or "localhost")
    port = f":{parts['port']}" if parts.get("port") else ""
    return f"{host}{port}/{parts.get('dbname') or ''}"[:500]
