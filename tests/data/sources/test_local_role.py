"""The role behind the local source on Postgres, where the main user is no superuser."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest

from app.data.errors import QueryFailed, SourceUnreachable
from app.data.schemas import ColumnCreate, TableCreate
from app.data.service import insert_row, run_sql
from app.data.sources.open_sources import DataSources
from app.data.tables.service import create_table
from app.data.values import ColumnType
from app.main import create_app
from tests.conftest import database_of, drop_postgres_database, make_settings, migrate, running
from tests.data.conftest import make_function

pytestmark = pytest.mark.postgres


@pytest.fixture
def plain_user(postgres_server: str) -> Iterator[tuple[str, str]]:
    """A user without any rights but its own database: its name and the URL it signs in with."""
    name = f"plain_{uuid4().hex[:12]}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {name} LOGIN PASSWORD 'secret'")
        connection.execute(f"CREATE DATABASE {name} OWNER {name} TEMPLATE template0")
    url = database_of(postgres_server, name)
    parts = urlsplit(url)
    url = url.replace(f"//{parts.netloc}/", f"//{name}:secret@{parts.netloc.rpartition('@')[2]}/")
    migrate(url)
    yield name, url
    drop_postgres_database(postgres_server, name)


@asynccontextmanager
async def data_of(url: str, folder: Path) -> AsyncIterator[DataSources]:
    """The sources of an app on this database."""
    async with running(create_app(make_settings(folder, url))) as app:
        yield app.resources.sources


async def test_a_user_who_may_make_roles_is_enough(
    plain_user: tuple[str, str], postgres_server: str, tmp_path: Path
) -> None:
    name, url = plain_user
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"ALTER ROLE {name} CREATEROLE")
    table = TableCreate(name="orders", columns=[ColumnCreate(name="title", type=ColumnType.TEXT)])
    async with data_of(url, tmp_path / "one") as data:
        await create_table(data, "local", table)
        await insert_row(data, "local", "orders", {"title": "x"})
        with pytest.raises(QueryFailed, match="permission denied for table auth_user"):
            await run_sql(data, "local", "SELECT * FROM public.auth_user", {})
        body = f"BEGIN PERFORM set_config('role', '{name}', true); END"
        await make_function(data, f"become() RETURNS void LANGUAGE plpgsql AS $$ {body} $$")
        with pytest.raises(QueryFailed, match="permission denied"):
            await run_sql(data, "local", "SELECT become()", {})
    # Another process with other keys (a lost data dir) sets the password anew and finds the rows.
    async with data_of(url, tmp_path / "two") as data:
        assert (await run_sql(data, "local", "SELECT title FROM orders", {})).rows == [{"title": "x"}]
    # The main user can back the rows up.
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT title FROM onefold_local.orders").fetchall() == [("x",)]


async def test_a_user_who_may_not_make_roles_learns_what_to_do(plain_user: tuple[str, str], tmp_path: Path) -> None:
    async with data_of(plain_user[1], tmp_path / "one") as data:
        for _ in range(2):
            with pytest.raises(SourceUnreachable, match="CREATEROLE"):
                await run_sql(data, "local", "SELECT 1", {})
