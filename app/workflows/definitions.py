"""Workflows: drafts that may be wrong, and immutable versions that cannot be."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from app.auth.access import Principal
from app.core.db.database import Database
from app.core.draft_problems import DraftProblem, DraftValidation
from app.core.http.pagination import ListPage, PageRequest, to_page
from app.core.usage import BATCH, Consumer, ListConsumers, check_unused, lock_for_delete, lock_for_use
from app.core.versioned import Publisher, Versioned, touch
from app.data.sources.service import list_source_names
from app.engine.graph import Graph
from app.secrets.named import service as named_secrets
from app.secrets.variables import service as stored_variables
from app.workflows import repository
from app.workflows.errors import GraphInvalid, GraphUnreadable, WorkflowInUse, WorkflowNotFound
from app.workflows.models import Workflow, WorkflowVersion
from app.workflows.param_checks import Existing
from app.workflows.rights import check_scopes
from app.workflows.schemas import (
    WorkflowCreate,
    WorkflowRead,
    WorkflowSummary,
    WorkflowUpdate,
    WorkflowVersionRead,
)
from app.workflows.stored import list_references, read_graph, read_runnable, upgrade_graph
from app.workflows.validation import validate_graph
from app.workflows.warnings import list_warnings

OnPublish = Callable[[AsyncSession, UUID, int | None, Graph | None], Awaitable[None]]
"""Told in the transaction of a publish which version of a workflow counts from now on; None and None: none does.

Each slice that starts runs by itself gives one, which keeps what the graph's triggers register with it.
"""

workflows = Versioned(
    Workflow, WorkflowVersion, owner="workflow_id", content={"graph": "draft"}, not_found=WorkflowNotFound
)


@dataclass(frozen=True, slots=True)
class PublishListeners:
    """What each publish registers: slices above this one, told one after the other."""

    listeners: Sequence[OnPublish]

    async def __call__(
        self, session: AsyncSession, workflow_id: UUID, number: int | None, graph: Graph | None
    ) -> None:
        for on_publish in self.listeners:
            await on_publish(session, workflow_id, number, graph)


async def list_workflows(session: AsyncSession, page: PageRequest, search: str | None) -> ListPage[WorkflowSummary]:
    """Return a page of workflows, newest first."""
    rows = await repository.list_workflows(session, page, search)
    return to_page(rows, page, lambda row: WorkflowSummary.model_validate(row, from_attributes=True))


def to_read(workflow: Workflow) -> WorkflowRead:
    """Return the workflow with its draft as this build would write it."""
    read = WorkflowRead.model_validate(workflow, from_attributes=True)
    read.draft = upgrade_graph(read.draft)[0]
    return read


def to_version_read(version: WorkflowVersion) -> WorkflowVersionRead:
    """Return the version with its graph as it was published."""
    return WorkflowVersionRead.model_validate(version, from_attributes=True)


async def create_workflow(session: AsyncSession, body: WorkflowCreate) -> Workflow:
    """Return a new workflow at revision 1."""
    workflow = Workflow(name=body.name, draft=body.draft.dump(), settings=body.settings)
    session.add(workflow)
    await session.flush()
    return workflow


async def update_workflow(
    session: AsyncSession, workflow_id: UUID, body: WorkflowUpdate, if_match: int | None
) -> Workflow:
    """Return the workflow with another name or other settings, one revision on."""
    workflow = await workflows.get_for_change(session, workflow_id, if_match)
    if body.name is not None:
        workflow.name = body.name
    if body.settings is not None:
        workflow.settings = body.settings
    touch(workflow)
    return workflow


async def delete_workflow(
    session: AsyncSession, list_consumers: ListConsumers, workflow_id: UUID, if_match: int | None
) -> None:
    """Delete a workflow with its versions; raises WorkflowInUse while a published page runs it."""
    await lock_for_delete(session)
    workflow = await workflows.get_for_change(session, workflow_id, if_match)
    await check_unused(session, list_consumers, WorkflowInUse, "workflow", workflow.name, str(workflow.id))
    await workflows.delete(session, workflow_id, if_match)


async def list_problems(session: AsyncSession, graph: Graph) -> list[DraftProblem]:
    """Return what is wrong with a graph; what it names outside itself and does not exist is wrong too."""
    existing = Existing(
        secrets=await named_secrets.list_names(session),
        variables=await stored_variables.list_names(session),
        sources=await list_source_names(session),
    )
    # A graph may hold a megabyte of expressions; parsing them must not hold up other requests.
    return await asyncio.to_thread(validate_graph, graph, existing)


async def validate_draft(session: AsyncSession, workflow: Workflow) -> DraftValidation:
    """Return what is wrong with the draft."""
    try:
        graph = read_graph(workflow.draft)
    except GraphUnreadable as error:
        return DraftValidation(valid=False, problems=error.problems, warnings=[])
    problems = await list_problems(session, graph)
    warnings = [] if problems else await asyncio.to_thread(list_warnings, graph)
    return DraftValidation(valid=not problems, problems=problems, warnings=warnings)


def read_draft(workflow: Workflow) -> Graph:
    """Return the draft, whose meaning may be wrong; raises GraphInvalid when its form is another build's."""
    try:
        return read_graph(workflow.draft)
    except GraphUnreadable as error:
        raise GraphInvalid(error.problems) from error


