"""How a live stream ends when something is wrong: a code and a reason, over a real port, no traceback in the log."""

import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import text
from structlog.testing import capture_logs
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from app.core.db.database import utc_now
from app.engine.journal.operations import CreateRun
from app.main import OnefoldApp
from tests.engine.rows import new_row
from tests.serving import AS_ONEFOLD, Serve

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

Watch = Callable[..., connect]


@pytest.fixture
async def execution_id(app: OnefoldApp) -> str:
    """A run whose stream is silent: it is ours by its row, and too young to be taken for lost."""
    process = app.resources.executions
    row = new_row(owner=process.claims.owner, epoch=1, queued_at=utc_now() + timedelta(hours=1))
    await process.journal.submit(CreateRun(row))
    return str(row["id"])


@pytest.fixture
async def key(owner: httpx.AsyncClient) -> str:
    """An API key that may watch."""
    return str((await owner.post("/api/api-keys", json={"name": "k", "scopes": ["actions:read"]})).json()["key"])


@pytest.fixture
async def port(app: OnefoldApp, serve: Serve) -> int:
    """Where the app listens."""
    return await serve(app, **AS_ONEFOLD)


@pytest.fixture
def watch(port: int, execution_id: str, key: str) -> Watch:
    """Opens a WebSocket on the run."""

    def open_socket(query: str = "") -> connect:
        headers = {"Authorization": f"Bearer {key}"}
        url = f"ws://127.0.0.1:{port}/ws/executions/{execution_id}{query}"
        return connect(url, additional_headers=headers, proxy=None)

    return open_socket


async def closed_with(socket: ClientConnection) -> tuple[int | None, str | None]:
    with pytest.raises(ConnectionClosed):
        await socket.recv()
    return socket.close_code, socket.close_reason


@pytest.fixture
def rename(app: OnefoldApp) -> Callable[[str, str], Awaitable[None]]:
    """Renames a table, so that whoever reads it gets an error of the database."""

    async def rename_table(old: str, new: str) -> None:
        async with app.resources.database.begin() as connection:
            await connection.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))

    return rename_table


async def test_an_after_that_is_no_seq_is_refused_with_a_reason(watch: Watch) -> None:
    for after in ("-1", "abc", "9223372036854775808", "2147483648", "9" * 400, "1.5", "١", ""):
        async with watch(f"?after={after}") as socket:
            code, reason = await closed_with(socket)
        assert (code, "`after`" in (reason or "")) == (4400, True), after


async def test_the_database_fails_when_it_is_opened(
    watch: Watch, rename: Callable[[str, str], Awaitable[None]], caplog: pytest.LogCaptureFixture
) -> None:
    await rename("auth_api_key", "elsewhere")
    with capture_logs() as logs:
        async with watch() as socket:
            assert (await closed_with(socket))[0] == 1013
    assert_no_traceback(logs, caplog)


async def test_the_database_fails_while_it_is_open(
    app: OnefoldApp,
    port: int,
    key: str,
    execution_id: str,
    watch: Watch,
    rename: Callable[[str, str], Awaitable[None]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    url = f"http://127.0.0.1:{port}/api/executions/{execution_id}/stream"
    broadcaster = app.resources.executions.broadcaster
    with capture_logs() as logs:
        async with (
            watch() as socket,
            httpx.AsyncClient(headers={"Authorization": f"Bearer {key}"}) as client,
            client.stream("GET", url) as sse,
        ):
            await socket.ping()
            await rename("execution_event", "elsewhere")
            broadcaster.catch_up_all()
            assert (await closed_with(socket))[0] == 1013
            assert await anext(sse.aiter_text()) == ": the database does not answer, come again\n\n"
    assert_no_traceback(logs, caplog)


async def test_text_that_is_no_utf8_closes_with_1007_and_no_traceback(
    watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    async with watch() as socket:
        await socket.send(b"\xff\xfe", text=True)
        assert (await closed_with(socket))[0] == 1007
    assert_no_traceback([], caplog)


async def test_a_message_that_is_too_long_closes_with_1009(watch: Watch) -> None:
    async with watch() as socket:
        await socket.send("x" * 100_000)
        assert (await closed_with(socket))[0] == 1009


async def test_the_ticket_is_not_logged(watch: Watch, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    async with watch("?after=x&ticket=ofsome.secret") as socket:
        await closed_with(socket)
    assert "[accepted]" in caplog.text
    assert "ofsome.secret" not in caplog.text


def assert_no_traceback(logs: list[dict[str, object]], caplog: pytest.LogCaptureFixture) -> None:
    assert [entry for entry in logs if entry.get("exc_info") or entry["log_level"] == "error"] == []
    assert [record for record in caplog.records if record.exc_info or record.levelno >= logging.ERROR] == []
