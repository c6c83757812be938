"""Start, idle memory, and what an upload adds to it."""

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.machine import MIB, memory, reset_peak
from bench.servers import BenchServer

STARTS = 5
UPLOAD_MIB = 256
_CHUNK = bytes(range(256)) * 4096


@dataclass
class ResourceResult:
    """Seconds to ready (median), MiB at rest, MiB that an upload of 256 MiB added at its peak."""

    start_seconds: float
    idle_mib: float
    upload_mib: float


def measure(folder: Path) -> ResourceResult:
    """Start on a migrated SQLite database several times, then upload once."""
    server = BenchServer(folder / "resources", f"sqlite:///{folder / 'resources.db'}")
    server.command("migrate")
    starts = []
    for _ in range(STARTS):
        began = time.perf_counter()
        server.start(wait=False)
        server.wait_answering()
        starts.append(time.perf_counter() - began)
        if len(starts) < STARTS:
            server.end()
    try:
        time.sleep(2)
        pid = server.process.pid
        idle = memory(pid)
        return ResourceResult(median(starts), idle / MIB, _upload(server, pid) / MIB)
    finally:
        server.end()


def _upload(server: BenchServer, pid: int) -> int:
    """Return how many bytes the peak lies above a server that has served an upload of 1 MiB."""
    with closing(server.sign_in()) as client:
        client.post("/api/storage/buckets", json={"name": "bench"}).raise_for_status()
        url = "/api/storage/buckets/bench/objects/"
        client.put(f"{url}small.bin", content=_content(1), timeout=60).raise_for_status()
        reset_peak(pid)
        before = memory(pid)
        client.put(f"{url}large.bin", content=_content(UPLOAD_MIB), timeout=300).raise_for_status()
        return memory(pid, "VmHWM") - before


def _content(mebibytes: int) -> Iterator[bytes]:
    for _ in range(mebibytes):
        yield _CHUNK