async def check_graph(session: AsyncSession, graph: Graph) -> None:
    """Return when the graph can run; raises GraphInvalid with its problems."""
    if problems := await list_problems(session, graph):
        raise GraphInvalid(problems)


async def publish_workflow(
    session: AsyncSession, workflow_id: UUID, if_match: int | None, caller: Principal, on_publish: OnPublish
) -> tuple[Workflow, WorkflowVersion, list[DraftProblem]]:
    """Return the workflow, the version that its draft became, the newest one if nothing changed since, and warnings.

    What its triggers register changes in the same transaction. Raises GraphInvalid, WebhookPathTaken or Forbidden.
    """
    await lock_for_use(session)
    workflow = await workflows.get_for_change(session, workflow_id, if_match)
    graph = read_draft(workflow)
    check_scopes(caller, graph)
    await check_graph(session, graph)
    version = await workflows.publish(session, workflow, Publisher(id=caller.user_id, email=caller.email))
    await on_publish(session, workflow_id, version.number, graph)
    return workflow, version, await asyncio.to_thread(list_warnings, graph)


async def unpublish_workflow(
    session: AsyncSession, workflow_id: UUID, if_match: int | None, on_publish: OnPublish
) -> Workflow:
    """Return the workflow, which nothing starts any more; runs under way go on."""
    workflow = await workflows.unpublish(session, workflow_id, if_match)
    await on_publish(session, workflow_id, None, None)
    return workflow


async def find_published(session: AsyncSession, workflow_id: UUID) -> WorkflowVersion | None:
    """Return the version that is published now, if any."""
    return await repository.find_published_version(session, workflow_id)


async def load_graph(session: AsyncSession, workflow_id: UUID, number: int) -> Graph:
    """Return the graph of a version, to run it; raises NotFound or GraphUnreadable."""
    return read_runnable((await workflows.get_version(session, workflow_id, number)).graph)


async def load_stored_graph(database: Database, workflow_id: UUID, number: int) -> Graph:
    """Return the graph of a version, to run it, in a session of its own; raises NotFound or GraphUnreadable."""
    async with database.reader() as session:
        return await load_graph(session, workflow_id, number)


async def load_run_graph(database: Database, workflow_id: UUID, number: int | None, stored: Any) -> Graph:
    """Return what a run goes on with: the graph it was stored with, or that of its version. Raises as above."""
    return read_runnable(stored) if number is None else await load_stored_graph(database, workflow_id, number)


async def list_consumers(session: AsyncSession) -> AsyncIterator[Consumer]:
    """Yield every published workflow with the secrets, variables and data sources that it uses."""
    async for published in repository.iterate_published_graphs(session, BATCH):
        # Reading every published graph takes a while where there are many; other requests go on meanwhile.
        for consumer in await asyncio.to_thread(_read_graphs, published):
            yield consumer


def _read_graphs(published: Sequence[tuple[UUID, str, Any]]) -> list[Consumer]:
    return [Consumer("workflow", workflow, name, list_references(graph)) for workflow, name, graph in published]
