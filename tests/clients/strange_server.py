"""A small real server that answers as what stands in front of a server does, or what is somewhere else altogether."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

from tests.other_server import LoopbackServer


@dataclass(frozen=True)
class Answer:
    """One answer; `silent` sends nothing until the server ends."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    silent: bool = False


@dataclass(frozen=True)
class Asked:
    """One request as it came, its header names in lower case."""

    method: str
    path: str
    headers: dict[str, str]


@dataclass
class Strange:
    """Where the server is, and what was asked of it."""

    url: str
    asked: list[Asked] = field(default_factory=list)


def html(status: int, title: str = "Bad Gateway") -> Answer:
    """Return the page of a proxy."""
    return Answer(
        status, f"<html><title>{title}</title></html>".encode(), {"Content-Type": "text/html; charset=utf-8"}
    )


def json(status: int, body: str, **headers: str) -> Answer:
    """Return JSON, with headers whose names are written with `_`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, body.encode(), {"Content-Type": "application/json"} | named)


@contextmanager
def answering(*answers: Answer) -> Iterator[Strange]:
    """A server on loopback that gives these answers in turn, the last one again and again."""
    ending = threading.Event()
    strange = Strange("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def respond(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            strange.asked.append(
                Asked(self.command, self.path, {name.lower(): value for name, value in self.headers.items()})
            )
            answer = answers[min(len(strange.asked), len(answers)) - 1]
            if answer.silent:
                ending.wait()
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"):
        setattr(Handler, f"do_{method}", Handler.respond)
    server = LoopbackServer(Handler)
    strange.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield strange
    finally:
        ending.set()
        server.shutdown()
        thread.join()
        server.server_close()
