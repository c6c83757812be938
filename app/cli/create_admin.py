"""`onefold create-admin`."""

import asyncio
import sys
from typing import Annotated

import typer
from pydantic.networks import validate_email
from pydantic_core import PydanticCustomError

from app.auth.access import Role
from app.auth.audit import service as audit
from app.auth.passwords import PasswordHasher
from app.auth.service import create_user
from app.cli.checks import check_schema
from app.cli.problems import Exit, database_problems, fail, load_settings, prepare_data_dir
from app.core.db.database import Database
from app.core.errors import OnefoldError
from app.core.settings import Settings


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
        PasswordHasher(threads=1),
    )
    try:
        async with database.session() as session:
            user = await create_user(session, passwords, email=email, password=password, role=Role.OWNER)
            await audit.record(session, "user.created", email=user.email, target=str(user.id))
    finally:
        passwords.close()
        await database.close()
