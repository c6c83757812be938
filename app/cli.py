"""The command `onefold`: serve, migrate, demo, create-admin, openapi.

A command that cannot do its work says why and what to do in one line on stderr, and exits with the code of that
cause (docs/deploy.md lists them).
"""

import asyncio
import json
import os
import socket
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from tempfile import TemporaryFile
from typing import Annotated, NoReturn

import psycopg
import typer
import uvicorn
from fastapi import FastAPI
from pydantic import ValidationError
from pydantic.networks import validate_email
from pydantic_core import PydanticCustomError
from sqlalchemy.exc import DBAPIError
from uvicorn.supervisors import Multiprocess

from app.auth.access import Role
from app.auth.audit import service as audit
from app.auth.passwords import PasswordPool
from app.auth.service import create_user
from app.core.db import migrations
from app.core.db.database import Database, is_pooler, sqlite_path
from app.core.errors import OnefoldError, plain_message
from app.core.garbage import settle_after_start
from app.core.http.protocol import HttpProtocol
from app.core.http.websocket import MAX_MESSAGE_BYTES, WebSocketProtocol
from app.core.observability.logging import configure_logging
from app.core.security.key_ring import load_key_ring
from app.core.settings import Settings
from app.demo.load import DemoLogin, demo_login, load_demo
from app.engine.liveness import DatabaseInUse, SQLiteLock
from app.main import OnefoldApp, create_app

