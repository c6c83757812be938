"""What an operator gets wrong: a data dir, a database. Each ends a command with one line and its code."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from tempfile import TemporaryFile
from typing import NoReturn

import typer
from sqlalchemy.exc import DBAPIError

from app.core.db import migrations
from app.core.db.urls import sqlite_path
from app.core.settings import Settings


class Exit(IntEnum):
    """Exit codes; 2 is also what a wrong command line answers."""

    FAILED = 1
    SETTINGS = 2
    PORT_TAKEN = 3
    DATA_DIR = 4
    SCHEMA = 5
    DATABASE = 6


def fail(code: Exit, message: str) -> NoReturn:
    """Say what is wrong on stderr and end with this code."""
    typer.echo(f"onefold: {message}", err=True)
    raise typer.Exit(code)


def warn(message: str) -> None:
    """Say on stderr what is probably not meant; the command goes on."""
    typer.echo(f"onefold: warning: {message}", err=True)


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


def schema_url(settings: Settings) -> str:
    """Return the URL that migrations use: past a pooler when one is set."""
    return settings.direct_database_url or settings.database_url


def describe_database_error(error: Exception) -> str:
    """Return in one line what the driver said."""
    return " ".join(str(getattr(error, "orig", None) or error).split())


@contextmanager
def database_problems(settings: Settings, *drivers: type[Exception]) -> Iterator[None]:
    """End the command with one line when the database does not answer or has another schema.

    `drivers` are errors of a driver that is asked without SQLAlchemy.
    """
    errors: tuple[type[Exception], ...] = (DBAPIError, OSError, migrations.WrongEncoding, *drivers)
    try:
        yield
    except migrations.SchemaError as error:
        fail(Exit.SCHEMA, str(error))
    except errors as error:
        reason = describe_database_error(error)
        where = sqlite_path(settings.database_url) or "ONEFOLD_DATABASE_URL"
        fail(Exit.DATABASE, f"cannot use the database ({where}): {reason}")
