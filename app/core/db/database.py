"""The database: engines for SQLite and Postgres, column types, and units of work.

Two kinds of transaction exist. `Database.session()` writes: on SQLite it begins IMMEDIATE, because a plain BEGIN
that upgrades later fails with "database is locked" under concurrency. `Database.reader()`
only reads: on SQLite it begins DEFERRED, so that readers never wait for the one writer.
"""

import asyncio
import json
import os
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import JSON, Connection, DateTime, Dialect, Engine, MetaData, TypeDecorator, event, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlmodel import Field, SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.db.migrations import compare, current_revision
from app.core.ids import uuid7

if TYPE_CHECKING:
    import psycopg

NAMING_CONVENTION = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

READ_ONLY = "onefold_read_only"
BUSY_TIMEOUT_MS = 10_000
# A process that froze in a transaction must not keep its locks; milliseconds.
IDLE_LIMIT = "idle_in_transaction_session_timeout=60000"


def is_same_json(a: Any, b: Any) -> bool:
    """Return whether two JSON values are the same: Python takes 1, 1.0 and True for equal."""
    return a is b or (a == b and json.dumps(a, sort_keys=True) == json.dumps(b, sort_keys=True))


class _JSON(JSON):
    def compare_values(self, x: Any, y: Any) -> bool:
        """Return whether a stored value may stay: with `==` one in which 1 became true would not be written."""
        return is_same_json(x, y)


JSONType = _JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class UTCDateTime(TypeDecorator[datetime]):
    """A time with its zone, stored in UTC; SQLite, which has no zones, stores it naive."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the time in UTC; naive times are refused."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the time with UTC as its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def utc_now() -> datetime:
    """Return the current time in UTC."""
    return datetime.now(UTC)


class Table(SQLModel):
    """Base of all table models: a UUIDv7 id and the time it was made. Subclass with `table=True`."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)

    id: UUID = Field(default_factory=uuid7, primary_key=True)
    created_at: datetime = Field(default_factory=utc_now, sa_type=UTCDateTime)


def async_url(url: str) -> URL:
    """Return the SQLAlchemy URL with our async driver: aiosqlite or psycopg 3."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return parsed.set(drivername="sqlite+aiosqlite")
    return parsed.set(drivername="postgresql+psycopg")


def attach_sqlite_hooks(engine: Engine) -> None:
    """Set a SQLite engine's pragmas at each connect and choose its BEGIN at each transaction."""

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            "cache_size=-8000",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        read_only = connection.get_execution_options().get(READ_ONLY, False)
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


@cache
def _mark(_pid: int) -> str:
    return secrets.token_hex(4)


def application_name() -> str:
    """Return the name of this process in `pg_stat_activity`; no other process has it, on whichever host."""
    return f"onefold-{os.getpid()}-{_mark(os.getpid())}"


def postgres_options(engine_url: URL, *, pooled: bool) -> dict[str, Any]:
    """Return what an engine needs for Postgres, sync or async, besides the size of its pool.

    A pooler in transaction mode refuses settings that come with the connection, keeps none of a session, and knows no
    prepared statements.
    """
    arguments = {"prepare_threshold": None, "connect_timeout": 5, "application_name": application_name()}
    # Begun by ourselves, settings and BEGIN are one message; see attach_pooler_hooks.
    arguments |= {"autocommit": True} if pooled else {"options": f"-c {IDLE_LIMIT}"}
    return {"url": engine_url.set(drivername="postgresql+psycopg"), "connect_args": arguments}


def attach_pooler_hooks(engine: Engine) -> None:
    """Begin each transaction of an engine behind a pooler with the limit that `options` sets elsewhere.

    Only there, because it costs about 0.1 ms of CPU a transaction.
    """

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(f"BEGIN; SET LOCAL {IDLE_LIMIT}")


def create_engine(url: str, *, pool_size: int = 10, pooled: bool = False) -> AsyncEngine:
    """Return an engine for `sqlite:///path` or `postgresql://…`, set up for its dialect.

    `pooled`: the address is that of a pooler in transaction mode.
    """
    target = async_url(url)
    if target.get_backend_name() == "sqlite":
        if target.database:
            Path(target.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_async_engine(target, pool_size=pool_size, max_overflow=0)
        attach_sqlite_hooks(engine.sync_engine)
        return engine
    options = postgres_options(target, pooled=pooled)
    engine = create_async_engine(**options, pool_size=pool_size, max_overflow=pool_size, pool_pre_ping=True)
    if pooled:
        attach_pooler_hooks(engine.sync_engine)
    return engine


def is_pooler(url: str) -> bool:
    """Return whether this Postgres address is that of a pooler in transaction mode; it connects twice.

    There a client gets any server process each time, and idle clients share one; sessions never do.
    """
    import psycopg  # noqa: PLC0415 - 9 MB that SQLite has no use for

    with psycopg.connect(url, connect_timeout=5) as first, psycopg.connect(url, connect_timeout=5) as second:
        of_first, of_second = ({_server_process(connection) for _ in range(3)} for connection in (first, second))
    return len(of_first) + len(of_second) > 2 or of_first == of_second


def _server_process(connection: "psycopg.Connection[tuple[int]]") -> int:
    with connection.transaction():
        [(process,)] = connection.execute("SELECT pg_backend_pid()").fetchall()
    return process


class Database:
    """The main database of this process. Open for the app's lifetime; `close()` at its end."""

    def __init__(self, url: str, *, direct_url: str = "", pool_size: int = 10) -> None:
        self.url = url
        self.direct_url = direct_url or url
        self.is_pooled = self.direct_url != url
        self.engine = create_engine(url, pool_size=pool_size, pooled=self.is_pooled)
        self._readers = self.engine.execution_options(**{READ_ONLY: True})

    @property
    def is_sqlite(self) -> bool:
        """Whether this is SQLite."""
        return self.engine.dialect.name == "sqlite"

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        """A session that writes: commits when the block ends, rolls back when it raises."""
        async with AsyncSession(self.engine, expire_on_commit=False) as session:
            yield session
            await session.commit()

    @asynccontextmanager
    async def reader(self) -> AsyncIterator[AsyncSession]:
        """A session that only reads; on SQLite it never waits for the writer."""
        async with AsyncSession(self._readers, expire_on_commit=False) as session:
            yield session

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """A Core connection in a writing transaction, for hot paths that need no ORM."""
        async with self.engine.begin() as connection:
            yield connection

    async def ping(self, timeout: float = 2.0) -> None:
        """Return when the database answers; raises what it raised, or TimeoutError."""
        async with asyncio.timeout(timeout), self._readers.connect() as connection:
            await connection.execute(text("SELECT 1"))

    async def check_schema(self, head: str | None) -> None:
        """Return when the database is at the migration `head`; raises SchemaError."""
        async with self._readers.connect() as connection:
            compare(await connection.run_sync(current_revision), head)

    async def close(self) -> None:
        """Close every pooled connection."""
        await self.engine.dispose()
