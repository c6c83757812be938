"""Signing in: sessions, API keys, users. Tokens are random and stored as SHA-256 only."""

import hashlib
import secrets
from datetime import timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from app.auth import repository
from app.auth.access import Principal, Role, Scope
from app.auth.models import Session, User
from app.core.db import Database, utc_now
from app.core.errors import Unauthenticated

IDLE = timedelta(hours=12)
ABSOLUTE = timedelta(days=7)
TOUCH_EVERY = timedelta(minutes=1)


def hash_token(token: str) -> str:
    """Return the SHA-256 of a token as hex; tokens carry 256 random bits, so no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


async def start_session(
    session: AsyncSession, user: User, *, user_agent: str = "", ip: str = ""
) -> tuple[Session, str]:
    """Return a new session of this user and its token (256 random bits, shown to nobody else)."""
    token = secrets.token_urlsafe(32)
    row = Session(
        user_id=user.id,
        token_hash=hash_token(token),
        expires_at=utc_now() + ABSOLUTE,
        user_agent=user_agent[:300],
        ip=ip,
    )
    session.add(row)
    await session.flush()
    return row, token


async def authenticate_session(database: Database, token: str) -> Principal:
    """Return who holds this session token; raises Unauthenticated when it has ended."""
    async with database.reader() as session:
        found = await repository.find_session(session, hash_token(token))
    now = utc_now()
    if found is None or found[0].expires_at <= now or found[0].last_seen_at + IDLE <= now or found[1].suspended_at:
        raise Unauthenticated("The session has ended. Sign in again.")
    row, user = found
    if row.last_seen_at + TOUCH_EVERY < now:
        async with database.session() as session:
            await repository.touch_session(session, row.id, now)
    return Principal(user.id, user.email, Role(user.role), session_id=row.id)


async def authenticate_key(database: Database, key: str, client: str) -> Principal:
    """Return whose key this is; raises Unauthenticated when it is unknown, expired or revoked."""
    async with database.reader() as session:
        found = await repository.find_key(session, hash_token(key))
    now = utc_now()
    if found is None or found[0].revoked_at or (found[0].expires_at and found[0].expires_at <= now):
        raise Unauthenticated("This API key is unknown, expired or revoked.")
    row, user = found
    if user.suspended_at:
        raise Unauthenticated("The owner of this key is suspended.")
    if row.last_used_at is None or row.last_used_at + TOUCH_EVERY < now:
        async with database.session() as session:
            await repository.touch_key(session, row.id, now)
    return Principal(user.id, user.email, Role(user.role), key_id=row.id, scopes=frozenset(map(Scope, row.scopes)))