cli = typer.Typer(
    help="Pages and durable actions in one process.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

BACKLOG = 2048
# DESIGN.md section 3: a WebSocket is pinged every 15 s.
PING_SECONDS = 15.0
SHUTDOWN_SECONDS = 20
# How long a worker may be silent before it is killed and another begun. It is silent while it imports the app, which
# takes 6 s and more on a busy machine: with uvicorn's 5 s no worker ever came to serve there.
WORKER_SILENCE_SECONDS = 60


class Exit(IntEnum):
    """Exit codes; 2 is also what a wrong command line answers."""

    FAILED = 1
    SETTINGS = 2
    PORT_TAKEN = 3
    DATA_DIR = 4
    SCHEMA = 5
    DATABASE = 6


Host = Annotated[str | None, typer.Option(help="Address to listen on. [ONEFOLD_HOST]")]
Port = Annotated[int | None, typer.Option(help="Port to listen on. [ONEFOLD_PORT]", min=0, max=65535)]


def fail(code: Exit, message: str) -> NoReturn:
    """Say what is wrong on stderr and end with this code."""
    typer.echo(f"onefold: {message}", err=True)
    raise typer.Exit(code)


def load_settings(host: str | None = None, port: int | None = None) -> Settings:
    """Return the settings of the environment, options first; ends the command when one is wrong.

    Options become environment variables, so that worker processes read the same.
    """
    if host is not None:
        os.environ["ONEFOLD_HOST"] = host
    if port is not None:
        os.environ["ONEFOLD_PORT"] = str(port)
    try:
        return Settings()
    except ValidationError as error:
        fail(Exit.SETTINGS, "; ".join(_setting_problem(item["loc"], plain_message(item)) for item in error.errors()))


def _setting_problem(location: tuple[int | str, ...], message: str) -> str:
    return f"ONEFOLD_{str(location[0]).upper()}: {message}" if location else message


def prepare_data_dir(settings: Settings) -> None:
    """Make the data dir; ends the command when it cannot be written."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=settings.data_dir):
            pass
    except OSError as error:
        reason = error.strerror or str(error)
        fail(
            Exit.DATA_DIR,
            f"cannot write to the data dir {settings.data_dir}: {reason}. "
            "Make it writable for this user, or set ONEFOLD_DATA_DIR to another folder.",
        )


def check_key_ring(settings: Settings) -> None:
    """Read or make the key ring; ends the command when ONEFOLD_SECRET_KEYS is wrong."""
    try:
        load_key_ring(settings)
    except (OnefoldError, ValueError) as error:
        fail(Exit.SETTINGS, f"ONEFOLD_SECRET_KEYS, or the key file in the data dir, is wrong: {error}")


def schema_url(settings: Settings) -> str:
    """Return the URL that migrations use: past a pooler when one is set."""
    return settings.direct_database_url or settings.database_url


@contextmanager
def database_problems(settings: Settings) -> Iterator[None]:
    """End the command with one line when the database does not answer or has another schema."""
    try:
        yield
    except migrations.SchemaError as error:
        fail(Exit.SCHEMA, str(error))
    except (DBAPIError, psycopg.Error, OSError, migrations.WrongEncoding) as error:
        cause = getattr(error, "orig", None) or error
        reason = " ".join(str(cause).split())
        where = sqlite_path(settings.database_url) or "ONEFOLD_DATABASE_URL"
        fail(Exit.DATABASE, f"cannot use the database ({where}): {reason}")


def check_schema(settings: Settings) -> None:
    """End the command when the database has another schema, or is reached through a pooler alone."""
    url = schema_url(settings)
    with database_problems(settings):
        migrations.check_schema(url)
        pooled = not settings.is_sqlite and is_pooler(url)
    if pooled:
        name = "ONEFOLD_DIRECT_DATABASE_URL" if settings.direct_database_url else "ONEFOLD_DATABASE_URL"
        fail(
            Exit.SETTINGS,
            f"{name} leads through a pooler in transaction mode, which carries neither LISTEN nor the lock of a "
            "process. Set ONEFOLD_DIRECT_DATABASE_URL to the address past the pooler.",
        )


def check_unused(settings: Settings) -> None:
    """End the command when another process serves this SQLite file; the app itself takes the lock for good."""
    path = sqlite_path(settings.database_url)
    if path is None or not path.exists():
        return
    lock = SQLiteLock(path)
    try:
        with database_problems(settings):
            lock.acquire()
    except DatabaseInUse as error:
        fail(Exit.DATABASE, error.detail)
    lock.release()


def listen(settings: Settings) -> socket.socket:
    """Return a socket that listens where the settings say; ends the command when it is taken."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listener = socket.create_server((settings.host, settings.port), family=family, backlog=BACKLOG)
    except OSError as error:
        fail(
            Exit.PORT_TAKEN,
            f"cannot listen on {settings.host} port {settings.port}: {error.strerror or error}. "
            "Stop what runs there, or choose another with --port or ONEFOLD_PORT.",
        )
    listener.set_inheritable(True)
    return listener


def serving_app() -> OnefoldApp:
    """Return the app of this process, with its logging set up: what uvicorn and its workers call."""
    settings = Settings()
    configure_logging(settings.log_level)
    app = create_app(settings)
    settle_after_start(app)
    return app


class Server(uvicorn.Server):
    """A uvicorn server that calls `on_ready` once it answers."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], Awaitable[None]] | None = None) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell."""
        await super().startup(sockets)
        if self.started and self._on_ready is not None:
            await self._on_ready()


def server_config(app: FastAPI | str, workers: int = 1) -> uvicorn.Config:
    """Return uvicorn's settings. Forwarded headers are left to our own middleware, which knows whom to believe."""
    return uvicorn.Config(
        app,
        factory=isinstance(app, str),
        workers=workers,
        loop="uvloop" if sys.platform != "win32" else "asyncio",
        http=HttpProtocol,
        ws=WebSocketProtocol,
        ws_max_size=MAX_MESSAGE_BYTES,
        ws_ping_interval=PING_SECONDS,
        ws_ping_timeout=PING_SECONDS,
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        timeout_worker_healthcheck=WORKER_SILENCE_SECONDS,
    )


@cli.command()
def serve(
    host: Host = None,
    port: Port = None,
    workers: Annotated[int, typer.Option(help="Processes that serve; more than one needs Postgres.", min=1)] = 1,
) -> None:
    """Serve the API and the published pages."""
    settings = load_settings(host, port)
    if workers > 1 and settings.is_sqlite:
        fail(
            Exit.SETTINGS,
            "--workers needs Postgres: SQLite has one writer, and live streams and runs are kept within one process. "
            "Set ONEFOLD_DATABASE_URL=postgresql://…, or leave --workers out.",
        )
    prepare_data_dir(settings)
    check_unused(settings)
    check_key_ring(settings)
    check_schema(settings)
    listener = listen(settings)
    configure_logging(settings.log_level)
    config = server_config("app.cli:serving_app", workers)
    if workers > 1:
        Multiprocess(config, sockets=[listener]).run()
    else:
        Server(config).run(sockets=[listener])


@cli.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    settings = load_settings()
    prepare_data_dir(settings)
    with database_problems(settings):
        before, after = migrations.upgrade(schema_url(settings))
    typer.echo(f"The database is up to date ({after})." if before == after else f"Migrated to {after}.")


@cli.command()
def demo(host: Host = None, port: Port = None) -> None:
    """Migrate and serve, with an example workflow and page on first use."""
    os.environ.setdefault("ONEFOLD_LOG_LEVEL", "error")
    settings = load_settings(host, port)
    prepare_data_dir(settings)
    check_unused(settings)
    check_key_ring(settings)
    listener = listen(settings)
    with database_problems(settings):
        migrations.upgrade(schema_url(settings))
    check_schema(settings)
    login = demo_login(settings)
    os.environ.setdefault("ONEFOLD_ADMIN_EMAIL", login.email)
    os.environ.setdefault("ONEFOLD_ADMIN_PASSWORD", login.password)
    app = serving_app()

    async def announce() -> None:
        loaded = await load_demo(app, login)
        typer.echo(demo_greeting(settings, login if loaded else None))

    Server(server_config(app), announce).run(sockets=[listener])


def demo_greeting(settings: Settings, login: DemoLogin | None) -> str:
    """Return what `demo` says once it serves: the address, the login, three things to try."""
    url = settings.origin
    if login is None:
        return (
            f"Onefold runs at {url}. The database in {settings.data_dir} is not the demo's, so nothing was loaded "
            "into it; for a fresh demo set ONEFOLD_DATA_DIR to an empty folder."
        )
    return f"""
Onefold runs at {url}
Sign in with {login.email} and {login.password}

Three things to try:
  1. Sign the guestbook            {url}/p/welcome
  2. Start a workflow by webhook   curl {url}/webhook/greet -H 'Content-Type: application/json' -d '{{"name": "Ada"}}'
  3. Read the API and call it      {url}/docs

Your data stays in {settings.data_dir}. Ctrl+C ends it, `make demo` starts it again.
"""


@cli.command()
def create_admin(email: Annotated[str, typer.Argument(help="Address to sign in with.")]) -> None:
    """Make another owner; asks for the password, or reads it from a pipe."""
    settings = load_settings()
    prepare_data_dir(settings)
    check_schema(settings)
    with database_problems(settings):
        try:
            address = validate_email(email)[1]
            asyncio.run(_create_owner(settings, address, _read_password()))
        except (OnefoldError, PydanticCustomError) as error:
            fail(Exit.FAILED, str(error))
    typer.echo(f"{address} is an owner now and can sign in at {settings.origin}/api/auth/login")


def _read_password() -> str:
    if sys.stdin.isatty():
        answer: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
        return answer
    return sys.stdin.readline().rstrip("\r\n")


async def _create_owner(settings: Settings, email: str, password: str) -> None:
    database, passwords = (
        Database(settings.database_url, direct_url=settings.direct_database_url),
        PasswordPool(threads=1),
    )
    try:
        async with database.session() as session:
            user = await create_user(session, passwords, email=email, password=password, role=Role.OWNER)
            await audit.record(session, "user.created", email=user.email, target=str(user.id))
    finally:
        passwords.close()
        await database.close()


@cli.command()
def openapi(
    output: Annotated[Path | None, typer.Option(help="File to write; stdout when left out.")] = None,
) -> None:
    """Write the OpenAPI document, the same bytes each time."""
    document = json.dumps(create_app(load_settings()).openapi(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    if output is None:
        typer.echo(document, nl=False)
    else:
        output.write_text(document, encoding="utf-8")
