"""Starting runs: which graph, from which trigger, with what. Accepting and running them is the runner's."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from pydantic import JsonValue
from sqlmodel.ext.asyncio.session import AsyncSession

from app.auth.access import Principal
from app.core.db.database import Database
from app.core.errors import FieldProblem
from app.core.idempotency.service import RunRequest
from app.engine.graph import Graph, Node
from app.engine.params import compile_schema
from app.engine.runner import Runner
from app.engine.start import StartRequest
from app.engine.triggers import TriggerSource, find_trigger, list_triggers, make_trigger_value
from app.nodes.registry import node_kinds
from app.workflows import definitions as workflow_service
from app.workflows import repository
from app.workflows.errors import InputInvalid, NotPublished, NoTrigger
from app.workflows.rights import check_scopes
from app.workflows.schemas import ExecuteRequest, VersionTarget
from app.workflows.stored import read_runnable

MAX_INPUT_PROBLEMS = 50


async def prepare_execution(
    session: AsyncSession, workflow_id: UUID, request: ExecuteRequest, caller: Principal
) -> StartRequest:
    """Return what `execute` starts; raises NotFound, NotPublished, GraphInvalid, GraphUnreadable, InputInvalid, or
    Forbidden for a draft whose nodes need scopes that the caller's key lacks. A version was checked when it was
    published.

    A run by hand begins at the manual trigger; without one at the page's, or at the webhook's with the input as
    the body of a POST.
    """
    number, graph = await _target(session, workflow_id, request, caller)
    return StartRequest(workflow_id, number, graph, _start_at(graph, "manual", {"input": request.input}))


async def start_once(database: Database, runner: Runner, prepared: StartRequest, asked: RunRequest | None) -> UUID:
    """Return the id of a durably accepted run: that of another request with the same key where one was faster.

    Raises IdempotencyKeyReused.
    """
    if asked is None:
        return (await runner.start(prepared)).execution_id
    started = await runner.start(replace(prepared, execution_id=asked.row.id, request=asked.columns()))
    if started.is_new:
        return started.execution_id
    async with database.reader() as session:
        return await asked.find(session) or started.execution_id


async def _target(
    session: AsyncSession, workflow_id: UUID, request: ExecuteRequest, caller: Principal
) -> tuple[int | None, Graph]:
    workflow = await workflow_service.workflows.get(session, workflow_id)
    if request.target == "draft":
        graph = workflow_service.read_draft(workflow)
        check_scopes(caller, graph)
        await workflow_service.check_graph(session, graph)
        return None, graph
    if isinstance(request.target, VersionTarget):
        number = request.target.version
    elif workflow.published_version is None:
        raise NotPublished("Publish the workflow first, or execute its draft.")
    else:
        number = workflow.published_version
    return number, await workflow_service.load_graph(session, workflow_id, number)


def _start_at(graph: Graph, source: TriggerSource, given: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Return the `trigger` of a run that starts where this source may; raises NoTrigger or InputInvalid."""
    node = find_trigger(graph, node_kinds(), source)
    if node is None:
        names = ", ".join(kind.name for kind in list_triggers(node_kinds(), source))
        raise NoTrigger(f"The workflow has no trigger of these kinds: {names}.")
    check_input(node, given["input"])
    return make_trigger_value(node, node_kinds(), source, given)


def check_input(node: Node, given: JsonValue) -> None:
    """Return when the input fits the trigger's `input_schema`; raises InputInvalid with what does not."""
    schema: Any = node.params.get("input_schema")
    if schema is None:
        return
    problems = []
    for error in compile_schema(schema).iter_errors(given):
        problems.append(FieldProblem(loc=["input", *error.instance_path], msg=error.message[:500]))
        if len(problems) >= MAX_INPUT_PROBLEMS:
            break
    if problems:
        raise InputInvalid(errors=problems)


async def start_from_page(
    database: Database,
    runner: Runner,
    workflow_id: UUID,
    *,
    input: JsonValue,
    page: JsonValue,
    visitor: JsonValue,
) -> UUID:
    """Return the id of a durably accepted run that a page's component started.

    It begins at the page trigger of the published version, or at its manual one. No session is held while the run
    is accepted. Raises NotPublished (an unknown workflow included), GraphUnreadable, NoTrigger or InputInvalid.
    """
    async with database.reader() as session:
        version = await repository.find_published_version(session, workflow_id)
    if version is None:
        raise NotPublished()
    graph = read_runnable(version.graph)
    trigger = _start_at(graph, "page", {"input": input, "page": page, "visitor": visitor})
    return (await runner.start(StartRequest(workflow_id, version.number, graph, trigger))).execution_id
