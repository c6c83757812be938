"""What the crash proofs share: servers, the receiver of effects, and a branching workflow."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.servers import free_port

GRAPH = {
    "nodes": [
        {"id": "start", "kind": "trigger.manual"},
        {
            "id": "shape",
            "kind": "set",
            "params": {"values": {"n": "{{ trigger.input.n }}", "even": "{{ trigger.input.n % 2 == 0 }}"}},
        },
        {
            "id": "first",
            "kind": "http.request",
            "params": {
                "method": "POST",
                "url": "RECEIVER/first",
                "body": {"kind": "json", "value": {"n": "{{ nodes.shape.output.n }}"}},
            },
        },
        {"id": "second", "kind": "http.request", "params": {"method": "POST", "url": "RECEIVER/second"}},
        {"id": "wait", "kind": "delay", "params": {"seconds": 0.2}},
        {"id": "parity", "kind": "if", "params": {"condition": "{{ nodes.shape.output.even }}"}},
        {"id": "even", "kind": "http.request", "params": {"method": "POST", "url": "RECEIVER/even"}},
        {"id": "odd", "kind": "set", "params": {"values": {"odd": True}}},
        {"id": "note", "kind": "log", "params": {"level": "info", "message": "run {{ trigger.input.n }}"}},
        {
            "id": "rounds",
            "kind": "for_each",
            "params": {
                "items": "{{ range(3) }}",
                "concurrency": 2,
                "body": {
                    "nodes": [
                        {"id": "each", "kind": "http.request", "params": {"method": "POST", "url": "RECEIVER/each"}},
                        {"id": "name", "kind": "set", "params": {"values": {"at": "{{ item }}"}}},
                    ],
                    "edges": [{"from": "each", "to": "name"}],
                },
            },
        },
        {"id": "last", "kind": "http.request", "params": {"method": "POST", "url": "RECEIVER/last"}},
        {"id": "answer", "kind": "respond", "params": {"status": 200, "body": {"n": "{{ nodes.shape.output.n }}"}}},
    ],
    "edges": [
        {"from": "start", "to": "shape"},
        {"from": "shape", "to": "first"},
        {"from": "shape", "to": "second"},
        {"from": "shape", "to": "wait"},
        {"from": "shape", "to": "rounds"},
        {"from": "rounds", "to": "last"},
        {"from": "first", "to": "parity"},
        {"from": "parity", "port": "true", "to": "even"},
        {"from": "parity", "port": "false", "to": "odd"},
        {"from": "even", "to": "note"},
        {"from": "odd", "to": "note"},
        {"from": "note", "to": "last"},
        {"from": "second", "to": "last"},
        {"from": "wait", "to": "last"},
        {"from": "last", "to": "answer"},
    ],
}


def effects_of(n: int) -> set[str]:
    """Return what run `n` posts to the receiver, as the `node:iteration` of its idempotency keys."""
    rounds = {f"each:{index}" for index in range(3)}
    return {"first:", "second:", "last:"} | rounds | ({"even:"} if n % 2 == 0 else set())


@dataclass
class Receiver:
    """The process that receives effects, and the file it writes them to."""

    url: str
    file: Path

    def received(self) -> list[tuple[str, float]]:
        """Return `(idempotency key, when)` of every effect so far, in order."""
        if not self.file.exists():
            return []
        lines = (line.split("\t") for line in self.file.read_text().splitlines())
        return [(key, float(when)) for key, when in lines]


@pytest.fixture
def receiver(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Receiver]:
    """A running receiver that takes 30 ms for each effect, or as many seconds as the test says."""
    delay = getattr(request, "param", 0.03)
    port, file = free_port(), tmp_path / "effects.tsv"
    script = Path(__file__).with_name("effect_receiver.py")
    process = subprocess.Popen([sys.executable, str(script), str(port), str(file), str(delay)])
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.02)
        yield Receiver(f"http://127.0.0.1:{port}", file)
    finally:
        process.kill()
        process.wait(timeout=60)
