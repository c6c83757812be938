"""Queries of the actions slice."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select as select_columns
from sqlmodel import col, delete, func, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.http.pagination import PageRequest, keyset
from app.workflows.models import Secret, Variable, WebhookDelivery, WebhookRoute, Workflow, WorkflowVersion

_SUMMARY = (
    col(Workflow.id),
    col(Workflow.name),
    col(Workflow.revision),
    col(Workflow.published_version),
    col(Workflow.settings),
    col(Workflow.created_at),
    col(Workflow.updated_at),
)
_VERSION_SUMMARY = (
    col(WorkflowVersion.id),
    col(WorkflowVersion.number),
    col(WorkflowVersion.published_at),
    col(WorkflowVersion.published_by),
)


async def list_workflows(session: AsyncSession, page: PageRequest, search: str | None) -> Sequence[Any]:
    """Return a page's rows without drafts; `search` is a part of the name, in any case."""
    statement: Any = select_columns(*_SUMMARY)
    if search:
        statement = statement.where(func.lower(Workflow.name).contains(search.lower(), autoescape=True))
    rows: Sequence[Any] = (await session.exec(keyset(statement, col(Workflow.id), page))).all()
    return rows


async def find_workflow(session: AsyncSession, workflow_id: UUID, *, lock: bool = False) -> Workflow | None:
    """Return the workflow; with `lock` nobody else changes it until this transaction ends."""
    statement = select(Workflow).where(Workflow.id == workflow_id)
    return (await session.exec(statement.with_for_update() if lock else statement)).first()


async def delete_workflow(session: AsyncSession, workflow_id: UUID) -> None:
    """Delete the workflow; its versions and routes go with it."""
    await session.exec(delete(Workflow).where(col(Workflow.id) == workflow_id))


async def list_versions(session: AsyncSession, workflow_id: UUID, page: PageRequest) -> Sequence[Any]:
    """Return a page's rows without graphs."""
    statement = select_columns(*_VERSION_SUMMARY).where(col(WorkflowVersion.workflow_id) == workflow_id)
    rows: Sequence[Any] = (await session.exec(keyset(statement, col(WorkflowVersion.id), page))).all()
    return rows


async def find_version(session: AsyncSession, workflow_id: UUID, number: int) -> WorkflowVersion | None:
    """Return one version of a workflow."""
    statement = select(WorkflowVersion).where(
        WorkflowVersion.workflow_id == workflow_id, WorkflowVersion.number == number
    )
    return (await session.exec(statement)).first()


async def find_newest_version(session: AsyncSession, workflow_id: UUID) -> WorkflowVersion | None:
    """Return the version with the highest number."""
    statement = select(WorkflowVersion).where(WorkflowVersion.workflow_id == workflow_id)
    return (await session.exec(statement.order_by(col(WorkflowVersion.number).desc()).limit(1))).first()


async def find_published_version(session: AsyncSession, workflow_id: UUID) -> WorkflowVersion | None:
    """Return the version that is published now."""
    statement = (
        select(WorkflowVersion)
        .join(Workflow, col(Workflow.id) == WorkflowVersion.workflow_id)
        .where(Workflow.id == workflow_id, WorkflowVersion.number == Workflow.published_version)
    )
    return (await session.exec(statement)).first()


async def list_published_versions(session: AsyncSession) -> Sequence[tuple[str, WorkflowVersion]]:
    """Return the published version of every workflow, with the workflow's name."""
    statement = select(Workflow.name, WorkflowVersion).join(
        WorkflowVersion,
        (col(WorkflowVersion.workflow_id) == Workflow.id)
        & (col(WorkflowVersion.number) == Workflow.published_version),
    )
    return (await session.exec(statement)).all()


async def delete_routes(session: AsyncSession, workflow_id: UUID) -> None:
    """Delete the webhook routes of a workflow."""
    await session.exec(delete(WebhookRoute).where(col(WebhookRoute.workflow_id) == workflow_id))


async def find_taken_shapes(session: AsyncSession, shapes: Collection[str]) -> set[str]:
    """Return which of these shapes have a route."""
    statement = select(WebhookRoute.shape).where(col(WebhookRoute.shape).in_(shapes))
    return set((await session.exec(statement)).all())


async def find_routes(session: AsyncSession, paths: Collection[str]) -> Sequence[WebhookRoute]:
    """Return the routes that any of these called paths may belong to."""
    segments = {path.count("/") + 1 for path in paths}
    statement = select(WebhookRoute).where(
        or_(
            col(WebhookRoute.shape).in_(paths),
            col(WebhookRoute.segments).in_(segments) & col(WebhookRoute.is_literal).is_(False),
        )
    )
    return (await session.exec(statement)).all()


async def list_secrets(session: AsyncSession, page: PageRequest) -> Sequence[Secret]:
    """Return a page's secrets."""
    rows: Sequence[Secret] = (await session.exec(keyset(select(Secret), col(Secret.id), page))).all()
    return rows


async def find_secret(session: AsyncSession, secret_id: UUID) -> Secret | None:
    """Return the secret with this id."""
    return await session.get(Secret, secret_id)


async def find_secrets_by_name(session: AsyncSession, names: Collection[str]) -> Sequence[Secret]:
    """Return the secrets with these names."""
    return (await session.exec(select(Secret).where(col(Secret.name).in_(names)))).all()


async def list_secret_names(session: AsyncSession) -> set[str]:
    """Return the names of all secrets."""
    return set((await session.exec(select(Secret.name))).all())


async def list_variables(session: AsyncSession, page: PageRequest) -> Sequence[Variable]:
    """Return a page's variables."""
    rows: Sequence[Variable] = (await session.exec(keyset(select(Variable), col(Variable.id), page))).all()
    return rows


async def find_variable(session: AsyncSession, name: str) -> Variable | None:
    """Return the variable of this name."""
    return (await session.exec(select(Variable).where(col(Variable.name) == name))).first()


async def list_variable_names(session: AsyncSession) -> set[str]:
    """Return the names of all variables."""
    return set((await session.exec(select(Variable.name))).all())


async def load_variables(session: AsyncSession) -> dict[str, str]:
    """Return the values of all variables by name."""
    return dict((await session.exec(select(Variable.name, Variable.value))).all())


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
