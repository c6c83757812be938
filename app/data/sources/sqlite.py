"""SQLite files as sources: one thread a connection, one writer a file, statements stopped by a progress handler.

A user's statement runs under an authorizer that denies what reaches past the file or past the transaction: ATTACH,
PRAGMA, temporary tables, extensions, transaction control, virtual tables of other modules, and our own tables.
"""

import asyncio
import json
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote as quote_url

from pydantic import JsonValue

from app.core.errors import OnefoldError, StorageFull
from app.data.errors import QueryFailed, QueryTimeout, RowConflict, SourceUnreachable, StatementRefused
from app.data.queries.sql import RESERVED_PREFIX, Dialect, Statement
from app.data.sources.source import Limits, Pool, check_params
from app.data.values import QueryResult, RowCollector, to_bindable

T = TypeVar("T")

OPCODES_BETWEEN_CHECKS = 10_000
LONGEST_VALUE = 64 * 1024**2
BUSY_SECONDS = 5.0
READABLE_PRAGMAS = frozenset(
    {"table_info", "table_xinfo", "index_list", "index_info", "foreign_key_list", "data_version"}
)
VIRTUAL_MODULES = frozenset({"fts5", "rtree", "json_each", "json_tree", "fts5vocab"})
DENIED_FUNCTIONS = frozenset({"load_extension", "fts3_tokenizer", "writefile", "readfile", "edit"})
# Temporary tables would outlive their statement on the connection and hide the real ones from whoever uses it next.
DENIED_ACTIONS = frozenset(
    {
        sqlite3.SQLITE_ATTACH,
        sqlite3.SQLITE_DETACH,
        sqlite3.SQLITE_TRANSACTION,
        sqlite3.SQLITE_SAVEPOINT,
        sqlite3.SQLITE_CREATE_TEMP_TABLE,
        sqlite3.SQLITE_CREATE_TEMP_VIEW,
        sqlite3.SQLITE_CREATE_TEMP_TRIGGER,
        sqlite3.SQLITE_CREATE_TEMP_INDEX,
    }
)
_CONFLICTS = frozenset({"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"})


def authorize(action: int, first: str | None, second: str | None, _database: str | None, _by: str | None) -> int:
    """Return SQLITE_OK or SQLITE_DENY for one thing a statement is about to do (sqlite.org/c3ref/c_alter_table)."""
    name = (first or "").lower()
    denied = (
        action in DENIED_ACTIONS
        or name.startswith(RESERVED_PREFIX)
        or (action == sqlite3.SQLITE_PRAGMA and name not in READABLE_PRAGMAS)
        or (action == sqlite3.SQLITE_CREATE_VTABLE and (second or "").lower() not in VIRTUAL_MODULES)
        or (action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in DENIED_FUNCTIONS)
    )
    return sqlite3.SQLITE_DENY if denied else sqlite3.SQLITE_OK


def register_column_types() -> None:
    """Teach the sqlite3 module our declared column types; they act on connections that ask for them: local ones."""
    booleans: dict[bytes, Any] = {b"0": False, b"1": True}
    sqlite3.register_converter("BOOLEAN", lambda raw: booleans.get(raw, raw.decode(errors="replace")))
    sqlite3.register_converter("JSON_TEXT", _read_json)


