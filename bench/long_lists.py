"""How long a page of the list of runs takes with a million of them; the budget is 20 ms.

    python -m bench.long_lists             a million, a minute or two
    python -m bench.long_lists --rows N

Every filter of the list, on both databases, over HTTP to a real server; median and longest of 20 calls.
"""

import argparse
import time
from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import httpx
from sqlalchemy import create_engine, make_url, text

from bench.servers import BenchServer, Postgres
from tests.engine.rows import BUSY_WORKFLOW, many_runs

CALLS = 20
BUDGET_MS = 20.0
# The ids of `many_runs` are random, so that a thousand years from 2970 on have a part of them.
IN_THE_MIDDLE = {"queued_from": "2970-01-01T00:00:00Z", "queued_before": "3970-01-01T00:00:00Z"}
FILTERS: tuple[dict[str, str], ...] = (
    {},
    {"status": "completed"},
    {"status": "failed"},
    {"status": "running"},
    {"workflow_id": BUSY_WORKFLOW},
    {"workflow_id": BUSY_WORKFLOW, "status": "completed"},
    {"workflow_id": BUSY_WORKFLOW, "status": "failed"},
    IN_THE_MIDDLE,
    IN_THE_MIDDLE | {"status": "failed"},
    IN_THE_MIDDLE | {"workflow_id": BUSY_WORKFLOW, "status": "completed"},
)


def fill(url: str, rows: int) -> None:
    """Store the runs, and on Postgres the statistics that autovacuum would gather."""
    target = make_url(url)
    engine = create_engine(
        target if target.get_backend_name() == "sqlite" else target.set(drivername="postgresql+psycopg")
    )
    with engine.begin() as connection:
        connection.execute(text(many_runs(engine.dialect.name, rows)))
        if engine.dialect.name != "sqlite":
            connection.execute(text("ANALYZE execution"))
    engine.dispose()


def ask(client: httpx.Client, chosen: dict[str, str]) -> list[float]:
    """Return the milliseconds of each call of the second page, the first one unmeasured."""
    times = []
    cursor = client.get("/api/executions", params=chosen).raise_for_status().json()["next_cursor"]
    for _ in range(CALLS):
        began = time.perf_counter()
        page = {"cursor": cursor} if cursor else {}
        client.get("/api/executions", params=chosen | page).raise_for_status()
        times.append((time.perf_counter() - began) * 1000)
    return times


def measure(name: str, folder: Path, url: str, rows: int) -> None:
    """Fill one database and print a line a filter."""
    server = BenchServer(folder / name, url)
    server.command("migrate")
    fill(url, rows)
    with server, closing(server.sign_in()) as client:
        for chosen in FILTERS:
            times = ask(client, chosen)
            filters = ", ".join(f"{key}={value[-20:]}" for key, value in chosen.items()) or "none"
            verdict = "ok" if median(times) <= BUDGET_MS else "OVER"
            print(f"{name:9} {filters:70} {median(times):8.1f} ms  (longest {max(times):.1f})  {verdict}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.long_lists", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    postgres = Postgres()
    try:
        with TemporaryDirectory(prefix="onefold-bench-") as folder:
            measure("SQLite", Path(folder), f"sqlite:///{folder}/lists.db", rows)
            measure("Postgres", Path(folder), postgres.create_database(), rows)
    finally:
        postgres.close()


if __name__ == "__main__":
    main()
