"""What statements on Postgres must not do though the database lets them: to their role, past their transaction."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from uuid import uuid4

import psycopg
import pytest

from app.data.effects import EffectKey
from app.data.service import insert_row, run_sql
from app.data.sources.local_role import SCHEMA
from app.data.sources.open_sources import DataSources
from tests.data.conftest import RunSql, make_function
from tests.postgres import end_sessions

pytestmark = [pytest.mark.postgres, pytest.mark.parametrize("database_url", ["postgres"], indirect=True)]

Admin = psycopg.AsyncConnection[tuple[object, ...]]

REFUSED = [
    "alter role current_user password 'hacked'", "alter role current_user set statement_timeout = 1",
    "ALTER /* x */ USER current_user RESET ALL", "alter group x rename to y", "create role x", "drop role x",
    "drop owned by current_user", "reassign owned by current_user to postgres", "drop schema onefold_local cascade",
    "alter default privileges grant all on tables to public", "grant all on orders to public",
    "revoke all on orders from current_user", "set role postgres", "set session authorization default",
    "alter system set work_mem = '1GB'", "alter database x set work_mem = '1GB'", "create extension dblink",
    "create function f() returns void language sql as $$ alter role current_user password 'x' $$",
    "create or replace procedure p() language sql as ''", "drop function f()",
    "create trigger t after insert on orders execute function f()",
    "create temp table t (n int)", "create schema mine create table t (n int)", "comment on role postgres is 'x'",
    "create rule r as on insert to orders do also notify x", "lock table orders", "notify x", "unlisten *",
    "security label on table orders is 'x'", "import foreign schema x from server y into z",
    "alter large object 1 owner to x",
    "select lo_create(0)", "select lo_from_bytea(0, 'hello'::bytea)", "select pg_catalog . lo_unlink (1)",
    'select "lo_create"/* x */(0)', "select PG_NOTIFY('x', 'y')",
    "select set_config('statement_timeout', '0', false)",
    "insert into orders (title) values (set_config('role', 'none', false))", "select pg_advisory_lock(1)",
    "select pg_try_advisory_xact_lock(1)", "select pg_terminate_backend(1)", "select pg_read_file('/etc/passwd')",
    "select pg_ls_dir('/')", "select * from dblink('x', 'y') as t(a int)", "select loread(1, 1)",
    "select query_to_xml('select 1', true, true, '')", "select * from ts_stat('select 1')",
    "create view v as select lo_create(0)", "create table t (n oid default lo_create(0))",
]  # fmt: skip
ALLOWED = [
    "create table if not exists notes (n int, lo_price int, dblink int)", "create unique index on notes (n)",
    "create or replace view cheap as select lo_price from notes where dblink in (1)", "create sequence s",
    "create type mood as enum ('sad')", "create domain tiny as int check (value < 9)", "alter table notes add m mood",
    "create materialized view copied as select * from notes", "refresh materialized view copied",
    "comment on column notes.n is 'many'", "comment on table notes is 'x'", "drop materialized view copied",
    "truncate notes",
    "create table lo_prices (n int)", "insert into lo_prices (n) values (1)",
    "drop view cheap", "drop table notes", "select title from orders", "explain select 1",
]  # fmt: skip


@pytest.fixture
async def admin(sources: DataSources) -> AsyncIterator[Admin]:
    """An administrator's connection to the database of this test."""
    await sources.local()
    async with await psycopg.AsyncConnection.connect(sources.database.direct_url, autocommit=True) as connection:
        yield connection


async def role_of(admin: Admin) -> str:
    cursor = await admin.execute("SELECT nspacl::text FROM pg_namespace WHERE nspname = %s", (SCHEMA,))
    [(rights,)] = await cursor.fetchall()
    return next(part.partition("=")[0] for part in str(rights).strip("{}").split(",") if part.startswith(SCHEMA))


