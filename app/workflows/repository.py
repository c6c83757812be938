"""Queries of workflows and their published versions."""

from collections.abc import Sequence
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


async def list_published_versions(session: AsyncSession) -> Sequence[tuple[str, WorkflowVersion]]:
    """Return the published version of every workflow, with the workflow's name."""
    statement = select(Workflow.name, WorkflowVersion).join(
        WorkflowVersion,
        (col(WorkflowVersion.workflow_id) == Workflow.id)
        & (col(WorkflowVersion.number) == Workflow.published_version),
    )
    return (await session.exec(statement)).all()
