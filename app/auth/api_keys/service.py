"""API keys: how they are made, listed and revoked."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from app.auth import repository
from app.auth.access import ClientInfo, Principal, Role, Scope
from app.auth.audit import service as audit
from app.auth.errors import KeyNotFound
from app.auth.models import ApiKey
from app.auth.tokens import hash_token, make_key
from app.core.db.database import utc_now
from app.core.errors import Forbidden, Invalid
from app.core.http.pagination import PageRequest

MAX_LIFETIME = timedelta(days=3660)


async def create_key(
    session: AsyncSession,
    caller: Principal,
    client: ClientInfo,
    *,
    name: str,
    scopes: Sequence[Scope],
    expires_at: datetime | None,
    cidrs: Sequence[str],
) -> tuple[ApiKey, str]:
    """Return the stored key and its text, which is kept nowhere.

    Raises Forbidden when a key makes one that may do more than itself, and Invalid for an expiry that has passed
    or lies over ten years ahead.
    """
    if caller.scopes is not None and not caller.scopes.issuperset(scopes):
        raise Forbidden("A key cannot make a key with scopes it lacks itself.")
    now = utc_now()
    if expires_at is not None and not now < expires_at < now + MAX_LIFETIME:
        raise Invalid("expires_at must lie ahead, by ten years at most.")
    key = make_key()
    row = ApiKey(
        user_id=caller.user_id,
        name=name,
        hint=key[-4:],
        key_hash=hash_token(key),
        scopes=sorted(set(scopes)),
        cidrs=list(dict.fromkeys(cidrs)),
        expires_at=expires_at,
    )
    session.add(row)
    await session.flush()
    await audit.record(session, "key.created", caller, client, target=str(row.id))
    return row, key


async def list_keys(session: AsyncSession, caller: Principal, page: PageRequest) -> Sequence[ApiKey]:
    """Return the caller's keys; an owner sees everybody's."""
    return await repository.list_keys(session, None if caller.role is Role.OWNER else caller.user_id, page)


async def revoke_key(session: AsyncSession, caller: Principal, client: ClientInfo, key_id: UUID) -> ApiKey:
    """Return the key, which no request gets through with any more; raises KeyNotFound."""
    row = await repository.find_key(session, key_id)
    if row is None or (row.user_id != caller.user_id and caller.role is not Role.OWNER):
        raise KeyNotFound
    if row.revoked_at is None:
        row.revoked_at = utc_now()
        session.add(row)
        await audit.record(session, "key.revoked", caller, client, target=str(row.id))
    return row