async def test_only_what_is_the_editors_own_is_defined_or_called(ask: RunSql, orders: str) -> None:
    codes = {sql: (await ask(sql)).json().get("code") for sql in REFUSED}
    assert {sql: code for sql, code in codes.items() if code != "statement_refused"} == {}
    answers = {sql: await ask(sql) for sql in ALLOWED}
    assert {sql: answer.text for sql, answer in answers.items() if answer.status_code != 200} == {}


async def test_a_read_query_leaves_no_object_and_sends_nothing(
    ask: RunSql, admin: Admin, sources: DataSources
) -> None:
    await make_function(sources, "send() RETURNS void LANGUAGE sql AS $$ SELECT pg_notify('watched', 'a query') $$")
    await make_function(sources, "keep() RETURNS oid LANGUAGE sql AS $$ SELECT lo_create(0) $$")
    await admin.execute("LISTEN watched")
    assert (await ask("SELECT send()", mode="read")).status_code == 200
    # From version 16 on the database refuses it.
    assert (await ask("SELECT keep()", mode="read")).status_code in (200, 422)
    cursor = await admin.execute("SELECT count(*) FROM pg_largeobject_metadata")
    assert await cursor.fetchone() == (0,)
    await admin.execute("NOTIFY watched, 'the end'")
    heard = [notification.payload async for notification in admin.notifies(stop_after=1, timeout=10)]
    assert heard == ["the end"]


async def test_a_statement_that_lifts_its_own_limit_is_stopped_all_the_same(
    ask: RunSql, admin: Admin, sources: DataSources
) -> None:
    body = (
        "BEGIN PERFORM set_config('statement_timeout', '0', false); "
        "IF n > 20 THEN PERFORM pg_sleep(60); END IF; RETURN n; END"
    )
    await make_function(sources, f"dawdle(n int) RETURNS int LANGUAGE plpgsql AS $$ {body} $$")
    await sources.close()
    sources.limits = replace(sources.limits, statement_seconds=0.3)
    for mode in ("read", "write"):
        answer = await ask("SELECT dawdle(n) FROM generate_series(1, 40) AS n", mode=mode)
        assert (answer.status_code, answer.json()["code"]) == (422, "query_timeout"), answer.text
    cursor = await admin.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'"
        " AND query LIKE '%FETCH%'"
    )
    assert await cursor.fetchone() == (1,)  # this question itself
    assert (await ask("SELECT 1 AS one")).json()["rows"] == [{"one": 1}]


async def test_the_role_is_set_up_again_when_somebody_changed_it(
    ask: RunSql, orders: str, admin: Admin, sources: DataSources
) -> None:
    role = await role_of(admin)
    await admin.execute(f'ALTER ROLE "{role}" SET default_transaction_read_only = on'.encode())
    end_sessions(sources.database.direct_url, "usename = %s", role)
    assert (await ask("INSERT INTO orders (title) VALUES ('kept')")).status_code == 200
    await admin.execute(f'ALTER ROLE "{role}" NOLOGIN'.encode())
    end_sessions(sources.database.direct_url, "usename = %s", role)
    answers = await asyncio.gather(*(run_sql(sources, "local", "SELECT title FROM orders", {}) for _ in range(5)))
    assert [answer.rows for answer in answers] == [[{"title": "kept"}]] * 5
    cursor = await admin.execute("SELECT rolconfig FROM pg_roles WHERE rolname = %s", (role,))
    assert await cursor.fetchone() == (None,)


async def test_the_table_of_keys_is_made_again(orders: str, admin: Admin, sources: DataSources) -> None:
    await admin.execute(f"DROP TABLE {SCHEMA}._onefold_effects".encode())
    key = uuid4().hex
    rows = [await insert_row(sources, "local", "orders", {"title": "once"}, key=EffectKey(key)) for _ in range(2)]
    assert rows[0].rows == rows[1].rows
    assert (await run_sql(sources, "local", "SELECT count(*) AS n FROM orders", {})).rows == [{"n": 1}]
