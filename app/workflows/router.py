"""`/api/workflows` and `/api/node-kinds`."""

from uuid import UUID

from fastapi import Request, Response

from app.auth.deps import WorkflowEditor, WorkflowOperator, WorkflowViewer
from app.core.draft_problems import DraftValidation
from app.core.errors import BadRequest, Forbidden, Invalid, PreconditionRequired, RevisionConflict, Unauthenticated
from app.core.http.deps import DatabaseDep, ListConsumersDep, ReaderDep, SessionDep
from app.core.http.idempotency import IDEMPOTENT, STARTS_RUN, RunRequestDep, find_run
from app.core.http.pagination import ListPage, PageQuery, Search
from app.core.http.problems import problems
from app.core.http.revisions import IfMatch, RequiredIfMatch, VersionNumber, set_etag
from app.core.http.routing import new_router
from app.core.http.timeout import lift_request_timeout
from app.core.versioned import VersionNotFound
from app.engine.models import TERMINAL
from app.executions.deps import RunnerDep
from app.executions.errors import ExecutionNotFound
from app.executions.schemas import ExecutionRead
from app.executions.service import read_execution
from app.workflows import catalogue
from app.workflows import definitions as workflow_service
from app.workflows import start as launching
from app.workflows.definitions import workflows
from app.workflows.deps import OnPublishDep
from app.workflows.errors import (
    GraphInvalid,
    GraphUnreadable,
    InputInvalid,
    NotPublished,
    NoTrigger,
    WebhookPathTaken,
    WorkflowInUse,
    WorkflowNotFound,
)
from app.workflows.models import Workflow
from app.workflows.rights import check_scopes
from app.workflows.schemas import (
    DraftGraph,
    ExecuteRequest,
    NodeKindRead,
    PublishedWorkflow,
    WorkflowCreate,
    WorkflowRead,
    WorkflowSummary,
    WorkflowUpdate,
    WorkflowVersionRead,
    WorkflowVersionSummary,
)

router = new_router(prefix="/api", tags=["workflows"], responses=problems(Unauthenticated, Forbidden))

_CHANGE = (BadRequest, WorkflowNotFound, RevisionConflict)
"""What every change that takes If-Match can answer."""


def _with_etag(response: Response, workflow: Workflow) -> WorkflowRead:
    set_etag(response, workflow.revision)
    return workflow_service.to_read(workflow)


@router.get("/node-kinds")
async def list_node_kinds(caller: WorkflowViewer) -> ListPage[NodeKindRead]:
    """Return every node kind with the JSON Schema of its params; the list is short and comes whole."""
    return ListPage[NodeKindRead](items=catalogue.read_node_kinds())


@router.get("/workflows", responses=problems(Invalid))
async def list_workflows(
    caller: WorkflowViewer, session: ReaderDep, page: PageQuery, search: Search = None
) -> ListPage[WorkflowSummary]:
    """Return workflows without their drafts, newest first; `search` is a part of the name."""
    return await workflow_service.list_workflows(session, page, search)


@router.post("/workflows", dependencies=[IDEMPOTENT], status_code=201, responses=problems(Invalid))
async def create_workflow(
    caller: WorkflowEditor, session: SessionDep, body: WorkflowCreate, response: Response
) -> WorkflowRead:
    """Make a workflow. Its draft may be wrong; `validate` says how."""
    check_scopes(caller, body.draft)
    workflow = await workflow_service.create_workflow(session, body)
    response.headers["Location"] = f"/api/workflows/{workflow.id}"
    return _with_etag(response, workflow)


@router.get("/workflows/{workflow_id}", responses=problems(WorkflowNotFound))
async def get_workflow(
    caller: WorkflowViewer, session: ReaderDep, workflow_id: UUID, response: Response
) -> WorkflowRead:
    """Return a workflow with its draft; the ETag goes into If-Match."""
    return _with_etag(response, await workflows.get(session, workflow_id))


@router.patch(
    "/workflows/{workflow_id}",
    responses=problems(*_CHANGE, PreconditionRequired, Invalid),
)
async def update_workflow(
    caller: WorkflowEditor,
    session: SessionDep,
    workflow_id: UUID,
    if_match: RequiredIfMatch,
    body: WorkflowUpdate,
    response: Response,
) -> WorkflowRead:
    """Change name or settings; what is left out stays."""
    return _with_etag(response, await workflow_service.update_workflow(session, workflow_id, body, if_match))


@router.delete("/workflows/{workflow_id}", status_code=204, responses=problems(*_CHANGE, WorkflowInUse))
async def delete_workflow(
    caller: WorkflowEditor,
    session: SessionDep,
    list_consumers: ListConsumersDep,
    workflow_id: UUID,
    if_match: IfMatch,
) -> None:
    """Delete a workflow that no published page runs, with its versions and webhooks; its executions stay."""
    await workflow_service.delete_workflow(session, list_consumers, workflow_id, if_match)


