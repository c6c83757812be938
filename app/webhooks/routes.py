"""Routes of published webhooks: written in the transaction of the publish that makes them true."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.draft_problems import DraftProblem
from app.core.http.path_patterns import is_parameter, shape_of
from app.engine.graph import Graph
from app.engine.triggers import list_registrations
from app.nodes.registry import node_kinds
from app.nodes.triggers.webhook import WebhookParams
from app.webhooks import repository
from app.webhooks.models import WebhookRoute
from app.workflows.errors import WebhookPathTaken


async def replace_routes(session: AsyncSession, workflow_id: UUID, number: int | None, graph: Graph | None) -> None:
    """Let a version's webhooks answer, or none of the workflow's where none is published; raises WebhookPathTaken."""
    await repository.delete_routes(session, workflow_id)
    if number is None or graph is None:
        return
    routes = [
        _route(workflow_id, number, node.id, params)
        for node, params in list_registrations(graph, node_kinds(), WebhookParams)
    ]
    if taken := await repository.list_taken_shapes(session, [route.shape for route in routes]):
        raise _path_taken(taken, routes)
    session.add_all(routes)
    try:
        await session.flush()
    except IntegrityError as error:  # another publish took one of them since we looked
        raise _path_taken({route.shape for route in routes}, routes) from error


def _path_taken(shapes: Collection[str], routes: Collection[WebhookRoute]) -> WebhookPathTaken:
    problems = [
        DraftProblem(
            code="webhook_path_taken",
            node_id=route.node_id,
            param="path",
            message=f"Another published workflow answers at {route.path!r}.",
        )
        for route in routes
        if route.shape in shapes
    ]
    return WebhookPathTaken(problems[0].message, extra={"problems": [problem.model_dump() for problem in problems]})


def _route(workflow_id: UUID, number: int, node_id: str, params: WebhookParams) -> WebhookRoute:
    segments = params.path.split("/")
    return WebhookRoute(
        path=params.path,
        shape=shape_of(params.path),
        segments=len(segments),
        is_literal=not any(is_parameter(segment) for segment in segments),
        workflow_id=workflow_id,
        version=number,
        node_id=node_id,
        methods=list(params.methods),
    )
