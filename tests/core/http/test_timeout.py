import asyncio

import pytest
from fastapi import FastAPI, Request
from starlette.responses import PlainTextResponse, StreamingResponse

from app.core.http.request_id import RequestIdMiddleware
from app.core.http.timeout import RequestTimeoutMiddleware, lift_request_timeout
from tests.core.http.conftest import ClientFor

SHORT = 0.05


def _waits_longer_than_the_limit(before=None):
    async def app(scope, receive, send):
        if before is not None:
            await before(scope)
        # Longer than the limit on the same clock: nothing is synchronised by this.
        await asyncio.sleep(SHORT * 3)
        await PlainTextResponse("finished")(scope, receive, send)

    return app


async def test_a_request_over_its_time_is_cancelled_and_answered(client_for: ClientFor) -> None:
    cancelled = asyncio.Event()

    async def never_answers(scope, receive, send):
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    app = RequestIdMiddleware(RequestTimeoutMiddleware(never_answers, seconds=SHORT))
    response = await client_for(app).get("/", headers={"X-Request-ID": "abc"})

    assert cancelled.is_set()
    assert response.status_code == 503
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json() == {
        "type": "urn:onefold:problem:request_timeout",
        "title": "The request took too long",
        "status": 503,
        "detail": "The server did not finish this request within 0.05 seconds.",
        "code": "request_timeout",
        "request_id": "abc",
    }


async def test_a_response_that_has_started_is_free(client_for: ClientFor) -> None:
    async def events():
        yield b"data: 1\n\n"
        await asyncio.sleep(SHORT * 3)
        yield b"data: 2\n\n"

    async def stream(scope, receive, send):
        await StreamingResponse(events(), media_type="text/event-stream")(scope, receive, send)

    response = await client_for(RequestTimeoutMiddleware(stream, seconds=SHORT)).get("/")

    assert response.text == "data: 1\n\ndata: 2\n\n"


async def test_exempt_prefixes_have_no_limit(client_for: ClientFor) -> None:
    app = RequestTimeoutMiddleware(
        _waits_longer_than_the_limit(), seconds=SHORT, exempt_prefixes=["/api/storage", "/webhook"]
    )
    client = client_for(app)

    assert (await client.get("/api/storage/upload")).text == "finished"
    assert (await client.get("/api/pages")).status_code == 503


async def test_a_route_can_lift_its_limit(client_for: ClientFor) -> None:
    app = FastAPI()

    @app.get("/execute")
    async def execute(request: Request) -> PlainTextResponse:
        lift_request_timeout(request.scope)
        await asyncio.sleep(SHORT * 3)
        return PlainTextResponse("finished")

    client = client_for(RequestTimeoutMiddleware(app, seconds=SHORT))

    assert (await client.get("/execute")).text == "finished"


async def test_a_timeout_of_the_app_itself_is_not_mistaken_for_ours(client_for: ClientFor) -> None:
    async def fails(scope, receive, send):
        raise TimeoutError("of somebody else")

    response = await client_for(RequestTimeoutMiddleware(fails, seconds=60)).get("/")

    assert response.status_code == 500


async def test_websockets_have_no_limit() -> None:
    async def app(scope, receive, send):
        await asyncio.sleep(SHORT * 3)
        scope["finished"] = True

    scope = {"type": "websocket", "path": "/ws"}
    await RequestTimeoutMiddleware(app, seconds=SHORT)(scope, None, None)

    assert scope["finished"]


@pytest.mark.parametrize("path", ["/api/storages", "/api/storage"])
async def test_lifting_twice_is_harmless(client_for: ClientFor, path: str) -> None:
    async def lift(scope):
        lift_request_timeout(scope)
        lift_request_timeout(scope)

    app = RequestTimeoutMiddleware(_waits_longer_than_the_limit(lift), SHORT, ["/api/storage"])

    assert (await client_for(app).get(path)).text == "finished"
