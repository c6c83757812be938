"""Queries of the auth slice."""

from datetime import datetime
from uuid import UUID

from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from app.auth.models import ApiKey, Session, User


async def find_user(session: AsyncSession, email: str) -> User | None:
    """Return the user with this address."""
    return (await session.exec(select(User).where(User.email == email.lower()))).first()


async def find_session(session: AsyncSession, token_hash: str) -> tuple[Session, User] | None:
    """Return the session with this token hash, with its user."""
    statement = select(Session, User).join(User, col(User.id) == Session.user_id)
    return (await session.exec(statement.where(Session.token_hash == token_hash))).first()


async def find_key(session: AsyncSession, key_hash: str) -> tuple[ApiKey, User] | None:
    """Return the key with this hash, with its user."""
    statement = select(ApiKey, User).join(User, col(User.id) == ApiKey.user_id)
    return (await session.exec(statement.where(ApiKey.key_hash == key_hash))).first()


async def touch_session(session: AsyncSession, session_id: UUID, now: datetime) -> None:
    """Note that the session was used."""
    await session.exec(update(Session).where(col(Session.id) == session_id).values(last_seen_at=now))


async def touch_key(session: AsyncSession, key_id: UUID, now: datetime) -> None:
    """Note that the key was used."""
    await session.exec(update(ApiKey).where(col(ApiKey.id) == key_id).values(last_used_at=now))