def _read_json(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        return raw.decode(errors="replace")


class SqliteConnection:
    """One connection and its thread. `deadline` (monotonic seconds) stops the statement that runs past it."""

    def __init__(self, raw: sqlite3.Connection, thread: ThreadPoolExecutor) -> None:
        self.raw = raw
        self.deadline = float("inf")
        self.cancelled = False
        self._thread = thread
        raw.set_progress_handler(self._is_over, OPCODES_BETWEEN_CHECKS)

    @classmethod
    async def open(cls, uri: str, *, typed: bool) -> "SqliteConnection":
        """Open a file; `typed` reads our column types. Raises sqlite3.Error."""
        thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite-source")

        def connect() -> sqlite3.Connection:
            raw = sqlite3.connect(
                uri,
                uri=True,
                timeout=BUSY_SECONDS,
                isolation_level=None,
                check_same_thread=False,
                detect_types=sqlite3.PARSE_DECLTYPES if typed else 0,
            )
            try:
                raw.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
                raw.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
                raw.execute("PRAGMA foreign_keys=ON")
                if typed:
                    raw.execute("PRAGMA journal_mode=WAL")
                    raw.execute("PRAGMA synchronous=FULL")
                raw.execute("SELECT count(*) FROM sqlite_master")
            except BaseException:
                raw.close()
                raise
            return raw

        try:
            return cls(await asyncio.wrap_future(thread.submit(connect)), thread)
        except BaseException:
            thread.shutdown(wait=False)
            raise

    async def call(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run work in the connection's thread; when the caller is cancelled, the statement stops soon after."""
        future = self._thread.submit(work, self.raw)
        try:
            return await asyncio.shield(asyncio.wrap_future(future))
        except asyncio.CancelledError:
            self.cancelled = True
            raise

    async def close(self) -> None:
        """Close the connection once its thread has nothing left to do, and end the thread."""
        closing = self._thread.submit(self.raw.close)
        self._thread.shutdown(wait=False)
        await asyncio.wrap_future(closing)

    def _is_over(self) -> bool:
        return self.cancelled or time.monotonic() > self.deadline


class SqliteTransaction:
    """An open transaction on a connection."""

    def __init__(self, connection: SqliteConnection, limits: Limits) -> None:
        self._connection = connection
        self._limits = limits

    async def execute(
        self, sql: str, params: Mapping[str, JsonValue] | None = None, *, large: bool = False
    ) -> QueryResult:
        """Return all rows of a statement of our own, at most 10,000; here they always come one by one."""
        bound = {name: to_bindable(value) for name, value in (params or {}).items()}
        return await self._run(sql, bound, 10_000, guarded=False)

    async def execute_foreign(
        self, statement: Statement, params: Mapping[str, JsonValue], max_rows: int
    ) -> QueryResult:
        """Return up to `max_rows` rows of a user's statement."""
        check_params(statement, params)
        bound = {name: to_bindable(value) for name, value in params.items()}
        text = "".join(piece if at % 2 == 0 else f":{piece}" for at, piece in enumerate(statement.pieces))
        return await self._run(text, bound, max_rows, guarded=True)

    async def _run(self, sql: str, params: Mapping[str, Any], max_rows: int, *, guarded: bool) -> QueryResult:
        def work(raw: sqlite3.Connection) -> QueryResult:
            self._connection.deadline = time.monotonic() + self._limits.statement_seconds
            if guarded:
                raw.set_authorizer(authorize)
            try:
                return self._collect(raw, sql, params, max_rows)
            finally:
                self._connection.deadline = float("inf")
                if guarded:
                    raw.set_authorizer(None)

        try:
            return await self._connection.call(work)
        except (sqlite3.Error, sqlite3.Warning, OverflowError, ValueError) as error:
            raise translate(error, self._limits) from error

    def _collect(self, raw: sqlite3.Connection, sql: str, params: Mapping[str, Any], max_rows: int) -> QueryResult:
        cursor = raw.execute(sql, params)
        try:
            if cursor.description is None:
                return QueryResult([], [], max(cursor.rowcount, 0))
            collector = RowCollector(
                [column[0] for column in cursor.description], max_rows, self._limits.result_bytes
            )
            # Since SQLite 3.35 all changes of a RETURNING statement are made before its first row comes, so stopping
            # early never loses a change.
            for row in cursor:
                collector.add(row)
                if collector.is_full:
                    break
            return collector.result()
        finally:
            cursor.close()


def translate(error: Exception, limits: Limits) -> OnefoldError:
    """Return our error for one of SQLite's."""
    name = getattr(error, "sqlite_errorname", "") or ""
    message = str(error)
    if name == "SQLITE_INTERRUPT":
        return QueryTimeout(f"It was stopped after {limits.statement_seconds:g} seconds.")
    if name in _CONFLICTS:
        return RowConflict(message.replace("UNIQUE constraint failed:", "This value must be unique:"))
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return SourceUnreachable("Another program holds this database locked. Try again shortly.")
    if name.startswith(("SQLITE_FULL",)):
        return StorageFull("The disk of this data source is full.")
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return SourceUnreachable("The file of this source cannot be read as a SQLite database.")
    if name == "SQLITE_AUTH" or "not authorized" in message or "prohibited" in message:
        return StatementRefused("This statement reaches past the tables of its source.")
    return QueryFailed(message[:1000])


class SqliteSource:
    """A SQLite file. `local` is ours: WAL, made when missing, with our column types."""

    dialect: Dialect = "sqlite"

    def __init__(self, path: Path, limits: Limits, *, is_local: bool = False, create: bool = False) -> None:
        self.is_local = is_local
        self.path = path
        self._limits = limits
        self._create = create or is_local
        self._writer = asyncio.Lock()
        self._pool: Pool[SqliteConnection] = Pool(self._open, SqliteConnection.close, limits)

    async def _open(self) -> SqliteConnection:
        if self._create:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        mode = "rwc" if self._create else "rw"
        uri = f"file:{quote_url(str(self.path.absolute()))}?mode={mode}"
        try:
            return await SqliteConnection.open(uri, typed=self.is_local)
        except sqlite3.Error as error:
            raise translate(error, self._limits) from error

    @asynccontextmanager
    async def transaction(self, *, read_only: bool, writes: bool = True) -> AsyncIterator[SqliteTransaction]:
        """Open a transaction; writers of this process take turns, so that none starves in SQLite's own waiting."""
        changes = writes and not read_only
        async with self._turn() if changes else nullcontext():
            connection, _ = await self._pool.take()
            in_order = False
            try:
                await self._begin(connection, changes=changes)
                try:
                    yield SqliteTransaction(connection, self._limits)
                    await self._end(connection, "COMMIT")
                except OnefoldError:
                    await self._end(connection, "ROLLBACK")
                    in_order = True
                    raise
                in_order = True
            finally:
                await (self._pool.give(connection) if in_order else self._pool.drop(connection))

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """The turn to write; taken before a connection, so that waiting writers keep none from the readers."""
        try:
            async with asyncio.timeout(self._limits.statement_seconds + self._limits.connect_seconds):
                await self._writer.acquire()
        except TimeoutError:
            raise SourceUnreachable("Other writes to this source take too long. Try again shortly.") from None
        try:
            yield
        finally:
            self._writer.release()

    async def _begin(self, connection: SqliteConnection, *, changes: bool) -> None:
        def begin(raw: sqlite3.Connection) -> None:
            raw.execute(f"PRAGMA query_only={'OFF' if changes else 'ON'}")
            raw.execute("BEGIN IMMEDIATE" if changes else "BEGIN")

        await self._translated(connection, begin)

    async def _end(self, connection: SqliteConnection, how: str) -> None:
        def end(raw: sqlite3.Connection) -> None:
            if raw.in_transaction:
                raw.execute(how)

        await self._translated(connection, end)

    async def _translated(self, connection: SqliteConnection, work: Callable[[sqlite3.Connection], None]) -> None:
        try:
            await connection.call(work)
        except sqlite3.Error as error:
            raise translate(error, self._limits) from error

    async def close_idle(self) -> int:
        """Close the connections nobody has used for a while; returns how many."""
        return await self._pool.close_idle()

    async def close(self) -> None:
        """Close every connection that is not in use, and each other one when it comes back."""
        await self._pool.close()
