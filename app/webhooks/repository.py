"""Queries of webhook routes and deliveries."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import col, delete, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from app.webhooks.models import WebhookDelivery, WebhookRoute


async def delete_routes(session: AsyncSession, workflow_id: UUID) -> None:
    """Delete the webhook routes of a workflow."""
    await session.exec(delete(WebhookRoute).where(col(WebhookRoute.workflow_id) == workflow_id))


async def list_taken_shapes(session: AsyncSession, shapes: Collection[str]) -> set[str]:
    """Return which of these shapes have a route."""
    statement = select(WebhookRoute.shape).where(col(WebhookRoute.shape).in_(shapes))
    return set((await session.exec(statement)).all())


async def list_routes(session: AsyncSession, paths: Collection[str]) -> Sequence[WebhookRoute]:
    """Return the routes that any of these called paths may belong to."""
    segments = {path.count("/") + 1 for path in paths}
    statement = select(WebhookRoute).where(
        or_(
            col(WebhookRoute.shape).in_(paths),
            col(WebhookRoute.segments).in_(segments) & col(WebhookRoute.is_literal).is_(False),
        )
    )
    return (await session.exec(statement)).all()


async def delete_expired_deliveries(session: AsyncSession, now: datetime) -> None:
    """Forget some of the messages that their timestamps refuse by now."""
    expired = select(WebhookDelivery.id).where(col(WebhookDelivery.expires_at) < now).limit(100)
    await session.exec(
        delete(WebhookDelivery).where(col(WebhookDelivery.id).in_(expired.with_for_update(skip_locked=True)))
    )


async def find_delivery(session: AsyncSession, key: str) -> WebhookDelivery | None:
    """Return the message with this key; on Postgres nobody else changes it until this transaction ends."""
    statement = select(WebhookDelivery).where(WebhookDelivery.key == key).with_for_update()
    return (await session.exec(statement)).first()


async def release_delivery(session: AsyncSession, key: str, claimed_at: datetime) -> None:
    """Set the claim of a message to a time long past, so that its sender may try again at once."""
    await session.exec(update(WebhookDelivery).where(col(WebhookDelivery.key) == key).values(claimed_at=claimed_at))
