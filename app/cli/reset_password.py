"""`onefold reset-password`."""

import asyncio
from typing import Annotated

import typer

from app.auth.errors import UserNotFound
from app.auth.users.service import reset_password as set_new_password
from app.cli.accounts import open_accounts, read_email, read_new_password
from app.cli.checks import load_ready_settings
from app.cli.output import AsJson, print_json
from app.cli.problems import Exit, database_problems, fail, warn
from app.core.settings import Settings


def reset_password(
    email: Annotated[str, typer.Argument(help="Address that somebody signs in with.")], as_json: AsJson = False
) -> None:
    """Give somebody another password, which ends their sessions; asks for it, or reads it from a pipe.

    It works while Onefold runs. API keys stay as they are.
    """
    settings = load_ready_settings()
    address = read_email(email)
    password = read_new_password(address)
    with database_problems(settings):
        try:
            is_suspended = asyncio.run(_reset(settings, address, password))
        except UserNotFound as error:
            fail(Exit.FAILED, f"{error.detail} `onefold create-admin {address}` makes them an owner.")
    if as_json:
        print_json({"email": address, "is_suspended": is_suspended})
        return
    typer.echo(f"{address} has a new password and is signed out everywhere.")
    if is_suspended:
        warn(f"{address} is suspended and cannot sign in before an owner ends that.")


async def _reset(settings: Settings, email: str, password: str) -> bool:
    """Return whether the person is suspended all the same."""
    async with open_accounts(settings) as (database, passwords):
        user = await set_new_password(database, passwords, email=email, password=password)
    return user.suspended_at is not None
