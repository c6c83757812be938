"""Postgres databases as sources: psycopg connections in autocommit, one explicit transaction around each use.

A user's statement always goes by the extended protocol, which takes one statement only. A query is read through a
cursor in the database, some rows at a time, a statement with RETURNING row by row, so that no result is ever held
whole. What a statement may have set on the session (`set_config`, advisory locks) is discarded before the connection
serves another.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping
from contextlib import aclosing, asynccontextmanager
from typing import Any, cast

import psycopg
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import TransactionStatus
from psycopg.types.string import TextLoader
from pydantic import JsonValue

from app.core.errors import OnefoldError, StorageFull
from app.data.errors import QueryFailed, QueryTimeout, RowConflict, SourceRefused, SourceUnreachable, TableMissing
from app.data.queries.sql import Dialect, Statement, parse, quote
from app.data.sources.source import Limits, Pool, check_params
from app.data.values import QueryResult, RowCollector, to_bindable

Connection = psycopg.AsyncConnection[tuple[Any, ...]]
Connect = Callable[[], Awaitable[Connection]]

# Rows may be megabytes each, so few of them are held before they are counted.
ROWS_AT_ONCE = 10
BYTES_AT_ONCE = 1024**2
NETWORK_SECONDS = 5.0
# How much longer than the server itself we wait for a statement to be stopped.
GRACE_SECONDS = 1.0
_CONNECTION_CLASSES = ("08", "57P", "53300", "28", "3D000")
# A Python timedelta knows no months, so an interval is read as the text Postgres sends.
_AS_TEXT = ("interval",)


async def connect(conninfo: Mapping[str, Any], limits: Limits) -> Connection:
    """Return a connection; raises SourceUnreachable with the server's reason (which never holds the password)."""
    try:
        async with asyncio.timeout(limits.connect_seconds):
            connection = await psycopg.AsyncConnection.connect(
                **{**conninfo, "connect_timeout": max(2, int(limits.connect_seconds))},
                autocommit=True,
                prepare_threshold=None,
                cursor_factory=psycopg.AsyncRawCursor,
            )
            for name in _AS_TEXT:
                connection.adapters.register_loader(name, TextLoader)
            return connection
    except TimeoutError:
        raise SourceUnreachable(f"No answer within {limits.connect_seconds:g} seconds.") from None
    except (psycopg.Error, OSError, UnicodeError) as error:
        raise SourceUnreachable(str(error)[:500]) from error


def read_postgres_url(url: str) -> dict[str, str | int | None]:
    """Return the parts of a Postgres URL as libpq reads them; raises SourceRefused, never with the URL in it."""
    if not url.startswith(("postgresql://", "postgres://")):
        raise SourceRefused("Give the address as postgresql://user:password@host:5432/database.")
    try:
        return dict(conninfo_to_dict(url))
    except (ProgrammingError, UnicodeError):
        raise SourceRefused("This Postgres address cannot be read; percent-encode special characters.") from None


