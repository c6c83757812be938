"""The events of an execution as they happen, each once: over server-sent events, across dropped connections."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx

from .calls import read_json
from .errors import refusal, unexpected
from .transport import PASSING

if TYPE_CHECKING:
    from ..event_types import ExecutionEvent
    from ..models import EventList
    from .transport import AsyncTransport, Transport

ENDED = ("completed", "failed", "cancelled", "timed_out")
# The server sends a comment every 15 s; three missing ones mean that the connection is dead.
MAX_SILENCE = 45.0


class _Position:
    """Where a stream is: the last event that came, and how often in a row nothing did."""

    def __init__(self, after: int, min_delay: float, max_delay: float) -> None:
        self.after = after
        self.over = False
        self.run_ended = False
        self._min_delay = min_delay
        self._max_delay = max_delay
        self._failures = 0
        self._rest = b""
        self._before = after

    def connect(self) -> None:
        """Begin a connection."""
        self._rest = b""
        self._before = self.after

    @property
    def is_silent(self) -> bool:
        """Whether this connection brought nothing: where it ended well, the run is over or a proxy cut it too early."""
        return self.after == self._before

    def feed(self, chunk: bytes) -> Iterator[ExecutionEvent]:
        """Yield the events that a chunk completes; those of a type that this client does not know are skipped."""
        from ..event_types import MODELS, TERMINAL

        *frames, self._rest = (self._rest + chunk).replace(b"\r\n", b"\n").split(b"\n\n")
        for frame in frames:
            lines = [line[5:].strip() for line in frame.split(b"\n") if line.startswith(b"data:")]
            if not lines or (data := json.loads(b"\n".join(lines)))["seq"] <= self.after:
                continue
            self.after = data["seq"]
            if (model := MODELS.get(data["type"])) is not None:
                event = model.from_dict(data)
                self.over = isinstance(event, TERMINAL)
                yield event
                if self.over:
                    return

    def delay(self) -> float:
        """Return the seconds until the next connection."""
        self._failures = self._failures + 1 if self.is_silent else 1
        return min(self._max_delay, self._min_delay * 2.0 ** (self._failures - 1))


def follow(
    transport: Transport, execution: str, after: int, min_delay: float = 0.25, max_delay: float = 10.0
) -> Iterator[ExecutionEvent]:
    """Yield the events with a `seq` greater than `after`, in order, and end after the terminal one.

    Reconnects where the last event left off, after `min_delay` seconds, doubled with each failure in a row up to
    `max_delay`. Raises OnefoldError when the server refuses.
    """
    position = _Position(after, min_delay, max_delay)
    while True:
        position.connect()
        try:
            request = transport.build(transport.http, _stream(execution, position.after))
            response = transport.http.send(request, stream=True)
            try:
                if not _is_stream(response):
                    response.read()
                    raise _failure(response)
                for chunk in response.iter_bytes():
                    yield from position.feed(chunk)
                    if position.over:
                        return
            finally:
                response.close()
            if position.is_silent:
                if position.run_ended:
                    return
                answer = transport.http.send(transport.build(transport.http, _status(execution)))
                position.run_ended = _has_ended(answer)
        except httpx.TransportError:
            pass  # What broke off is taken up below.
        time.sleep(position.delay())


async def follow_async(
    transport: AsyncTransport, execution: str, after: int, min_delay: float = 0.25, max_delay: float = 10.0
) -> AsyncIterator[ExecutionEvent]:
    """Yield what `follow` yields, and let others run meanwhile."""
    import asyncio

    position = _Position(after, min_delay, max_delay)
    while True:
        position.connect()
        try:
            request = transport.build(transport.http, _stream(execution, position.after))
            response = await transport.http.send(request, stream=True)
            try:
                if not _is_stream(response):
                    await response.aread()
                    raise _failure(response)
                async for chunk in response.aiter_bytes():
                    for event in position.feed(chunk):
                        yield event
                    if position.over:
                        return
            finally:
                await response.aclose()
            if position.is_silent:
                if position.run_ended:
                    return
                answer = await transport.http.send(transport.build(transport.http, _status(execution)))
                position.run_ended = _has_ended(answer)
        except httpx.TransportError:
            pass  # What broke off is taken up below.
        await asyncio.sleep(position.delay())


class EventPage:
    """Reads a page of events; those of a type that this client does not know are skipped."""

    @staticmethod
    def from_dict(body: Mapping[str, Any], /) -> EventList:
        """Return the page."""
        from ..event_types import MODELS
        from ..models import EventList

        known = [MODELS[item["type"]].from_dict(item) for item in body["items"] if item["type"] in MODELS]
        return EventList(items=known, next_after=body["next_after"])


def _stream(execution: str, after: int) -> dict[str, Any]:
    return {
        "method": "GET",
        "url": f"/api/executions/{quote(execution, safe='')}/stream",
        "params": {"after": after},
        "headers": {"Accept": "text/event-stream"},
        "timeout": httpx.Timeout(10.0, read=MAX_SILENCE),
    }


def _status(execution: str) -> dict[str, Any]:
    return {"method": "GET", "url": f"/api/executions/{quote(execution, safe='')}"}


def _is_stream(response: httpx.Response) -> bool:
    return response.is_success and response.headers.get("content-type", "").startswith("text/event-stream")


def _failure(response: httpx.Response) -> Exception:
    """Return the error of an answer that is no stream; httpx.TransportError for what may pass."""
    if response.status_code >= 500 or response.status_code in PASSING:
        return httpx.TransportError(f"The server answered {response.status_code}")
    return unexpected(response) if response.is_success else refusal(response)


def _has_ended(response: httpx.Response) -> bool:
    if not response.is_success:
        raise _failure(response)
    return read_json(response)["status"] in ENDED
