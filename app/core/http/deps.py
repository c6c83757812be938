"""Dependencies every slice uses. The session commits before the answer is sent (`scope="function"`),
so that a client never sees 201 for something that is not stored."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Header, Path, Response
from fastapi.requests import HTTPConnection
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.db.database import Database
from app.core.errors import BadRequest
from app.core.settings import Settings


async def get_settings(connection: HTTPConnection) -> Settings:
    """Return the settings this app was made with."""
    settings: Settings = connection.app.state.settings
    return settings


async def get_database(connection: HTTPConnection) -> Database:
    """Return the database of this process."""
    database: Database = connection.app.state.database
    return database


DatabaseDep = Annotated[Database, Depends(get_database)]
SettingsDep = Annotated[Settings, Depends(get_settings)]


async def get_session(database: DatabaseDep) -> AsyncIterator[AsyncSession]:
    """Yield a session that commits when the route returns, before its answer is sent."""
    async with database.session() as session:
        yield session


async def get_reader(database: DatabaseDep) -> AsyncIterator[AsyncSession]:
    """Yield a session that only reads."""
    async with database.reader() as session:
        yield session


SessionDep = Annotated[AsyncSession, Depends(get_session, scope="function")]
ReaderDep = Annotated[AsyncSession, Depends(get_reader, scope="function")]


def revision_etag(revision: int) -> str:
    """Return the ETag of a revision, `"r7"`."""
    return f'"r{revision}"'


async def read_if_match(
    if_match: Annotated[str | None, Header(description='`"r{revision}"`')] = None,
) -> int | None:
    """Return the revision that If-Match names, or None when the header is missing or `*`."""
    if if_match is None or if_match.strip() == "*":
        return None
    tag = if_match.strip().removeprefix("W/").strip('"')
    if not (tag.startswith("r") and tag[1:].isascii() and tag[1:].isdigit() and len(tag) < 12):
        raise BadRequest('If-Match must be the ETag of the last answer, like "r3".')
    return int(tag[1:])


VersionNumber = Annotated[int, Path(ge=1, le=2**31 - 1)]
IfMatch = Annotated[int | None, Depends(read_if_match)]


def set_etag(response: Response, revision: int) -> None:
    """Put the revision's ETag on an answer."""
    response.headers["ETag"] = revision_etag(revision)
