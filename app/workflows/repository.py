"""Queries of the actions slice."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select as select_columns
from sqlmodel import col, delete, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.http.pagination import PageRequest, keyset
from app.workflows.models import Workflow, WorkflowVersion

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
