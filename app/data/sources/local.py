"""Where the built-in `local` source keeps its tables, and what Onefold itself keeps beside them.

With SQLite as the main database: a file of its own, `{data_dir}/local.db`. With Postgres: a schema of the main
database, reached as a role of its own (`local_role.py`).
"""

from app.data.queries.sql import Dialect
from app.data.sources.source import Transaction

FILE = "local.db"
EFFECTS_KEPT_DAYS = 30

_EFFECTS: dict[Dialect, str] = {
    "sqlite": """CREATE TABLE IF NOT EXISTS _onefold_effects (
        key TEXT PRIMARY KEY, table_name TEXT NOT NULL, response TEXT,
        created_at TEXT NOT NULL DEFAULT (datetime('now'))
        ) WITHOUT ROWID""",
    "postgres": """CREATE TABLE IF NOT EXISTS _onefold_effects (
        key text PRIMARY KEY, table_name text NOT NULL, response text,
        created_at timestamptz NOT NULL DEFAULT now())""",
}
# Builds before the first release called the response an answer.
_HAS_ANSWER: dict[Dialect, str] = {
    "sqlite": "SELECT 1 FROM pragma_table_info('_onefold_effects') WHERE name = 'answer'",
    "postgres": """SELECT 1 FROM pg_attribute
        WHERE attrelid = '_onefold_effects'::regclass AND attname = 'answer' AND NOT attisdropped""",
}
_OLD_EFFECTS: dict[Dialect, str] = {
    "sqlite": f"DELETE FROM _onefold_effects WHERE created_at < datetime('now', '-{EFFECTS_KEPT_DAYS} days')",
    "postgres": f"DELETE FROM _onefold_effects WHERE created_at < now() - interval '{EFFECTS_KEPT_DAYS} days'",
}


async def prepare_local(transaction: Transaction, dialect: Dialect) -> None:
    """Make the table of idempotency keys, also of the one an earlier build made, and forget keys of over 30 days
    (they matter while a run is retried)."""
    if dialect == "postgres":
        await transaction.execute("SELECT pg_advisory_xact_lock(hashtext('onefold_local'))")
    await transaction.execute(_EFFECTS[dialect])
    if (await transaction.execute(_HAS_ANSWER[dialect])).rows:
        await transaction.execute("ALTER TABLE _onefold_effects RENAME COLUMN answer TO response")
    await transaction.execute(_OLD_EFFECTS[dialect])
