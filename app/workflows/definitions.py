"""Workflows: drafts that may be wrong, and immutable versions that cannot be."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from app.auth.access import Principal
from app.core.db.database import Database, utc_now
from app.core.errors import NotFound, RevisionConflict
from app.core.http.pagination import Page, PageRequest, to_page
from app.engine.graph import Graph, GraphProblem
from app.secrets.named import service as named_secrets
from app.secrets.usage import Reader
from app.secrets.variables import service as stored_variables
from app.workflows import repository
from app.workflows.errors import GraphInvalid, GraphUnreadable
from app.workflows.models import Workflow, WorkflowVersion
from app.workflows.rights import check_scopes
from app.workflows.schemas import (
    VersionRead,
    VersionSummary,
    WorkflowCreate,
    WorkflowRead,
    WorkflowSummary,
    WorkflowUpdate,
)
from app.workflows.stored import find_references, read_graph, read_runnable
from app.workflows.validation import validate_graph

OnPublish = Callable[[AsyncSession, UUID, int | None, Graph | None], Awaitable[None]]
"""Told in the transaction of a publish which version of a workflow counts from now on; None and None: none does.

Each slice that starts runs by itself gives one, which keeps what the graph's triggers register with it.
"""


@dataclass(frozen=True, slots=True)
class PublishListeners:
    """What each publish registers: slices above this one, told one after the other."""

    listeners: Sequence[OnPublish]

    async def __call__(
        self, session: AsyncSession, workflow_id: UUID, number: int | None, graph: Graph | None
    ) -> None:
        for on_publish in self.listeners:
            await on_publish(session, workflow_id, number, graph)


def to_read(workflow: Workflow) -> WorkflowRead:
    """Return what goes over the wire for a workflow."""
    return WorkflowRead.model_validate(workflow, from_attributes=True)


def to_version_read(version: WorkflowVersion) -> VersionRead:
    """Return what goes over the wire for a version."""
    return VersionRead.model_validate(version, from_attributes=True)


async def list_workflows(session: AsyncSession, page: PageRequest, search: str | None) -> Page[WorkflowSummary]:
    """Return a page of workflows, newest first."""
    rows = await repository.list_workflows(session, page, search)
    return to_page(rows, page, lambda row: WorkflowSummary.model_validate(row, from_attributes=True))


async def create_workflow(session: AsyncSession, data: WorkflowCreate) -> Workflow:
    """Return a new workflow at revision 1."""
    workflow = Workflow(name=data.name, draft=data.draft.dump(), settings=data.settings)
    session.add(workflow)
    await session.flush()
    return workflow


async def get_workflow(session: AsyncSession, workflow_id: UUID) -> Workflow:
    """Return the workflow; raises NotFound."""
    return await _load(session, workflow_id, lock=False)


async def get_for_change(session: AsyncSession, workflow_id: UUID, if_match: int | None) -> Workflow:
    """Return the workflow, locked until the transaction ends; raises NotFound or RevisionConflict."""
    workflow = await _load(session, workflow_id, lock=True)
    if if_match is not None and if_match != workflow.revision:
        raise RevisionConflict(
            f"The workflow is at revision {workflow.revision}; If-Match names {if_match}.",
            extra={"current_revision": workflow.revision},
            headers={"ETag": f'"r{workflow.revision}"'},
        )
    return workflow


async def _load(session: AsyncSession, workflow_id: UUID, *, lock: bool) -> Workflow:
    workflow = await repository.find_workflow(session, workflow_id, lock=lock)
    if workflow is None:
        raise NotFound(f"There is no workflow {workflow_id}.")
    return workflow


def _changed(session: AsyncSession, workflow: Workflow) -> None:
    workflow.revision += 1
    workflow.updated_at = utc_now()
    session.add(workflow)


async def update_workflow(
    session: AsyncSession, workflow_id: UUID, data: WorkflowUpdate, if_match: int | None
) -> Workflow:
    """Return the workflow with another name or other settings, one revision on."""
    workflow = await get_for_change(session, workflow_id, if_match)
    if data.name is not None:
        workflow.name = data.name
    if data.settings is not None:
        workflow.settings = data.settings
    _changed(session, workflow)
    return workflow


async def replace_draft(session: AsyncSession, workflow_id: UUID, graph: Graph, if_match: int | None) -> Workflow:
    """Return the workflow with this draft, right or wrong, one revision on."""
    workflow = await get_for_change(session, workflow_id, if_match)
    workflow.draft = graph.dump()
    _changed(session, workflow)
    return workflow


async def delete_workflow(session: AsyncSession, workflow_id: UUID, if_match: int | None) -> None:
    """Delete a workflow with its versions and webhook routes; its executions stay."""
    await get_for_change(session, workflow_id, if_match)
    await repository.delete_workflow(session, workflow_id)


async def find_problems(session: AsyncSession, graph: Graph) -> list[GraphProblem]:
    """Return what is wrong with a graph, secrets and variables that do not exist included."""
    secrets = await named_secrets.list_names(session)
    variables = await stored_variables.list_names(session)
    # A graph may hold a megabyte of expressions; parsing them must not hold up other requests.
    return await asyncio.to_thread(validate_graph, graph, secrets, variables)


async def find_draft_problems(session: AsyncSession, workflow: Workflow) -> list[GraphProblem]:
    """Return what keeps the draft from being published."""
    try:
        graph = read_graph(workflow.draft)
    except GraphUnreadable as error:
        return error.problems
    return await find_problems(session, graph)


def read_draft(workflow: Workflow) -> Graph:
    """Return the draft, whose meaning may be wrong; raises GraphInvalid when its form is another build's."""
    try:
        return read_graph(workflow.draft)
    except GraphUnreadable as error:
        raise GraphInvalid(error.problems) from error


