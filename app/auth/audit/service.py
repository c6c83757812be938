"""The audit log: who did what, when, and from where. One row an event, written in the transaction of the deed."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from app.auth import repository
from app.auth.access import ClientInfo, Principal
from app.auth.models import AuditEvent
from app.core.http.pagination import PageRequest


async def record(
    session: AsyncSession,
    action: str,
    actor: Principal | None = None,
    client: ClientInfo | None = None,
    *,
    email: str = "",
    target: str = "",
) -> None:
    """Note that `actor` did `action` (like `key.created`) to `target` (an id or name).

    Where nobody is signed in yet, `email` says who they claimed to be. Never pass a secret.
    """
    session.add(
        AuditEvent(
            action=action,
            actor_id=actor.user_id if actor else None,
            actor_email=(actor.email if actor else email)[:254],
            key_id=actor.key_id if actor else None,
            target=target[:200],
            ip=client.ip if client else "",
        )
    )
    await session.flush()


async def list_events(session: AsyncSession, action: str | None, page: PageRequest) -> Sequence[AuditEvent]:
    """Return the events, newest first, of one action or all."""
    return await repository.list_audit_events(session, action, page)


async def prune(session: AsyncSession, limit: int, before: datetime) -> int:
    """Delete up to `limit` of the events before this time; returns how many."""
    return await repository.delete_audit_events(session, before, limit)
