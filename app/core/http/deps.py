"""Dependencies every slice uses. The session commits before the answer is sent (`scope="function"`),
so that a client never sees 201 for something that is not stored."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends
from fastapi.requests import HTTPConnection
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.db.database import Database
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
