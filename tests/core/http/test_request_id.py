import pytest
import structlog
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse

from app.core.http.request_id import RequestIdMiddleware
from tests.core.http.conftest import ClientFor


async def _show(scope, receive, send):
    request = Request(scope, receive)
    seen = {
        "state": request.state.request_id,
        "context": structlog.contextvars.get_contextvars(),
    }
    await JSONResponse(seen, headers={"X-Request-ID": "set-by-the-app"})(scope, receive, send)


async def test_a_safe_incoming_id_is_kept_everywhere(client_for: ClientFor) -> None:
    response = await client_for(RequestIdMiddleware(_show)).get("/", headers={"X-Request-ID": "a.B_9-z"})

    assert response.headers.get_list("x-request-id") == ["a.B_9-z"]
    assert response.json() == {"state": "a.B_9-z", "context": {"request_id": "a.B_9-z"}}


@pytest.mark.parametrize("unsafe", ["", "a b", "x" * 129, "semi;colon", 'a"b', "é".encode()])
async def test_an_unsafe_incoming_id_is_replaced(client_for: ClientFor, unsafe: str | bytes) -> None:
    response = await client_for(RequestIdMiddleware(_show)).get("/", headers={b"X-Request-ID": unsafe})

    made = response.headers["x-request-id"]
    assert len(made) == 32
    assert int(made, 16)


async def test_each_request_gets_its_own_id_and_none_of_an_earlier_context(client_for: ClientFor) -> None:
    client = client_for(RequestIdMiddleware(_show))
    structlog.contextvars.bind_contextvars(execution_id="left behind")

    first, second = await client.get("/"), await client.get("/")

    assert first.json()["state"] != second.json()["state"]
    assert first.json()["context"].keys() == {"request_id"}


async def test_the_longest_allowed_id_is_kept(client_for: ClientFor) -> None:
    response = await client_for(RequestIdMiddleware(PlainTextResponse("ok"))).get(
        "/", headers={"X-Request-ID": "x" * 128}
    )

    assert response.headers["x-request-id"] == "x" * 128


async def test_a_websocket_learns_its_id_when_accepted() -> None:
    async def accept(scope, receive, send):
        await send({"type": "websocket.accept"})

    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "websocket", "path": "/ws", "headers": [(b"x-request-id", b"w-1")]}
    await RequestIdMiddleware(accept)(scope, None, send)

    assert sent == [{"type": "websocket.accept", "headers": [(b"x-request-id", b"w-1")]}]
