"""What Onefold keeps in the local source beside people's tables."""

import sqlite3

import httpx
import psycopg

from app.core.db.database import Database
from app.data.effects import EffectKey
from app.data.service import insert_row, run_sql
from app.data.sources.local import FILE
from app.data.sources.local_role import SCHEMA, prepare_role
from app.data.sources.open_sources import DataSources
from app.main import OnefoldApp
from tests.data.conftest import LOCAL

# As the first builds made it, with a key of a run that is being retried.
OLD_KEYS = """CREATE TABLE {schema}_onefold_effects (
    key text PRIMARY KEY, table_name text NOT NULL, answer text, created_at {time})"""
OLD_KEY = "INSERT INTO {schema}_onefold_effects VALUES ('run:insert', 'orders', '{{\"title\": \"then\"}}', {now})"


async def test_what_earlier_builds_kept_of_inserts_still_answers_for_them(
    app: OnefoldApp, sources: DataSources, editor: httpx.AsyncClient
) -> None:
    """A row must not be stored twice because the server was updated between two tries."""
    await make_old_keys(app)
    answer = await editor.post(LOCAL, json={"name": "orders", "columns": [{"name": "title", "type": "text"}]})
    assert answer.status_code == 201, answer.text
    again = await insert_row(sources, "local", "orders", {"title": "again"}, key=EffectKey("run:insert"))
    assert again.rows == [{"title": "then"}]
    for _ in range(2):
        await insert_row(sources, "local", "orders", {"title": "new"}, key=EffectKey("another:insert"))
    assert (await run_sql(sources, "local", "SELECT title FROM orders", {})).rows == [{"title": "new"}]


async def make_old_keys(app: OnefoldApp) -> None:
    database: Database = app.resources.database
    if database.is_sqlite:
        file = app.resources.settings.data_dir / FILE
        with sqlite3.connect(file) as local:
            local.execute(OLD_KEYS.format(schema="", time="text") + " WITHOUT ROWID")
            local.execute(OLD_KEY.format(schema="", now="datetime('now')"))
        local.close()
        return
    role = await prepare_role(database, app.resources.key_ring)
    async with await psycopg.AsyncConnection.connect(database.direct_url, autocommit=True) as admin:
        await admin.execute(OLD_KEYS.format(schema=f"{SCHEMA}.", time="timestamptz").encode())
        await admin.execute(OLD_KEY.format(schema=f"{SCHEMA}.", now="now()").encode())
        await admin.execute(f'ALTER TABLE {SCHEMA}._onefold_effects OWNER TO "{role}"'.encode())