class PostgresTransaction:
    """An open transaction on a connection."""

    def __init__(self, connection: Connection, limits: Limits) -> None:
        self._connection = connection
        self._limits = limits
        self.ran_foreign = False

    async def execute(
        self, sql: str, params: Mapping[str, JsonValue] | None = None, *, large: bool = False
    ) -> QueryResult:
        """Return all rows of a statement of our own, at most 10,000."""
        statement = _own(sql)
        run = self._cursor if large else self._plain
        return await self._bounded(statement, run(statement, params or {}, 10_000))

    async def execute_foreign(
        self, statement: Statement, params: Mapping[str, JsonValue], max_rows: int
    ) -> QueryResult:
        """Return up to `max_rows` rows of a user's statement."""
        check_params(statement, params)
        self.ran_foreign = True
        if statement.is_query:
            work = self._cursor(statement, params, max_rows)
        elif statement.returning:
            work = self._stream(statement.numbered(), _bind(statement, params), max_rows)
        else:
            work = self._plain(statement, params, max_rows)
        return await self._bounded(statement, work)

    async def _bounded(self, statement: Statement, work: Awaitable[QueryResult]) -> QueryResult:
        """Await the work. `statement_timeout` ends it in the server; this does when the statement switched that off,
        when no single fetch of its rows took so long, and when the network is gone."""
        try:
            async with asyncio.timeout(self._limits.statement_seconds + GRACE_SECONDS):
                return await work
        except psycopg.Error as error:
            raise translate(error, self._limits, statement) from error
        except TimeoutError:
            # psycopg has asked the server to cancel, and closed the connection when no answer came.
            if self._connection.closed:
                raise SourceUnreachable("The server stopped answering.") from None
            raise _timeout(self._limits) from None
        except (ValueError, OverflowError) as error:
            raise QueryFailed(str(error)[:500]) from error

    async def _plain(self, statement: Statement, params: Mapping[str, JsonValue], max_rows: int) -> QueryResult:
        cursor = self._connection.cursor()
        async with self._connection.pipeline():  # a pipeline uses the extended protocol even without parameters
            await cursor.execute(statement.numbered(), _bind(statement, params))
        if cursor.description is None:
            return QueryResult([], [], max(cursor.rowcount, 0))
        collector = self._collector(cursor, max_rows)
        for row in await cursor.fetchall():
            collector.add(row)
        return collector.result()

    async def _cursor(self, statement: Statement, params: Mapping[str, JsonValue], max_rows: int) -> QueryResult:
        cursor = self._connection.cursor()
        declare = f"{_DECLARE}{statement.numbered()}"
        async with self._connection.pipeline():
            await cursor.execute(declare, _bind(statement, params))
        collector: RowCollector | None = None
        while True:
            asked = _rows_to_fetch(collector, max_rows)
            await cursor.execute(f"FETCH FORWARD {asked} FROM onefold_rows")
            collector = collector or self._collector(cursor, max_rows)
            rows = await cursor.fetchall()
            for row in rows:
                collector.add(row)
            if len(rows) < asked or collector.is_full:
                return collector.result()

    async def _stream(self, sql: str, params: list[Any], max_rows: int) -> QueryResult:
        cursor = self._connection.cursor()
        collector: RowCollector | None = None
        size = ROWS_AT_ONCE if psycopg.capabilities.has_stream_chunked() else 1
        stream = cursor.stream(sql, params, size=size)
        async with aclosing(cast(AsyncGenerator[tuple[Any, ...]], stream)) as rows:
            async for row in rows:
                collector = collector or self._collector(cursor, max_rows)
                collector.add(row)
        return collector.result() if collector else QueryResult([], [], 0)

    def _collector(self, cursor: psycopg.AsyncCursor[Any], max_rows: int) -> RowCollector:
        names = [column.name for column in cursor.description or ()]
        return RowCollector(names, max_rows, self._limits.result_bytes)


_DECLARE = "DECLARE onefold_rows NO SCROLL CURSOR FOR "


def _rows_to_fetch(collector: RowCollector | None, max_rows: int) -> int:
    """Return how many rows to ask for: few at first, then about a MiB by the size of those that came.

    One large FETCH read row by row is no way out: the server sends what it found to its end, cancelled or not (25 s
    for 5 GB).
    """
    if collector is None or not collector.count:
        return min(ROWS_AT_ONCE, max_rows + 1)
    fitting = BYTES_AT_ONCE * collector.count // max(collector.size, 1)
    return min(max(fitting, ROWS_AT_ONCE), max_rows + 1 - collector.count)


def _own(sql: str) -> Statement:
    """Return a statement of our own: only its parameters are read."""
    return parse(sql, "postgres", foreign=False)


def _bind(statement: Statement, params: Mapping[str, JsonValue]) -> list[Any]:
    return [to_bindable(params[name]) for name in statement.names]


def translate(error: psycopg.Error, limits: Limits, statement: Statement | None = None) -> OnefoldError:
    """Return our error for one of Postgres' (codes: postgresql.org/docs/current/errcodes-appendix.html)."""
    state = error.sqlstate or ""
    message = error.diag.message_primary or str(error)
    if state == "57014":
        return _timeout(limits)
    if state == "23505":
        return RowConflict(f"{message}.")
    if state == "53100":
        return StorageFull("The disk of this data source is full.")
    if state.startswith(_CONNECTION_CLASSES) or (not state and isinstance(error, psycopg.OperationalError)):
        return SourceUnreachable(message[:500])
    hint = f" {error.diag.message_hint}" if error.diag.message_hint else ""
    failed = TableMissing if state == "42P01" else QueryFailed
    return failed(f"{message}{hint}"[:1000], extra=_position(error, statement))


