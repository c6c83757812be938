"""The events of an execution as they happen, each once: over server-sent events, across dropped connections.

client = AuthenticatedClient("http://127.0.0.1:8000", token="of_sk_…")
for event in stream_execution(client, execution_id):
    print(event.seq, event.type_)
"""

import json
import time
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import httpx

from .client import AuthenticatedClient, Client
from .errors import UnexpectedStatus
from .event_types import MODELS, TERMINAL, ExecutionEvent

ENDED = ("completed", "failed", "cancelled", "timed_out")
# Refusals that pass: a timeout, too early, too many requests.
PASSING = (408, 425, 429)
# The server sends a comment every 15 s; three missing ones mean that the connection is dead.
MAX_SILENCE = 45.0


def stream_execution(
    client: Client | AuthenticatedClient,
    execution_id: UUID | str,
    after: int = 0,
    *,
    min_delay: float = 0.25,
    max_delay: float = 10.0,
) -> Iterator[ExecutionEvent]:
    """Yield the events with a `seq` greater than `after`, in order, and end after the terminal one.

    Reconnects where the last event left off, after `min_delay` seconds, doubled with each failure in a row up to
    `max_delay`; skips events of a type it does not know. Raises UnexpectedStatus when the server refuses.
    """
    http = client.get_httpx_client()
    failures = 0
    ended = False
    while True:
        before, broken = after, False
        try:
            for data in _connection(http, execution_id, after):
                if data["seq"] <= after:
                    continue
                after = data["seq"]
                if (model := MODELS.get(data["type"])) is None:
                    continue
                event = model.from_dict(data)
                yield event
                if isinstance(event, TERMINAL):
                    return
        except httpx.TransportError:
            broken = True
        if after > before:
            failures = 0
        elif not broken:
            # A stream that ends at once and empty has nothing after `after`: it is over, or it is cut too early.
            if ended:
                return
            ended = _has_ended(http, execution_id)
        time.sleep(min(max_delay, min_delay * 2**failures))
        failures += 1


def _connection(http: httpx.Client, execution_id: UUID | str, after: int) -> Iterator[dict[str, Any]]:
    with http.stream(
        "GET",
        f"/api/executions/{execution_id}/stream",
        params={"after": after},
        headers={"Accept": "text/event-stream"},
        timeout=httpx.Timeout(10.0, read=MAX_SILENCE),
    ) as response:
        _check(response)
        rest = b""
        for chunk in response.iter_bytes():
            *frames, rest = (rest + chunk).replace(b"\r\n", b"\n").split(b"\n\n")
            for frame in frames:
                lines = [line[5:].strip() for line in frame.split(b"\n") if line.startswith(b"data:")]
                if lines:
                    yield json.loads(b"\n".join(lines))


def _has_ended(http: httpx.Client, execution_id: UUID | str) -> bool:
    try:
        response = http.get(f"/api/executions/{execution_id}")
        _check(response)
    except httpx.TransportError:
        return False
    return response.json()["status"] in ENDED


def _check(response: httpx.Response) -> None:
    """Return when the answer is good; raises UnexpectedStatus for a refusal, TransportError for what may pass."""
    if response.is_success:
        return
    if response.status_code < 500 and response.status_code not in PASSING:
        raise UnexpectedStatus(response.status_code, response.read())
    raise httpx.TransportError(f"The server answered {response.status_code}")
