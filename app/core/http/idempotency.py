"""`Idempotency-Key` on routes that start or create something: `dependencies=[IDEMPOTENT]`.

The dependency takes the header, whoever authenticates the caller calls `begin_once`, and the route stores the answer
(or answers as it did before). A route whose work is no transaction of `SessionDep` takes `OnceDep`, whose `id` is the
same each time the request is sent.
"""

from collections.abc import Callable, Coroutine, MutableMapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar
from uuid import UUID

from fastapi import Depends, Header, Request
from fastapi.exceptions import HTTPException, RequestValidationError
from fastapi.responses import Response
from fastapi.routing import APIRoute
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.errors import OnefoldError
from app.core.http.resources import get_resource
from app.core.idempotency.errors import IdempotencyKeyReused, RequestInProgress
from app.core.idempotency.service import IdempotentRequests, StoredAnswer, hash_request

_KEPT_HEADERS = ("content-type", "location", "etag", "cache-control")
_NAME = "once"

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
    """A request with an Idempotency-Key; `id` is there once it has begun. `session` is the one that works for it."""

    key: str
    id: UUID | None = None
    session: AsyncSession | None = None
    is_answered: bool = False
    is_refused: bool = False


class _AnsweredBefore(Exception):
    """Ends a request that has an answer already."""

    def __init__(self, answer: StoredAnswer) -> None:
        super().__init__()
        self.answer = answer


class Idempotent:
    """The dependency that takes the header of a route."""

    errors: ClassVar[tuple[type[OnefoldError], ...]] = (IdempotencyKeyReused, RequestInProgress)

    async def __call__(self, request: Request, idempotency_key: IdempotencyKey = None) -> None:
        if idempotency_key is not None:
            request.scope.setdefault("state", {})[_NAME] = Once(idempotency_key)


IDEMPOTENT: Any = Depends(Idempotent())


def find_once(scope: MutableMapping[str, Any]) -> Once | None:
    """Return what a request with an Idempotency-Key is known by; None for one without."""
    found: Once | None = scope.get("state", {}).get(_NAME)
    return found


async def _once_of(request: Request) -> Once | None:
    return find_once(request.scope)


OnceDep = Annotated[Once | None, Depends(_once_of)]


async def begin_once(request: Request, caller: UUID) -> None:
    """Begin a request of a caller who may send it; ends one that was answered before.

    Raises RequestInProgress and IdempotencyKeyReused.
    """
    once = find_once(request.scope)
    if once is None:
        return
    requests = get_resource(request.scope, IdempotentRequests)
    begun = await requests.begin(
        hash_request(str(caller), request.method, request.url.path, once.key),
        request.scope["query_string"] + b"\n" + await request.body(),
    )
    if isinstance(begun, StoredAnswer):
        raise _AnsweredBefore(begun)
    once.id = begun

    async def end(_kind: object, error: BaseException | None, _trace: object) -> None:
        requests.in_progress.discard(begun)
        # An answer may not have been stored after all: its commit comes later.
        if error is not None or not once.is_answered:
            await requests.give_up(begun, refused=once.is_refused)

    # Not before the session of the work has ended, which holds the one writer's place on SQLite.
    request.scope["fastapi_inner_astack"].push_async_exit(end)


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
            except _AnsweredBefore as found:
                headers = {**found.answer.headers, "Idempotent-Replayed": "true"}
                return Response(found.answer.body, found.answer.status, headers=headers)
            except (OnefoldError, HTTPException, RequestValidationError) as error:
                once = find_once(request.scope)
                if once is not None:
                    once.is_refused = _status_of(error) < 500
                raise
            await _store_answer(request, response)
            return response

        return handle_once


def _status_of(error: Exception) -> int:
    return int(getattr(error, "status", getattr(error, "status_code", 422)))


async def _store_answer(request: Request, response: Response) -> None:
    once = find_once(request.scope)
    if once is None or once.id is None:
        return
    if response.status_code >= 400:
        once.is_refused = response.status_code < 500
        return
    headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
    answer = StoredAnswer(response.status_code, headers, bytes(response.body).decode())
    await get_resource(request.scope, IdempotentRequests).finish(once.id, answer, once.session)
    once.is_answered = True
