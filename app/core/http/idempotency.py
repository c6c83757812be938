"""`Idempotency-Key` on routes that start or create something: `dependencies=[IDEMPOTENT]`.

The dependency takes the header, whoever authenticates the caller calls `begin_once`, and the route stores the answer
(or answers as it did before). A route whose work is no transaction of `SessionDep` takes `OnceDep`, whose `id` is the
same each time the request is sent, and may store the answer itself in the transaction of its work (`Once.keep`).

A route that only sometimes changes anything has `dependencies=[IDEMPOTENT_LATER]` and calls `begin` of `OnceDep` when
it does. One that starts a run has `dependencies=[STARTS_RUN]` and takes `RunRequestDep`: its answer is the run.
"""

from collections.abc import Callable, Coroutine, MutableMapping
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Header, Request
from fastapi.exceptions import HTTPException, RequestValidationError
from fastapi.responses import Response
from fastapi.routing import APIRoute
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.errors import OnefoldError
from app.core.http.resources import get_resource
from app.core.idempotency.errors import IdempotencyKeyReused, KeptResponseTooLarge, RequestInProgress
from app.core.idempotency.service import IdempotentRequests, RunRequest, StoredAnswer, hash_request

_KEPT_HEADERS = ("content-type", "location", "etag", "cache-control")
_NAME = "once"
_REPLAYED = "Idempotent-Replayed"

IdempotencyKey = Annotated[
    str | None,
    Header(
        min_length=1,
        max_length=255,
        pattern=r"^[\x21-\x7e]+$",
        description="Any text of your own for this one request, such as a UUID. Sent again within 24 hours with the "
        "same key and body, it is answered as the first time, and nothing is done twice.",
    ),
]


@dataclass
class Once:
    """A request with an Idempotency-Key; `id` is there once it has begun. `session` is the one that works for it.

    `request_hash` and `body` are what it is recognised by, `was_interrupted` as `Begun` has it.
    """

    key: str
    request: Request
    begins_later: bool
    request_hash: str = ""
    body: bytes = b""
    id: UUID | None = None
    was_interrupted: bool = False
    session: AsyncSession | None = None
    is_answered: bool = False
    is_refused: bool = False

    async def begin(self) -> None:
        """Begin to do what was asked; ends the request if it was answered before.

        Raises RequestInProgress and IdempotencyKeyReused.
        """
        requests = get_resource(self.request.scope, IdempotentRequests)
        begun = await requests.begin(self.request_hash, self.body)
        if isinstance(begun, StoredAnswer):
            raise _AnsweredBefore(begun)
        self.id, self.was_interrupted = begun.id, begun.was_interrupted

        async def end(_kind: object, error: BaseException | None, _trace: object) -> None:
            requests.in_progress.discard(begun.id)
            # An answer may not have been stored after all: its commit comes later.
            if error is not None or not self.is_answered:
                await requests.give_up(begun, refused=self.is_refused)

        # Not before the session of the work has ended, which holds the one writer's place on SQLite.
        self.request.scope["fastapi_inner_astack"].push_async_exit(end)

    def on_commit(self) -> None:
        """Called when the session of the work has committed."""
        get_resource(self.request.scope, IdempotentRequests).failpoints.hit("idempotent-committed")

    async def keep(self, response: Response, session: AsyncSession | None) -> None:
        """Store the answer, in the transaction of the work where there is one. Raises KeptResponseTooLarge there."""
        if self.id is None or self.is_answered:
            return
        headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
        answer = StoredAnswer(response.status_code, headers, bytes(response.body).decode())
        await get_resource(self.request.scope, IdempotentRequests).finish(self.id, answer, session)
        self.is_answered = True


class _AnsweredBefore(Exception):
    """Ends a request that has an answer already."""

    def __init__(self, answer: StoredAnswer) -> None:
        super().__init__()
        self.answer = answer


class Idempotent:
    """The dependency that takes the header of a route."""

    def __init__(self, *errors: type[OnefoldError], begins_later: bool = False) -> None:
        self.errors = errors
        self.begins_later = begins_later

    async def __call__(self, request: Request, idempotency_key: IdempotencyKey = None) -> None:
        if idempotency_key is not None:
            once = Once(idempotency_key, request, self.begins_later)
            request.scope.setdefault("state", {})[_NAME] = once


_ERRORS = (IdempotencyKeyReused, RequestInProgress, KeptResponseTooLarge)
IDEMPOTENT: Any = Depends(Idempotent(*_ERRORS))
IDEMPOTENT_LATER: Any = Depends(Idempotent(*_ERRORS, begins_later=True))
STARTS_RUN: Any = Depends(Idempotent(IdempotencyKeyReused, begins_later=True))


def find_once(scope: MutableMapping[str, Any]) -> Once | None:
    """Return what a request with an Idempotency-Key is known by; None for one without."""
    found: Once | None = scope.get("state", {}).get(_NAME)
    return found


async def _once_of(request: Request) -> Once | None:
    return find_once(request.scope)


async def _run_request_of(request: Request) -> RunRequest | None:
    once = find_once(request.scope)
    if once is None:
        return None
    requests = get_resource(request.scope, IdempotentRequests)
    return RunRequest(requests, once.body, requests.new_row(once.request_hash, once.body))


async def find_run(asked: RunRequest | None, session: AsyncSession, response: Response) -> UUID | None:
    """Return the run that an earlier request with the key has started, and say in the answer that it did."""
    run = await asked.find(session) if asked is not None else None
    if run is not None:
        response.headers[_REPLAYED] = "true"
    return run


OnceDep = Annotated[Once | None, Depends(_once_of)]
RunRequestDep = Annotated[RunRequest | None, Depends(_run_request_of)]


async def begin_once(request: Request, caller: UUID) -> None:
    """Begin a request of a caller who may send it; ends one that was answered before.

    Raises RequestInProgress and IdempotencyKeyReused.
    """
    once = find_once(request.scope)
    if once is None:
        return
    once.request_hash = hash_request(str(caller), request.method, request.url.path, once.key)
    once.body = request.scope["query_string"] + b"\n" + await request.body()
    if not once.begins_later:
        await once.begin()


class IdempotentRoute(APIRoute):
    """A route that answers a request with an Idempotency-Key once."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what handles a request; that of FastAPI alone for a route without IDEMPOTENT."""
        handle = super().get_route_handler()
        if not any(isinstance(child.call, Idempotent) for child in self.dependant.dependencies):
            return handle

        async def handle_once(request: Request) -> Response:
            try:
                response = await handle(request)
                once = find_once(request.scope)
                if once is not None and response.status_code < 400:
                    await once.keep(response, once.session)
            except _AnsweredBefore as found:
                headers = {**found.answer.headers, _REPLAYED: "true"}
                return Response(found.answer.body, found.answer.status, headers=headers)
            except (OnefoldError, HTTPException, RequestValidationError) as error:
                once = find_once(request.scope)
                if once is not None:
                    once.is_refused = _status_of(error) < 500
                raise
            if once is not None:
                once.is_refused = 400 <= response.status_code < 500
            return response

        return handle_once


def _status_of(error: Exception) -> int:
    return int(getattr(error, "status", getattr(error, "status_code", 422)))
