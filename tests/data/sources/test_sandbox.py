"""What statements on the local source must not reach: other statements, Onefold's own tables, the machine."""

import pytest

from app.data.errors import QueryFailed, StatementRefused
from app.data.service import run_sql
from app.data.sources.open_sources import DataSources
from tests.data.conftest import RunSql, make_function

OTHER_KINDS = [
    "COMMIT", "ROLLBACK", "BEGIN", "SAVEPOINT a", "SET ROLE postgres", "RESET ROLE", "SET search_path = public",
    "DISCARD ALL", "COPY orders TO STDOUT", "LISTEN x", "DO $$ BEGIN END $$", "PREPARE TRANSACTION 'x'",
    "ATTACH DATABASE 'x.db' AS x", "PRAGMA writable_schema = 1", "VACUUM INTO 'copy.db'", "DETACH x",
    "SELECT 1; SELECT 2", "SELECT 1; DROP TABLE orders", ";COMMIT", "/* x */ COMMIT", "-- x\nCOMMIT", "", " -- x",
    "SELECT * FROM _onefold_effects", 'DROP TABLE "_onefold_effects"', "SELECT 'open", "/* /* */ COMMIT -- */ */",
]  # fmt: skip
OUT_OF_REACH = [
    "SELECT * FROM auth_user",
    "SELECT * FROM public.auth_user",
    "SELECT * FROM main.auth_user",
    'SELECT * FROM "public"."auth_user"',
    "DELETE FROM public.auth_user",
    "INSERT INTO public.auth_user (email) VALUES ('x')",
    "CREATE TABLE public.mine (x int)",
    "SELECT set_config('role', 'postgres', false), * FROM public.auth_user",
    "WITH a AS (SELECT set_config('role', 'none', true)) SELECT * FROM a, public.auth_user",
    "SELECT set_config('role', 'none', true), query_to_xml('select * from public.auth_user', true, false, '')",
    "SELECT set_config('session_authorization', 'postgres', true)",
    "SELECT query_to_xml('reset role; select * from public.auth_user', true, false, '')",
    "SELECT pg_read_file('/etc/passwd')",
    "ALTER ROLE CURRENT_USER SUPERUSER",
    'SELECT * FROM U&"\\005fonefold_effects"',
    "CREATE ROLE mine SUPERUSER",
    "SELECT load_extension('x')",
    "SELECT readfile('/etc/passwd')",
    "CREATE VIRTUAL TABLE x USING csv(filename='/etc/passwd')",
]


async def test_statements_of_other_kinds_are_refused(ask: RunSql, orders: str) -> None:
    codes = {}
    for sql in OTHER_KINDS:
        answer = await ask(sql)
        codes[sql] = (answer.status_code, answer.json().get("code"))
    wanted = ((422, "statement_refused"), (422, "invalid_input"))
    assert {sql: code for sql, code in codes.items() if code not in wanted} == {}


async def test_onefolds_own_tables_and_the_machine_are_out_of_reach(ask: RunSql) -> None:
    codes = {}
    for sql in OUT_OF_REACH:
        answer = await ask(sql)
        codes[sql] = (answer.status_code, answer.json().get("code"))
        assert (await ask("SELECT 1 AS one")).json()["rows"] == [{"one": 1}], sql
    wanted = ((422, "statement_refused"), (422, "query_failed"))
    assert {sql: code for sql, code in codes.items() if code not in wanted} == {}


@pytest.mark.parametrize("undo", ["RESET ROLE", "SET ROLE NONE", "RESET SESSION AUTHORIZATION"])
async def test_a_function_cannot_leave_the_sandbox(sources: DataSources, undo: str) -> None:
    if sources.database.is_sqlite:  # SQLite has no functions written in SQL: there is nothing to leave by
        with pytest.raises(QueryFailed):
            await run_sql(sources, "local", "CREATE FUNCTION peek() RETURNS int AS 'x'", {})
        return
    peek = f"BEGIN {undo}; RETURN (SELECT count(*) FROM public.auth_user); END"
    await make_function(sources, f"peek() RETURNS bigint LANGUAGE plpgsql AS $$ {peek} $$")
    with pytest.raises(QueryFailed, match="permission denied for table auth_user"):
        await run_sql(sources, "local", "SELECT peek()", {})


async def test_what_a_statement_sets_is_forgotten(sources: DataSources) -> None:
    if sources.database.is_sqlite:
        with pytest.raises(StatementRefused):
            await run_sql(sources, "local", "CREATE TEMP TABLE orders (x)", {})
        return
    body = "SELECT set_config('search_path', 'public', false); SELECT pg_advisory_lock(7)"
    await make_function(sources, f"leave() RETURNS void LANGUAGE sql AS $$ {body} $$")
    await run_sql(sources, "local", "SELECT leave()", {})
    held = "SELECT count(*) AS n FROM pg_locks WHERE locktype = 'advisory' AND objid = 7"
    assert (await run_sql(sources, "local", held, {})).rows == [{"n": 0}]
    assert (await run_sql(sources, "local", "SHOW search_path", {})).rows == [{"search_path": "onefold_local"}]


async def test_a_read_query_cannot_write(ask: RunSql, orders: str, sources: DataSources) -> None:
    for sql in ("INSERT INTO orders (title) VALUES ('x')", "DROP TABLE orders", "EXPLAIN ANALYZE DELETE FROM orders"):
        answer = await ask(sql, mode="read")
        assert answer.status_code == 422, answer.text
    if not sources.database.is_sqlite:
        body = "SELECT set_config('transaction_read_only', 'off', true); INSERT INTO orders (title) VALUES ('x')"
        await make_function(sources, f"sneak() RETURNS void LANGUAGE sql AS $$ {body} $$")
        answer = await ask("SELECT sneak()", mode="read")
        assert (answer.status_code, answer.json()["code"]) == (422, "query_failed")
    assert (await run_sql(sources, "local", "SELECT count(*) AS n FROM orders", {})).rows == [{"n": 0}]
