"""The load generator: a process of its own that keeps N keep-alive connections busy over raw sockets.

One epoll loop without a framework, so that it needs less CPU a request than any server it measures; the share of
its core that it used is reported beside each result. Reads a `Load` as JSON on stdin, writes a `Result` on stdout.
"""

import base64
import json
import select
import socket
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from typing import Any

from bench.machine import pin

STALL_SECONDS = 60.0


@dataclass
class Load:
    """What to send: the same request bytes on each connection, again as soon as its answer is complete."""

    port: int
    request: str
    callers: int
    seconds: float
    core: int | None = None
    max_requests: int = 1_000_000
    body: str = ""
    body_ends: str = ""

    @classmethod
    def of(cls, port: int, request: bytes, callers: int, seconds: float, **more: Any) -> "Load":
        """Return a load whose bytes are in base64, as JSON wants."""
        encoded: dict[str, Any] = {
            name: base64.b64encode(value).decode() if isinstance(value, bytes) else value
            for name, value in more.items()
        }
        return cls(port, base64.b64encode(request).decode(), callers, seconds, **encoded)


@dataclass
class Result:
    """What came back. Latencies are in seconds, ascending; `busy` is the share of a core the generator used."""

    requests: int
    seconds: float
    busy: float
    latencies: list[float] = field(repr=False, default_factory=list)

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds

    def percentile(self, share: float) -> float:
        """Return a latency in milliseconds."""
        return self.latencies[min(int(len(self.latencies) * share), len(self.latencies) - 1)] * 1000


class Connection:
    """One caller."""

    __slots__ = ("began", "rest", "socket", "wanted")

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.began = 0.0
        self.rest = b""
        self.wanted = 0


def response_length(head: bytes, end: int) -> int:
    """Return the length in bytes of the answer whose headers end at `end`."""
    at = head.find(b"ontent-length: ", 0, end)
    at = at if at >= 0 else head.find(b"ontent-Length: ", 0, end)
    if at < 0:
        raise SystemExit(f"an answer without Content-Length: {head[:300]!r}")
    return end + 4 + int(head[at + 15 : head.index(b"\r\n", at)])


def run(load: Load) -> Result:
    """Send until the time or the count is over, and wait for the answers under way; each is checked."""
    if load.core is not None:
        pin(0, load.core)
    request, body, ends = (base64.b64decode(text) for text in (load.request, load.body, load.body_ends))
    connections = {c.socket.fileno(): c for c in (Connection(load.port) for _ in range(load.callers))}
    poll = select.epoll()
    latencies: list[float] = []
    clock = time.perf_counter
    began, cpu_began = clock(), time.process_time()
    deadline, sent, open_count = began + load.seconds, 0, load.callers
    for number, connection in connections.items():
        poll.register(number, select.EPOLLIN)
        connection.began = clock()
        connection.socket.sendall(request)
        sent += 1
    ended = began
    while open_count:
        ready = poll.poll(STALL_SECONDS)
        if not ready:
            raise SystemExit("the server stopped answering")
        for number, _ in ready:
            connection = connections[number]
            data = connection.socket.recv(262_144)
            if not data:
                raise SystemExit("the server closed a connection")
            if connection.rest:
                data = connection.rest + data
            if not connection.wanted:
                end = data.find(b"\r\n\r\n")
                if end >= 0:
                    connection.wanted = response_length(data, end)
                    if not data.startswith(b"HTTP/1.1 200"):
                        raise SystemExit(f"an answer that is no 200: {data[:500]!r}")
            if not connection.wanted or len(data) < connection.wanted:
                connection.rest = data
                continue
            ended = clock()
            latencies.append(ended - connection.began)
            content = data[data.find(b"\r\n\r\n") + 4 :]
            if len(data) != connection.wanted or (body and content != body) or not content.endswith(ends):
                raise SystemExit(f"an answer with the wrong body: {data[:500]!r}")
            connection.rest, connection.wanted = b"", 0
            if ended < deadline and sent < load.max_requests:
                connection.began = ended
                connection.socket.sendall(request)
                sent += 1
            else:
                open_count -= 1
    seconds = ended - began
    for connection in connections.values():
        connection.socket.close()
    return Result(len(latencies), seconds, (time.process_time() - cpu_began) / seconds, sorted(latencies))


def run_apart(load: Load) -> Result:
    """Run a load in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.load"],
        input=json.dumps(asdict(load)),
        capture_output=True,
        text=True,
        timeout=load.seconds + STALL_SECONDS * 2,
    )
    if done.returncode:
        raise RuntimeError(f"the load generator failed: {done.stderr.strip()[-1500:]}")
    return Result(**json.loads(done.stdout))


if __name__ == "__main__":
    json.dump(asdict(run(Load(**json.load(sys.stdin)))), sys.stdout)
