"""Where the time of a webhook call goes: wall time a stage, and CPU by thread, on both databases."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from bench.load import Load, Result, run_apart
from bench.machine import TICK, cores
from bench.servers import BenchServer, Postgres
from bench.staged import STAGES, VARIABLE
from bench.webhook import REQUEST, RESPONSE_ENDS, WARM_SECONDS, publish_workflow

SECONDS = 3.0
CALLERS = (1, 16)


class StagedServer(BenchServer):
    """A server with a clock at each stage."""

    module = "bench.staged"


@dataclass
class StagesResult:
    """Mean microseconds a call: of each stage, of the whole as its caller sees it, of CPU by thread."""

    database: str
    callers: int
    stages: dict[str, float]
    whole: float
    threads: dict[str, float] = field(default_factory=dict)


def thread_cpu(pid: int) -> dict[str, float]:
    """Return CPU seconds of the event loop's thread, and of all others together."""
    spent = {"event loop": 0.0, "other threads": 0.0}
    for task in Path(f"/proc/{pid}/task").iterdir():
        fields = (task / "stat").read_text().rpartition(")")[2].split()
        spent["event loop" if task.name == str(pid) else "other threads"] += (
            int(fields[11]) + int(fields[12])
        ) / TICK
    return spent


def measure(folder: Path, postgres: Postgres) -> list[StagesResult]:
    """Measure each database at each number of callers with a server of its own."""
    results = []
    for callers in CALLERS:
        for name in ("SQLite", "Postgres"):
            place = folder / f"stages-{name}-{callers}"
            url = f"sqlite:///{place}.db" if name == "SQLite" else postgres.create_database()
            results.append(_measure(place, url, name, callers))
    return results


def _measure(place: Path, url: str, name: str, callers: int) -> StagesResult:
    file = place.with_suffix(".json")
    server = StagedServer(place, url)
    server.environment[VARIABLE] = str(file)
    with server:
        publish_workflow(server)
        warm = _load(server, callers, WARM_SECONDS)
        before = thread_cpu(server.process.pid)
        done = _load(server, callers, SECONDS)
        after = thread_cpu(server.process.pid)
    means = json.loads(file.read_text())["seconds"]
    return StagesResult(
        name,
        callers,
        {stage: seconds * 1e6 for stage, seconds in zip(STAGES, means, strict=True)},
        # The clocks in the server have seen both loads.
        sum(warm.latencies + done.latencies) / (warm.requests + done.requests) * 1e6,
        {thread: (after[thread] - before[thread]) / done.requests * 1e6 for thread in before},
    )


def _load(server: BenchServer, callers: int, seconds: float) -> Result:
    load = Load.of(server.port, REQUEST, callers, seconds, core=cores()[1], body_ends=RESPONSE_ENDS)
    return run_apart(load)