def _timeout(limits: Limits) -> QueryTimeout:
    return QueryTimeout(f"It was stopped after {limits.statement_seconds:g} seconds.")


def _position(error: psycopg.Error, statement: Statement | None) -> dict[str, int]:
    position = error.diag.statement_position
    if statement is None or not position:
        return {}
    in_text = int(position) - (len(_DECLARE) if statement.is_query else 0)
    return {"position": statement.original_position(max(in_text, 1))}


class PostgresSource:
    """A Postgres database. `schema` is where `local` tables live; empty keeps the user's search path."""

    dialect: Dialect = "postgres"

    def __init__(self, connect: Connect, limits: Limits, *, schema: str = "") -> None:
        self.is_local = bool(schema)
        self._limits = limits
        self._pool: Pool[Connection] = Pool(connect, _close, limits)
        milliseconds = int(limits.statement_seconds * 1000)
        settings = {
            "statement_timeout": str(milliseconds),
            "idle_in_transaction_session_timeout": str(milliseconds * 4),
            "TimeZone": "'UTC'",
            "DateStyle": "'ISO'",
            "standard_conforming_strings": "on",
        } | ({"search_path": quote(schema)} if schema else {})
        self._preamble = "".join(f"; SET LOCAL {name} = {value}" for name, value in settings.items())

    @asynccontextmanager
    async def transaction(self, *, read_only: bool, writes: bool = True) -> AsyncIterator[PostgresTransaction]:
        """Open a transaction; a connection that died while it idled is replaced once.

        One that only reads ends with ROLLBACK, which also undoes what Postgres does not count as a write: large
        objects (until version 16) and notifications.
        """
        connection = await self._begin("BEGIN READ ONLY" if read_only else "BEGIN READ WRITE")
        transaction = PostgresTransaction(connection, self._limits)
        in_order = False
        try:
            try:
                yield transaction
                await self._end(connection, "ROLLBACK" if read_only else "COMMIT")
            except OnefoldError:
                if not connection.closed:
                    await self._end(connection, "ROLLBACK")
                    in_order = await self._tidy(connection, transaction)
                raise
            in_order = await self._tidy(connection, transaction)
        finally:
            await (self._pool.give(connection) if in_order else self._pool.drop(connection))

    async def _begin(self, begin: str) -> Connection:
        connection, reused = await self._pool.take()
        try:
            async with asyncio.timeout(NETWORK_SECONDS):
                await connection.execute(begin + self._preamble)
        except (psycopg.Error, TimeoutError) as error:
            await self._pool.drop(connection)
            if not reused:
                raise self._unreachable(error) from error
        except BaseException:
            await self._pool.drop(connection)
            raise
        else:
            return connection
        connection, _ = await self._pool.take(fresh=True)
        try:
            await connection.execute(begin + self._preamble)
        except BaseException as error:
            await self._pool.drop(connection)
            if isinstance(error, psycopg.Error):
                raise self._unreachable(error) from error
            raise
        return connection

    def _unreachable(self, error: Exception) -> OnefoldError:
        if isinstance(error, psycopg.Error):
            return translate(error, self._limits)
        return SourceUnreachable("The server stopped answering.")

    async def _end(self, connection: Connection, how: str) -> None:
        try:
            async with asyncio.timeout(self._limits.statement_seconds):
                await connection.execute(how)
        except psycopg.Error as error:
            raise translate(error, self._limits) from error
        except TimeoutError:
            raise SourceUnreachable("The server stopped answering.") from None

    async def _tidy(self, connection: Connection, transaction: PostgresTransaction) -> bool:
        """Return whether the connection may serve another, after forgetting what a user's statement left behind."""
        try:
            if transaction.ran_foreign:
                await connection.execute("DISCARD ALL")
        except psycopg.Error:
            return False
        return connection.info.transaction_status == TransactionStatus.IDLE

    async def close_idle(self) -> int:
        """Close the connections nobody has used for a while; returns how many."""
        return await self._pool.close_idle()

    async def close(self) -> None:
        """Close every connection that is not in use, and each other one when it comes back."""
        await self._pool.close()


async def _close(connection: Connection) -> None:
    await connection.close()
