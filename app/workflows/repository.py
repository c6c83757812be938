"""Queries of workflows and their published versions."""

from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select as select_columns
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.http.pagination import PageRequest, holds_text, keyset
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


async def list_workflows(session: AsyncSession, page: PageRequest, search: str | None) -> Sequence[Any]:
    """Return a page's rows without drafts; `search` is a part of the name, in any case."""
    statement: Any = select_columns(*_SUMMARY)
    if search:
        statement = statement.where(holds_text(Workflow.name, search))
    rows: Sequence[Any] = (await session.exec(keyset(statement, col(Workflow.id), page))).all()
    return rows


async def find_published_version(session: AsyncSession, workflow_id: UUID) -> WorkflowVersion | None:
    """Return the version that is published now."""
    statement = (
        select(WorkflowVersion)
        .join(Workflow, col(Workflow.id) == WorkflowVersion.workflow_id)
        .where(Workflow.id == workflow_id, WorkflowVersion.number == Workflow.published_version)
    )
    return (await session.exec(statement)).first()


async def iterate_published_graphs(
    session: AsyncSession, size: int
) -> AsyncIterator[Sequence[tuple[UUID, str, Any]]]:
    """Yield the id, the name and the published graph of every workflow that has one, so many at a time."""
    version = (col(WorkflowVersion.workflow_id) == Workflow.id) & (
        col(WorkflowVersion.number) == Workflow.published_version
    )
    statement = select(Workflow.id, Workflow.name, WorkflowVersion.graph).join(WorkflowVersion, version)
    statement = statement.order_by(col(Workflow.id))
    after = UUID(int=0)
    while rows := (await session.exec(statement.where(col(Workflow.id) > after).limit(size))).all():
        yield rows
        after = rows[-1][0]
