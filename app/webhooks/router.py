"""`ANY /webhook/{path}`: calls from outside that start published workflows."""

from fastapi import Request, Response

from app.auth.deps import KEY_ERRORS, PUBLIC
from app.core.errors import (
    BadRequest,
    Forbidden,
    MethodNotAllowed,
    TooLarge,
    Unauthenticated,
    UnsupportedMediaType,
)
from app.core.http.content_encoding import decode_content
from app.core.http.problems import problems
from app.core.http.routing import new_router
from app.core.http.timeout import lift_request_timeout
from app.engine.results import Respond
from app.engine.runner import Runner
from app.webhooks import service
from app.webhooks.body import MAX_BODY
from app.webhooks.deps import WebhooksDep
from app.webhooks.errors import (
    AddressRefused,
    Replayed,
    SignatureInvalid,
    SignatureMissing,
    TimestampOutOfWindow,
    WebhookNotFound,
    WorkflowFailed,
)
from app.webhooks.responses import accepted_response, node_response, result_response
from app.webhooks.schemas import WebhookAccepted, WebhookFinished
from app.webhooks.service import Accepted, WebhookCall
from app.workflows.errors import GraphUnreadable

WAIT_SECONDS = 30.0
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")

router = new_router(tags=["webhooks"])


async def call_webhook(webhooks: WebhooksDep, path: str, request: Request) -> Response:
    """Start the published workflow whose webhook trigger answers at this path and method.

    By the trigger's `respond`: 202 with the run's id at once, 200 with its result, or what its `respond` node says.
    A run that takes longer than 30 s is answered with 202.
    """
    call = await read_call(request, path)
    accepted = await service.accept_call(webhooks, call)
    return await respond(request, webhooks.runner, accepted)


async def describe_webhook(webhooks: WebhooksDep, path: str, request: Request) -> Response:
    """Say which methods a webhook answers, without starting its run.

    Services that send events first ask by HEAD or OPTIONS whether there is anybody. CORS is not offered: no script
    of another origin is to call webhooks.
    """
    methods = await service.list_methods(webhooks, path.removesuffix("/"))
    return Response(status_code=200 if request.method == "HEAD" else 204, headers={"Allow": ", ".join(methods)})


async def read_call(request: Request, path: str) -> WebhookCall:
    """Return the call, its body decoded; raises TooLarge while reading, UnsupportedMediaType or BadRequest."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise TooLarge(f"A webhook body may have {MAX_BODY} bytes.", headers={"Connection": "close"})
    headers: dict[str, str] = {}
    for name, value in request.headers.items():
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    # The run gets the body without its encoding, and so no word of one.
    content = decode_content(bytes(body), headers.pop("content-encoding", ""), MAX_BODY)
    client = request.client.host if request.client else ""
    path = path.removesuffix("/")  # no declared path ends with one
    return WebhookCall(path, request.method, headers, request.query_params.multi_items(), content, client)


async def respond(request: Request, runner: Runner, accepted: Accepted) -> Response:
    """Wait for as much of the run as the trigger asks for, and answer."""
    execution_id = accepted.execution_id
    if accepted.respond == "immediately":
        return accepted_response(execution_id)
    lift_request_timeout(request.scope)
    if accepted.respond == "when_finished":
        outcome = await runner.wait_finished(execution_id, WAIT_SECONDS)
        return result_response(execution_id, outcome) if outcome else accepted_response(execution_id)
    said = await runner.wait_response(execution_id, WAIT_SECONDS)
    if said is None:
        return accepted_response(execution_id)
    return node_response(said) if isinstance(said, Respond) else result_response(execution_id, said)


for _method in METHODS:
    router.add_api_route(
        "/webhook/{path:path}",
        call_webhook,
        methods=[_method],
        name=f"call_webhook_{_method.lower()}",
        dependencies=[PUBLIC],
        status_code=202,
        response_model=WebhookAccepted,
        responses=problems(
            BadRequest,
            Unauthenticated,
            *KEY_ERRORS,
            SignatureMissing,
            SignatureInvalid,
            TimestampOutOfWindow,
            Forbidden,
            AddressRefused,
            WebhookNotFound,
            MethodNotAllowed,
            Replayed,
            GraphUnreadable,
            TooLarge,
            UnsupportedMediaType,
            WorkflowFailed,
        )
        | {200: {"model": WebhookFinished, "description": "The run's result, or what its `respond` node says."}},
        openapi_extra={"requestBody": {"content": {"application/json": {"schema": {}}}}}
        if _method not in ("GET", "DELETE")
        else None,
    )

router.add_api_route(
    "/webhook/{path:path}",
    describe_webhook,
    methods=["HEAD", "OPTIONS"],
    dependencies=[PUBLIC],
    include_in_schema=False,
)
