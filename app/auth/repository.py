"""Queries of the auth slice."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import col, delete, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from app.auth.access import Role
from app.auth.models import ApiKey, AuditEvent, Session, SetupToken, User
from app.core.http.pagination import PageRequest, keyset


async def find_user_by_email(session: AsyncSession, email: str) -> User | None:
    """Return the user with this address."""
    return (await session.exec(select(User).where(User.email == email.lower()))).first()


async def find_user(session: AsyncSession, user_id: UUID, *, lock: bool = False) -> User | None:
    """Return the user; with `lock` nobody else changes it before this transaction ends."""
    return await session.get(User, user_id, with_for_update=lock, populate_existing=lock)


async def list_users_by_id(session: AsyncSession, ids: Collection[UUID]) -> Sequence[User]:
    """Return the users with these ids."""
    return (await session.exec(select(User).where(col(User.id).in_(ids)))).all() if ids else ()


async def has_user(session: AsyncSession, *, besides: UUID | None = None) -> bool:
    """Return whether there is any user, or any but one."""
    statement = select(User.id) if besides is None else select(User.id).where(User.id != besides)
    return (await session.exec(statement.limit(1))).first() is not None


async def list_users(session: AsyncSession, page: PageRequest) -> Sequence[User]:
    """Return one page of users, and one more row when there is another page."""
    rows: Sequence[User] = (await session.exec(keyset(select(User), col(User.id), page))).all()
    return rows


async def lock_active_owners(session: AsyncSession) -> Sequence[UUID]:
    """Return the ids of the active owners; none of them changes before this transaction ends."""
    statement = select(User.id).where(User.role == Role.OWNER, col(User.suspended_at).is_(None))
    return (await session.exec(statement.order_by(col(User.id)).with_for_update())).all()


async def find_session(session: AsyncSession, token_hash: str) -> tuple[Session, User] | None:
    """Return the session with this token hash, with its user."""
    statement = select(Session, User).join(User, col(User.id) == Session.user_id)
    return (await session.exec(statement.where(Session.token_hash == token_hash))).first()


async def list_sessions_by_id(session: AsyncSession, ids: Collection[UUID]) -> Sequence[Session]:
    """Return the sessions with these ids."""
    return (await session.exec(select(Session).where(col(Session.id).in_(ids)))).all() if ids else ()


async def list_sessions(
    session: AsyncSession, user_id: UUID, seen_after: datetime, now: datetime, page: PageRequest
) -> Sequence[Session]:
    """Return one page of this user's sessions that have not ended."""
    statement = select(Session).where(
        Session.user_id == user_id, Session.last_seen_at > seen_after, Session.expires_at > now
    )
    rows: Sequence[Session] = (await session.exec(keyset(statement, col(Session.id), page))).all()
    return rows


async def delete_session(session: AsyncSession, user_id: UUID, session_id: UUID) -> bool:
    """End one session of this user; returns whether there was one."""
    statement = delete(Session).where(col(Session.id) == session_id, col(Session.user_id) == user_id)
    return bool((await session.exec(statement)).rowcount)


async def delete_sessions(session: AsyncSession, user_id: UUID) -> None:
    """End every session of this user."""
    await session.exec(delete(Session).where(col(Session.user_id) == user_id))


async def delete_session_by_token(session: AsyncSession, token_hash: str) -> None:
    """End the session with this token hash, if there is one."""
    await session.exec(delete(Session).where(col(Session.token_hash) == token_hash))


async def delete_ended_sessions(session: AsyncSession, seen_before: datetime, now: datetime, limit: int) -> int:
    """Delete up to `limit` rows of sessions that have ended by themselves; returns how many. Rows that another
    process has locked are left to it."""
    ended = or_(col(Session.last_seen_at) <= seen_before, col(Session.expires_at) <= now)
    found = select(Session.id).where(ended).limit(limit).with_for_update(skip_locked=True)
    ids = (await session.exec(found)).all()
    await session.exec(delete(Session).where(col(Session.id).in_(ids)))
    return len(ids)


async def find_key_by_hash(session: AsyncSession, key_hash: str) -> tuple[ApiKey, User] | None:
    """Return the key with this hash, with its user."""
    statement = select(ApiKey, User).join(User, col(User.id) == ApiKey.user_id)
    return (await session.exec(statement.where(ApiKey.key_hash == key_hash))).first()


async def find_key(session: AsyncSession, key_id: UUID) -> ApiKey | None:
    """Return the key with this id."""
    return await session.get(ApiKey, key_id)


async def list_keys_by_id(session: AsyncSession, ids: Collection[UUID]) -> Sequence[ApiKey]:
    """Return the keys with these ids."""
    return (await session.exec(select(ApiKey).where(col(ApiKey.id).in_(ids)))).all() if ids else ()


async def list_keys(session: AsyncSession, user_id: UUID | None, page: PageRequest) -> Sequence[ApiKey]:
    """Return one page of the keys of a user, or of all."""
    statement = select(ApiKey)
    if user_id is not None:
        statement = statement.where(ApiKey.user_id == user_id)
    rows: Sequence[ApiKey] = (await session.exec(keyset(statement, col(ApiKey.id), page))).all()
    return rows


async def touch_session(session: AsyncSession, session_id: UUID, now: datetime) -> None:
    """Note that the session was used."""
    await session.exec(update(Session).where(col(Session.id) == session_id).values(last_seen_at=now))


async def touch_key(session: AsyncSession, key_id: UUID, now: datetime) -> None:
    """Note that the key was used."""
    await session.exec(update(ApiKey).where(col(ApiKey.id) == key_id).values(last_used_at=now))


async def has_setup_token(session: AsyncSession, token_hash: str) -> bool:
    """Return whether a start printed this setup token."""
    statement = select(SetupToken.id).where(SetupToken.token_hash == token_hash)
    return (await session.exec(statement)).first() is not None


async def take_setup_tokens(session: AsyncSession) -> Sequence[str]:
    """Delete every setup token and return their hashes; a second taker waits, then gets none."""
    return (await session.exec(delete(SetupToken).returning(col(SetupToken.token_hash)))).scalars().all()


async def delete_setup_tokens(session: AsyncSession, before: datetime) -> None:
    """Delete the setup tokens older than this."""
    await session.exec(delete(SetupToken).where(col(SetupToken.created_at) < before))


async def list_audit_events(session: AsyncSession, action: str | None, page: PageRequest) -> Sequence[AuditEvent]:
    """Return one page of the audit log, of one action or all."""
    statement = select(AuditEvent)
    if action is not None:
        statement = statement.where(AuditEvent.action == action)
    rows: Sequence[AuditEvent] = (await session.exec(keyset(statement, col(AuditEvent.id), page))).all()
    return rows


async def delete_audit_events(session: AsyncSession, before: datetime, limit: int) -> int:
    """Delete up to `limit` audit events before this time; returns how many. Rows that another process has locked
    are left to it."""
    found = select(AuditEvent.id).where(AuditEvent.created_at < before).limit(limit)
    ids = (await session.exec(found.with_for_update(skip_locked=True))).all()
    await session.exec(delete(AuditEvent).where(col(AuditEvent.id).in_(ids)))
    return len(ids)
