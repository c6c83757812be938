"""webhook → if → set → respond on both databases at 1, 16 and 64 callers, and afterwards whether all is stored."""

import json
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from sqlalchemy import create_engine, text

from bench.load import Load, run_apart
from bench.machine import cores, cpu_seconds
from bench.servers import BenchServer, Postgres

ROUNDS, SECONDS = 3, 3.0
WARM_SECONDS = 1.0
CALLERS = (1, 16, 64)
NODES, EVENTS = 4, 10
BODY = b'{"name":"Ada","total":120}'
RESPONSE_ENDS = b'"text":"Ada ordered for 120"}'
REQUEST = (
    b"POST /webhook/bench HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    b"Content-Length: " + str(len(BODY)).encode() + b"\r\n\r\n" + BODY
)
_MISCOUNTED = """SELECT count(*) FROM execution e WHERE last_seq <> :events
 OR last_seq <> (SELECT count(*) FROM execution_event v WHERE v.execution_id = e.id)
 OR last_seq <> (SELECT max(seq) FROM execution_event v WHERE v.execution_id = e.id)"""


def graph() -> dict[str, object]:
    """Return the workflow: one branch is taken, the answer is what `respond` says."""
    values = {"run": "{{ execution.id }}", "text": "{{ trigger.body.name }} ordered for {{ trigger.body.total }}"}
    nodes = [
        {
            "id": "call",
            "kind": "trigger.webhook",
            "params": {"path": "bench", "methods": ["POST"], "auth": {"mode": "none"}, "respond": "node"},
        },
        {"id": "big", "kind": "if", "params": {"condition": "{{ trigger.body.total > 100 }}"}},
        {"id": "words", "kind": "set", "params": {"values": values}},
        {"id": "answer", "kind": "respond", "params": {"status": 200, "body": "{{ nodes.words.output }}"}},
    ]
    edges = [
        {"from": "call", "to": "big"},
        {"from": "big", "port": "true", "to": "words"},
        {"from": "words", "to": "answer"},
    ]
    return {"nodes": nodes, "edges": edges}


def publish_workflow(server: BenchServer) -> None:
    """Make and publish the workflow through the API."""
    with closing(server.sign_in()) as client:
        made = client.post("/api/workflows", json={"name": "bench", "draft": graph()})
        made.raise_for_status()
        client.post(f"/api/workflows/{made.json()['id']}/publish").raise_for_status()


@dataclass
class Cell:
    """One database at one number of callers; lists hold a value a round."""

    rate: list[float] = field(default_factory=list)
    p50: list[float] = field(default_factory=list)
    p95: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)
    database_cpu_ms: list[float] = field(default_factory=list)
    busiest: float = 0.0

    @property
    def node_cpu_ms(self) -> float:
        """CPU of our process a durable node, HTTP and all."""
        return median(self.cpu_ms) / NODES


@dataclass
class WebhookResult:
    """All cells of a database by callers, and what its tables held in the end."""

    database: str
    cells: dict[int, Cell]
    requests: int = 0
    stored: str = ""


@dataclass
class Side:
    """A server under measurement."""

    server: BenchServer
    url: str
    result: WebhookResult
    postgres: Postgres | None

    def load(self, callers: int, seconds: float, *, note: bool) -> None:
        """Run one round; with `note` it counts."""
        pid = self.server.process.pid
        database = self.postgres.cpu() if self.postgres else {}
        before = cpu_seconds(pid)
        load = Load.of(self.server.port, REQUEST, callers, seconds, core=cores()[1], body_ends=RESPONSE_ENDS)
        done = run_apart(load)
        self.result.requests += done.requests
        if not note:
            return
        cell = self.result.cells[callers]
        cell.rate.append(done.rate)
        cell.p50.append(done.percentile(0.5))
        cell.p95.append(done.percentile(0.95))
        cell.cpu_ms.append((cpu_seconds(pid) - before) / done.requests * 1000)
        if self.postgres:
            used = sum(now - database.get(pid, 0.0) for pid, now in self.postgres.cpu().items())
            cell.database_cpu_ms.append(used / done.requests * 1000)
        cell.busiest = max(cell.busiest, done.busy)


def check_stored(url: str, requests: int) -> str:
    """Return what the tables hold; raises when a run, an event or a number in its sequence is missing."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    try:
        # An answer leaves when `respond` is durable; here that is the commit that ends the run.
        for _ in range(50):
            with engine.connect() as connection:
                total = connection.scalar(text("SELECT count(*) FROM execution"))
                completed = connection.scalar(text("SELECT count(*) FROM execution WHERE status = 'completed'"))
                events = connection.scalar(text("SELECT count(*) FROM execution_event"))
                miscounted = connection.scalar(text(_MISCOUNTED), {"events": EVENTS})
            if completed == requests:
                break
            time.sleep(0.1)
    finally:
        engine.dispose()
    facts = {"executions": total, "completed": completed, "events": events, "with a gap": miscounted}
    if (total, completed, events, miscounted) != (requests, requests, requests * EVENTS, 0):
        raise RuntimeError(f"{requests} calls were answered, but the tables hold {json.dumps(facts)}")
    return (
        f"{requests:,} calls answered, {completed:,} executions completed, {events:,} events, {miscounted} with a gap"
    )


def measure(folder: Path, postgres: Postgres) -> list[WebhookResult]:
    """Measure both databases in alternating rounds, then look at their tables."""
    urls = {"SQLite": f"sqlite:///{folder / 'webhook.db'}", "Postgres": postgres.create_database()}
    sides: list[Side] = []
    try:
        for name, url in urls.items():
            server = BenchServer(folder / f"webhook-{name}", url)
            server.start()
            publish_workflow(server)
            result = WebhookResult(name, {callers: Cell() for callers in CALLERS})
            sides.append(Side(server, url, result, postgres if name == "Postgres" else None))
            sides[-1].load(16, WARM_SECONDS, note=False)
        for callers in CALLERS:
            for number in range(ROUNDS):
                for side in sides if number % 2 == 0 else reversed(sides):
                    side.load(callers, SECONDS, note=True)
    finally:
        for side in sides:
            side.server.end()
    for side in sides:
        side.result.stored = check_stored(side.url, side.result.requests)
    return [side.result for side in sides]