async def check_graph(session: AsyncSession, graph: Graph) -> None:
    """Return when the graph can run; raises GraphInvalid with its problems."""
    if problems := await find_problems(session, graph):
        raise GraphInvalid(problems)


async def publish_workflow(
    session: AsyncSession, workflow_id: UUID, if_match: int | None, caller: Principal, on_publish: OnPublish
) -> tuple[Workflow, WorkflowVersion]:
    """Return the workflow and the version that its draft became, the newest one if nothing changed since.

    What its triggers register changes in the same transaction. Raises GraphInvalid, WebhookPathTaken or Forbidden.
    """
    workflow = await get_for_change(session, workflow_id, if_match)
    graph = read_draft(workflow)
    check_scopes(caller, graph)
    await check_graph(session, graph)
    version = await repository.find_newest_version(session, workflow_id)
    if version is None or version.graph != workflow.draft:
        version = WorkflowVersion(
            workflow_id=workflow_id,
            number=version.number + 1 if version else 1,
            graph=workflow.draft,
            published_by=caller.email,
        )
        session.add(version)
    workflow.published_version = version.number
    session.add(workflow)
    await on_publish(session, workflow_id, version.number, graph)
    return workflow, version


async def unpublish_workflow(
    session: AsyncSession, workflow_id: UUID, if_match: int | None, on_publish: OnPublish
) -> Workflow:
    """Return the workflow, which nothing starts any more; runs under way go on."""
    workflow = await get_for_change(session, workflow_id, if_match)
    workflow.published_version = None
    session.add(workflow)
    await on_publish(session, workflow_id, None, None)
    return workflow


async def list_versions(session: AsyncSession, workflow_id: UUID, page: PageRequest) -> Page[VersionSummary]:
    """Return a page of a workflow's versions, newest first; raises NotFound."""
    await get_workflow(session, workflow_id)
    rows = await repository.list_versions(session, workflow_id, page)
    return to_page(rows, page, lambda row: VersionSummary.model_validate(row, from_attributes=True))


async def get_version(session: AsyncSession, workflow_id: UUID, number: int) -> WorkflowVersion:
    """Return one version; raises NotFound."""
    version = await repository.find_version(session, workflow_id, number)
    if version is None:
        raise NotFound(f"There is no version {number} of workflow {workflow_id}.")
    return version


async def restore_version(session: AsyncSession, workflow_id: UUID, number: int, if_match: int | None) -> Workflow:
    """Return the workflow with the version's graph as its draft, one revision on.

    A version that this build cannot read becomes a draft it cannot read: `validate` names what is not known.
    """
    workflow = await get_for_change(session, workflow_id, if_match)
    workflow.draft = (await get_version(session, workflow_id, number)).graph
    _changed(session, workflow)
    return workflow


async def find_published(session: AsyncSession, workflow_id: UUID) -> WorkflowVersion | None:
    """Return the version that is published now, if any."""
    return await repository.find_published_version(session, workflow_id)


async def load_graph(session: AsyncSession, workflow_id: UUID, number: int) -> Graph:
    """Return the graph of a version, to run it; raises NotFound or GraphUnreadable."""
    return read_runnable((await get_version(session, workflow_id, number)).graph)


async def load_stored_graph(database: Database, workflow_id: UUID, number: int) -> Graph:
    """Return the graph of a version, to run it, in a session of its own; raises NotFound or GraphUnreadable."""
    async with database.reader() as session:
        return await load_graph(session, workflow_id, number)


async def load_run_graph(database: Database, workflow_id: UUID, number: int | None, stored: Any) -> Graph:
    """Return what a run goes on with: the graph it was stored with, or that of its version. Raises as above."""
    return read_runnable(stored) if number is None else await load_stored_graph(database, workflow_id, number)


async def list_readers(session: AsyncSession) -> Sequence[Reader]:
    """Return every published workflow with the secrets and variables that it reads."""
    versions = await repository.list_published_versions(session)
    # Reading every published graph takes a while where there are many; other requests go on meanwhile.
    return await asyncio.to_thread(
        lambda: [Reader(version.workflow_id, name, find_references(version.graph)) for name, version in versions]
    )
