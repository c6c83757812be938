"""The schema of the database: bring it to the newest revision, or say how far it is off.

One Alembic tree serves SQLite and Postgres, through a connection of its own that blocks; run these functions
outside an event loop. A whole upgrade is one transaction that begins with a lock, so of two processes that migrate
at once the second waits and then finds nothing left to do.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, inspect, text
from sqlalchemy.engine import make_url

# Any constant will do as long as nothing else takes it: the first bytes of "onefold" as a bigint.
ADVISORY_LOCK = 0x6F6E65666F6C64
LOCK_TIMEOUT_MS = 120_000
ASSIGNMENT = re.compile(r'^(revision|down_revision)\b[^=]*= (?:"(\w+)"|None)$', re.MULTILINE)


class SchemaError(Exception):
    """The database and this code do not belong together; the text says what to do."""


class WrongEncoding(Exception):
    """The database cannot hold every text; the message says what to do."""


class DatabaseBehind(SchemaError):
    """The database misses migrations of this code."""


class DatabaseAhead(SchemaError):
    """The database was migrated by newer code."""


def script_location() -> Path:
    """Return the folder of the migrations: inside the package when installed, beside it in a checkout."""
    package = Path(__file__).parents[2]
    installed = package / "alembic"
    return installed if installed.is_dir() else package.parent / "alembic"


@cache
def revisions() -> dict[str, str | None]:
    """Return every revision of this code with the one before it.

    Read from the files by hand: importing Alembic would cost a serving process a third of a second at start.
    """
    found = {}
    for path in (script_location() / "versions").glob("*.py"):
        fields = dict(ASSIGNMENT.findall(path.read_text(encoding="utf-8")))
        found[fields["revision"]] = fields["down_revision"] or None
    return found


def head_revision() -> str | None:
    """Return the newest revision this code knows, the one that none follows."""
    heads = revisions().keys() - set(revisions().values())
    return max(heads, default=None)


def _engine(url: str) -> Engine:
    target = make_url(url)
    if target.get_backend_name() != "sqlite":
        # A database in SQL_ASCII would have all text sent as bytes, which SQLAlchemy cannot read.
        options: dict[str, Any] = {"prepare_threshold": None, "connect_timeout": 5, "client_encoding": "utf8"}
        return create_engine(target.set(drivername="postgresql+psycopg"), poolclass=NullPool, connect_args=options)
    if target.database:
        Path(target.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(target.set(drivername="sqlite"), poolclass=NullPool)

    # Python's sqlite3 would commit before DDL; begun by ourselves, a migration that fails leaves nothing behind.
    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout={LOCK_TIMEOUT_MS}")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


@contextmanager
def schema_connection(url: str) -> Iterator[Connection]:
    """A connection in a transaction that no other migration shares; commits when the block ends."""
    engine = _engine(url)
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
            yield connection
    finally:
        engine.dispose()


def upgrade(url: str, revision: str = "head") -> tuple[str | None, str | None]:
    """Migrate up to a revision; returns the revision before and after. Raises DatabaseAhead, WrongEncoding."""
    with schema_connection(url) as connection:
        _check_encoding(connection)
        before = current_revision(connection)
        _refuse_unknown(before)
        if revision == "head" and before == head_revision():
            return before, before  # nothing to do, for which importing Alembic would take half a second
        _run_alembic(connection, "upgrade", revision)
        return before, current_revision(connection)


def replace_schema(connection: Connection, revision: str) -> None:
    """Drop Onefold's tables, if there are any, and make those of a revision, empty; the caller commits."""
    if current_revision(connection) is not None:
        _run_alembic(connection, "downgrade", "base")
    _run_alembic(connection, "upgrade", revision)


def upgrade_on(connection: Connection) -> None:
    """Migrate up to the newest revision; the caller commits."""
    _run_alembic(connection, "upgrade", "head")


def downgrade(url: str, revision: str) -> None:
    """Migrate down to a revision, or to nothing with `base`."""
    with schema_connection(url) as connection:
        _run_alembic(connection, "downgrade", revision)


def _run_alembic(connection: Connection, name: str, revision: str) -> None:
    # Only commands that change the schema need Alembic; see revisions().
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(script_location()).replace("%", "%%"))
    config.attributes["connection"] = connection
    run: Callable[[Config, str], None] = getattr(command, name)
    run(config, revision)


def check_schema(url: str) -> None:
    """Return when the database is at the newest revision; raises DatabaseBehind, DatabaseAhead, WrongEncoding."""
    engine = _engine(url)
    try:
        with engine.connect() as connection:
            _check_encoding(connection)
            current = current_revision(connection)
    finally:
        engine.dispose()
    compare(current, head_revision())


def compare(current: str | None, head: str | None) -> None:
    """Return when the two revisions are the same; raises DatabaseBehind or DatabaseAhead."""
    if current == head:
        return
    _refuse_unknown(current)
    if current is None:
        raise DatabaseBehind("The database has nothing of Onefold in it yet: run `onefold migrate`.")
    raise DatabaseBehind(
        f"The database is at migration {current} and this version needs {head}: run `onefold migrate`."
    )


def _check_encoding(connection: Connection) -> None:
    if connection.dialect.name != "postgresql":
        return
    encoding = connection.execute(text("SHOW server_encoding")).scalar()
    if encoding != "UTF8":
        raise WrongEncoding(
            f"it has the encoding {encoding} and cannot hold every text. Make another: "
            "CREATE DATABASE name ENCODING 'UTF8' TEMPLATE template0"
        )


def _refuse_unknown(current: str | None) -> None:
    if current is not None and current not in revisions():
        raise DatabaseAhead(
            f"The database is at migration {current}, which this version does not know: "
            "it was migrated by a newer Onefold. Run that version, or restore a backup."
        )


def current_revision(connection: Connection) -> str | None:
    """Return the revision of a database, None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found