@router.put(
    "/workflows/{workflow_id}/draft",
    responses=problems(*_CHANGE, PreconditionRequired, Invalid),
)
async def replace_workflow_draft(
    caller: WorkflowEditor,
    session: SessionDep,
    workflow_id: UUID,
    if_match: RequiredIfMatch,
    body: DraftGraph,
    response: Response,
) -> WorkflowRead:
    """Store a draft, right or wrong; only its JSON shape, 500 nodes and 1 MiB are enforced."""
    check_scopes(caller, body)
    return _with_etag(response, await workflows.replace_draft(session, workflow_id, body.dump(), if_match))


@router.post("/workflows/{workflow_id}/validate", responses=problems(WorkflowNotFound))
async def validate_workflow(caller: WorkflowViewer, session: ReaderDep, workflow_id: UUID) -> DraftValidation:
    """Return whether the draft could be published, and what is wrong with it."""
    return await workflow_service.validate_draft(session, await workflows.get(session, workflow_id))


@router.post(
    "/workflows/{workflow_id}/publish",
    dependencies=[IDEMPOTENT],
    responses=problems(*_CHANGE, GraphInvalid, WebhookPathTaken),
)
async def publish_workflow(
    caller: WorkflowEditor,
    session: SessionDep,
    on_publish: OnPublishDep,
    workflow_id: UUID,
    if_match: IfMatch,
    response: Response,
) -> PublishedWorkflow:
    """Make the draft a version that never changes, and let its triggers start it, whatever the warnings say.

    A draft that is the newest version already is published as that one.
    """
    workflow, version, warnings = await workflow_service.publish_workflow(
        session, workflow_id, if_match, caller, on_publish
    )
    set_etag(response, workflow.revision)
    return PublishedWorkflow(**dict(workflow_service.to_version_read(version)), warnings=warnings)


@router.post("/workflows/{workflow_id}/unpublish", responses=problems(*_CHANGE))
async def unpublish_workflow(
    caller: WorkflowEditor,
    session: SessionDep,
    on_publish: OnPublishDep,
    workflow_id: UUID,
    if_match: IfMatch,
    response: Response,
) -> WorkflowRead:
    """Let nothing start the workflow any more; runs under way go on."""
    return _with_etag(response, await workflow_service.unpublish_workflow(session, workflow_id, if_match, on_publish))


@router.get(
    "/workflows/{workflow_id}/versions",
    responses=problems(WorkflowNotFound, Invalid),
)
async def list_workflow_versions(
    caller: WorkflowViewer, session: ReaderDep, workflow_id: UUID, page: PageQuery
) -> ListPage[WorkflowVersionSummary]:
    """Return the versions without their graphs, newest first."""
    return await workflows.list_versions(session, workflow_id, page, WorkflowVersionSummary)


@router.get(
    "/workflows/{workflow_id}/versions/{number}",
    responses=problems(WorkflowNotFound, VersionNotFound),
)
async def get_workflow_version(
    caller: WorkflowViewer, session: ReaderDep, workflow_id: UUID, number: VersionNumber
) -> WorkflowVersionRead:
    """Return a version with its graph."""
    return workflow_service.to_version_read(await workflows.get_version(session, workflow_id, number))


@router.post(
    "/workflows/{workflow_id}/versions/{number}/restore",
    responses=problems(*_CHANGE, VersionNotFound),
)
async def restore_workflow_version(
    caller: WorkflowEditor,
    session: SessionDep,
    workflow_id: UUID,
    number: VersionNumber,
    if_match: IfMatch,
    response: Response,
) -> WorkflowRead:
    """Copy a version's graph into the draft; what is published stays as it is."""
    return _with_etag(response, await workflows.restore(session, workflow_id, number, if_match))


@router.post(
    "/workflows/{workflow_id}/execute",
    status_code=202,
    dependencies=[STARTS_RUN],
    responses=problems(
        WorkflowNotFound,
        VersionNotFound,
        NotPublished,
        NoTrigger,
        GraphUnreadable,
        GraphInvalid,
        InputInvalid,
        ExecutionNotFound,
    )
    | {200: {"model": ExecutionRead, "description": "It ended within `wait_seconds`."}},
)
async def execute_workflow(
    caller: WorkflowOperator,
    database: DatabaseDep,
    runner: RunnerDep,
    asked: RunRequestDep,
    workflow_id: UUID,
    body: ExecuteRequest,
    request: Request,
    response: Response,
) -> ExecutionRead:
    """Start a run: 202 with the execution, or 200 with its result if it ended within `wait_seconds`.

    Sent again with its `Idempotency-Key`, it is answered with the run as it is then.
    """
    if body.wait_seconds:
        lift_request_timeout(request.scope)
    async with database.reader() as session:
        execution_id = await find_run(asked, session, response)
        if execution_id is None:
            prepared = await launching.prepare_execution(session, workflow_id, body, caller)
    if execution_id is None:
        execution_id = await launching.start_once(database, runner, prepared, asked)
    if body.wait_seconds:
        await runner.wait_finished(execution_id, body.wait_seconds)
    async with database.reader() as session:
        execution = await read_execution(session, execution_id)
    response.status_code = 200 if body.wait_seconds and execution.status in TERMINAL else 202
    response.headers["Location"] = f"/api/executions/{execution_id}"
    return execution
