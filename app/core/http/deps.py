"""Dependencies every slice uses. The session commits before the answer is sent (`scope="function"`),
so that a client never sees 201 for something that is not stored."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends
from fastapi.requests import HTTPConnection
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.bus import Bus
from app.core.db.database import Database
from app.core.http.idempotency import find_once
from app.core.http.resources import Resource
from app.core.security.key_ring import KeyRing
from app.core.settings import Settings
from app.core.usage import ListConsumers

BusDep = Annotated[Bus, Depends(Resource(Bus))]
DatabaseDep = Annotated[Database, Depends(Resource(Database))]
ListConsumersDep = Annotated[ListConsumers, Depends(Resource(ListConsumers))]
KeyRingDep = Annotated[KeyRing, Depends(Resource(KeyRing))]
SettingsDep = Annotated[Settings, Depends(Resource(Settings))]


async def get_session(database: DatabaseDep, connection: HTTPConnection) -> AsyncIterator[AsyncSession]:
    """Yield a session that commits when the route returns, before its answer is sent."""
    async with database.session() as session:
        if (once := find_once(connection.scope)) is not None:
            once.session = session
        yield session
    if once is not None:
        once.on_commit()


async def get_reader(database: DatabaseDep) -> AsyncIterator[AsyncSession]:
    """Yield a session that only reads."""
    async with database.reader() as session:
        yield session


SessionDep = Annotated[AsyncSession, Depends(get_session, scope="function")]
ReaderDep = Annotated[AsyncSession, Depends(get_reader, scope="function")]
