"""`onefold create-admin`."""

import asyncio
from typing import Annotated
from uuid import UUID

import typer

from app.auth.access import Role
from app.auth.audit import service as audit
from app.auth.errors import EmailTaken
from app.auth.service import create_user
from app.cli.accounts import open_accounts, read_email, read_new_password
from app.cli.checks import load_ready_settings
from app.cli.output import AsJson, print_json
from app.cli.problems import Exit, database_problems, fail
from app.core.settings import Settings


def create_admin(
    email: Annotated[str, typer.Argument(help="Address to sign in with.")], as_json: AsJson = False
) -> None:
    """Make another owner; asks for the password, or reads it from a pipe."""
    settings = load_ready_settings()
    address = read_email(email)
    password = read_new_password(address)
    with database_problems(settings):
        try:
            user_id = asyncio.run(_create_owner(settings, address, password))
        except EmailTaken as error:
            fail(Exit.FAILED, f"{error.detail} `onefold reset-password {address}` gives them another password.")
    login = f"{settings.origin}/login"
    if as_json:
        print_json({"id": user_id, "email": address, "role": Role.OWNER, "login": login})
    else:
        typer.echo(f"{address} is an owner now and can sign in at {login}")


async def _create_owner(settings: Settings, email: str, password: str) -> UUID:
    async with open_accounts(settings) as (database, passwords), database.session() as session:
        user = await create_user(session, passwords, email=email, password=password, role=Role.OWNER)
        await audit.record(session, "user.created", email=user.email, target=str(user.id))
    return user.id
