"""What commands about people share: an address and a password that are fit, and the means to store them."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import typer
from pydantic import TypeAdapter, ValidationError

from app.auth.errors import WeakPassword
from app.auth.passwords import PasswordHasher, check_password
from app.auth.schemas import Email
from app.cli.opening import open_database
from app.cli.problems import Exit, fail
from app.core.db.database import Database
from app.core.settings import Settings


def read_email(text: str, name: str = "") -> str:
    """Return the address as it is stored; ends the command when it is none. `name` is the setting it comes from."""
    try:
        return TypeAdapter(Email).validate_python(text)
    except ValidationError:
        fail(Exit.SETTINGS, f"{name and f'{name}: '}{text!r} is no e-mail address like ada@example.com.")


def check_new_password(password: str, email: str, name: str = "") -> None:
    """End the command when this is unfit as somebody's new password."""
    try:
        check_password(password, email)
    except WeakPassword as error:
        fail(Exit.SETTINGS, f"{name and f'{name}: '}{error.detail}")


def read_new_password(email: str) -> str:
    """Return the password that is asked for, twice, or read from a pipe; ends the command when it is unfit."""
    if sys.stdin.isatty():
        password = str(typer.prompt("New password", hide_input=True, confirmation_prompt=True))
    else:
        password = sys.stdin.readline().rstrip("\r\n")
        if not password:
            fail(Exit.SETTINGS, "no password came in: run this in a terminal and type it, or pipe it in.")
    check_new_password(password, email)
    return password


@asynccontextmanager
async def open_accounts(settings: Settings) -> AsyncIterator[tuple[Database, PasswordHasher]]:
    """The database and the hasher of one command."""
    passwords = PasswordHasher(threads=1)
    try:
        async with open_database(settings) as database:
            yield database, passwords
    finally:
        passwords.close()
