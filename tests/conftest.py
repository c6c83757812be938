"""Fixtures: each test gets an app with a migrated database of its own, once on SQLite and once on Postgres.

A database of its own (a copied file, a Postgres template) rather than a rolled-back outer transaction: the engine
and the event writer commit on connections of their own, which an outer transaction could not hold.
"""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import psycopg
import pytest

from app.auth import service as auth_service
from app.auth.access import Role
from app.auth.models import User
from app.core.db import migrations
from app.core.settings import Settings
from app.main import OnefoldApp, create_app
from tests.declared import check_declared

pytest_plugins = [
    "tests.completeness",
    "tests.memory",
    "tests.pooler",
    "tests.postgres",
    "tests.seeds",
    "tests.serving",
    "tests.trust",
]

BASE_URL = "http://127.0.0.1:8000"


def make_settings(data_dir: Path, database_url: str, **changes: object) -> Settings:
    """Return settings of a test: nothing is read from the environment but what is given here."""
    return Settings(data_dir=data_dir, database_url=database_url, _env_file=None, **changes)  # type: ignore[arg-type]


def migrate(url: str) -> None:
    """Bring a database to the newest schema, as `onefold migrate` does."""
    migrations.upgrade(url)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """The name of a migrated, empty Postgres database of this worker."""
    name = f"template_{uuid4().hex}"
    create_postgres_database(postgres_server, name)
    migrate(database_of(postgres_server, name))
    return name


def database_of(admin_url: str, name: str) -> str:
    """Return the URL of another database on the same server."""
    head, _, query = admin_url.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")


def create_postgres_database(admin_url: str, name: str, template: str = "template0") -> None:
    """Create a database on the server, as a copy of a template."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')


def drop_postgres_database(admin_url: str, name: str) -> None:
    """Drop a database, connections included."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a migrated database that only this test uses."""
    if request.param == "sqlite":
        path = tmp_path / "onefold.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    admin_url = request.getfixturevalue("postgres_server")
    name = f"test_{uuid4().hex}"
    create_postgres_database(admin_url, name, request.getfixturevalue("postgres_template"))
    yield database_of(admin_url, name)
    drop_postgres_database(admin_url, name)


ONE_DATABASE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""Marks a test, or a module by `pytestmark`, of what no dialect can change: it runs on SQLite alone."""


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """The settings of this test's app; override this fixture to change them."""
    return make_settings(tmp_path / "data", database_url)


@asynccontextmanager
async def running(app: OnefoldApp) -> AsyncIterator[OnefoldApp]:
    """Run an app's lifespan around a block."""
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
async def app(settings: Settings) -> AsyncIterator[OnefoldApp]:
    """This test's app, running."""
    async with running(create_app(settings)) as app:
        yield app


def new_client(app: OnefoldApp, **options: Any) -> httpx.AsyncClient:
    """Return an HTTP client of an app, in process; a refusal that its operation does not declare fails the test."""

    async def check(response: httpx.Response) -> None:
        if response.status_code >= 400:
            check_declared(app, response, await response.aread())

    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url=BASE_URL, event_hooks={"response": [check]}, **options)


@asynccontextmanager
async def client_of(app: OnefoldApp, **headers: str) -> AsyncIterator[httpx.AsyncClient]:
    """An HTTP client of an app, in process."""
    async with new_client(app, headers=headers) as client:
        yield client


@pytest.fixture
async def client(app: OnefoldApp) -> AsyncIterator[httpx.AsyncClient]:
    """An HTTP client that is not signed in."""
    async with client_of(app) as client:
        yield client


SignIn = Callable[[Role], Awaitable[httpx.AsyncClient]]


@pytest.fixture
async def sign_in(app: OnefoldApp) -> AsyncIterator[SignIn]:
    """A function that makes a user of a role and returns a client signed in as them (cookie, Origin and X-CSRF)."""
    clients: list[httpx.AsyncClient] = []

    async def sign_in_as(role: Role) -> httpx.AsyncClient:
        async with app.resources.database.session() as session:
            user = User(email=f"{role}-{uuid4().hex[:8]}@example.com", password_hash="!", role=role)
            session.add(user)
            await session.flush()
            _, token = await auth_service.start_session(session, user)
        client = new_client(app, headers={"Origin": BASE_URL, "X-CSRF": "1"}, cookies={"sid": token})
        clients.append(client)
        return client

    yield sign_in_as
    for client in clients:
        await client.aclose()


@pytest.fixture
async def owner(sign_in: SignIn) -> httpx.AsyncClient:
    """A client signed in as an owner."""
    return await sign_in(Role.OWNER)
