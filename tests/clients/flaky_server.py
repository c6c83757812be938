"""A small real server that streams the events of one execution and fails in the ways networks and proxies do."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.other_server import LoopbackServer

EXECUTION = "0192d3f4-0000-7000-8000-000000000001"


def event(seq: int, type: str, **fields: Any) -> dict[str, Any]:
    """Return an event as the API sends it."""
    base = {"seq": seq, "at": "2026-01-02T03:04:05Z", "execution_id": EXECUTION, "type": type}
    node = {"node_id": "a", "iteration": [], "attempt": 1} if type.startswith("node.") else {}
    return base | node | fields


EVENTS = [
    event(1, "execution.started"),
    event(2, "node.started", kind="set"),
    event(3, "node.log", level="info", message="line\u2028separator and ünïcode", data=None),
    event(4, "node.from_the_future", anything={"at": "all"}),
    event(5, "node.completed", output={"total": 3}, port="out"),
    event(6, "execution.completed", result={"ok": True}),
]


def frame(event: dict[str, Any]) -> bytes:
    """Return the SSE frame of an event."""
    text = json.dumps(event, ensure_ascii=False)
    return f"id: {event['seq']}\nevent: {event['type']}\ndata: {text}\n\n".encode()


@dataclass
class Flaky:
    """What each connection does in turn, the last one again and again, and what was asked."""

    behaviours: list[Callable[["Handler", int], None]]
    status: str = "running"
    base_url: str = ""
    asked: list[int] = field(default_factory=list)
    authorizations: set[str | None] = field(default_factory=set)


class Handler(BaseHTTPRequestHandler):
    """Answers `/stream` by the next behaviour, and the execution itself with its status."""

    protocol_version = "HTTP/1.1"
    flaky: Flaky

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        self.flaky.authorizations.add(self.headers.get("Authorization"))
        if not url.path.endswith("/stream"):
            self.answer(200, {"id": EXECUTION, "status": self.flaky.status})
            return
        after = int(parse_qs(url.query)["after"][0])
        self.flaky.asked.append(after)
        turn = min(len(self.flaky.asked), len(self.flaky.behaviours)) - 1
        self.flaky.behaviours[turn](self, after)

    def answer(self, status: int, body: dict[str, Any]) -> None:
        """Send JSON."""
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def open_stream(self) -> None:
        """Send the head of a stream."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def chunk(self, data: bytes) -> None:
        """Send one chunk of the body."""
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def drop_within(seq: int) -> Callable[[Handler, int], None]:
    """Stream up to the middle of an event's frame, then cut the connection."""

    def behave(handler: Handler, after: int) -> None:
        handler.open_stream()
        for each in EVENTS[after : seq - 1]:
            handler.chunk(frame(each))
        handler.chunk(frame(EVENTS[seq - 1])[:30])
        handler.close_connection = True

    return behave


def end_cleanly_after(seq: int) -> Callable[[Handler, int], None]:
    """Stream up to an event, byte by byte, then end the body as if all was said, as some proxies do."""

    def behave(handler: Handler, after: int) -> None:
        handler.open_stream()
        for each in EVENTS[after:seq]:
            for byte in frame(each):
                handler.chunk(bytes([byte]))
        handler.chunk(b"")

    return behave


def repeat_everything(handler: Handler, after: int) -> None:
    """Stream from the first event whatever was asked, with comments between."""
    handler.open_stream()
    for each in EVENTS:
        handler.chunk(b": still here\n\n" + frame(each))
    handler.chunk(b"")


def refuse(status: int) -> Callable[[Handler, int], None]:
    """Answer an error."""
    return lambda handler, after: handler.answer(status, {"code": "refused", "status": status, "detail": "No."})


def say_nothing(handler: Handler, after: int) -> None:
    """End the stream at once."""
    handler.open_stream()
    handler.chunk(b"")


@contextmanager
def serving(*behaviours: Callable[[Handler, int], None], status: str = "running") -> Iterator[Flaky]:
    """A server on loopback that behaves so."""
    flaky = Flaky(list(behaviours), status)
    server = LoopbackServer(type("ThisHandler", (Handler,), {"flaky": flaky}))
    flaky.base_url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield flaky
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
