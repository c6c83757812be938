"""Every list, with every combination of its filters, is read in the order of an index: neither sorted nor scanned.

The lists are those of the OpenAPI document that have a cursor, their filters the other query parameters. The runs,
of which there may be millions, are many here too; for the rest Postgres is told to take an index where there is one.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import combinations
from typing import Any

import httpx
from sqlalchemy import Connection, event, text

from app.core.db.database import Database
from app.main import OnefoldApp
from tests.contract.house import build_house
from tests.engine.rows import BUSY_WORKFLOW, many_runs

FILTERS = {
    "action": "key.created",
    "prefix": "a",
    "delimiter": "/",
    "queued_from": "2001-01-01T00:00:00Z",
    "queued_before": "3001-01-01T00:00:00Z",
}
# A part of a name is found by no index; there are as many workflows as people have made.
SEARCHED = "search"
ROWS = 20_000
# Lists say by whom a thing is used, which published graphs and trees tell: read a few at a time, in the order of ids.
USES = re.compile(r"SELECT (workflow|page)\.id, .*\.(graph|tree)\b.*ORDER BY \1\.id", re.DOTALL)
# Postgres knows which status is common and rightly reads on and leaves the few others out.
STATUS = {"sqlite": "completed", "postgresql": "failed"}
Seen = list[tuple[str, Any]]
# Set in the test's own task: what the app's background tasks read is no list.
asking: ContextVar[bool] = ContextVar("asking", default=False)


@contextmanager
def recorded(database: Database) -> Iterator[Seen]:
    """The sorted and limited selects that run meanwhile, with their parameters."""
    seen: Seen = []

    def note(_conn: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        if asking.get() and "ORDER BY" in statement and "LIMIT" in statement and not USES.search(statement):
            seen.append((statement, parameters))

    engine = database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    token = asking.set(True)
    try:
        yield seen
    finally:
        asking.reset(token)
        event.remove(engine, "before_cursor_execute", note)


def lists(app: OnefoldApp) -> list[tuple[str, list[str]]]:
    """Return the path of each list with its filters. Those of tables read other databases, by their primary key."""
    found = []
    for path, operations in app.openapi()["paths"].items():
        names = [given["name"] for given in operations.get("get", {}).get("parameters", []) if given["in"] == "query"]
        if "cursor" in names and "/tables" not in path:
            found.append((path, [name for name in names if name not in ("cursor", "limit", SEARCHED)]))
    return found


def plan(connection: Connection, statement: str, parameters: Any) -> list[str]:
    """Return the steps in which the database would run the statement."""
    if connection.dialect.name == "sqlite":
        return [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
    for way in ("seqscan", "bitmapscan", "sort", "incremental_sort"):
        connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")
    return [row[0].strip() for row in connection.exec_driver_sql(f"EXPLAIN (COSTS OFF) {statement}", parameters)]


def faults(steps: list[str], *, filtered: bool) -> list[str]:
    """Return the steps that grow with the table: sorts, scans of a table, and rows that are read to be left out."""
    bad = r"TEMP B-TREE|^SCAN \w+$|Sort|Seq Scan|Bitmap"
    if filtered:
        bad += r"|^SCAN|^Filter: .*(status|workflow_id|action|page_id|user_id)"
    return [step for step in steps if re.search(bad, step)]


async def test_every_list_is_read_in_the_order_of_an_index(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    database: Database = app.resources.database
    house = await build_house(owner, app)
    filters = FILTERS | {"workflow_id": BUSY_WORKFLOW, "status": STATUS[database.engine.dialect.name]}
    async with database.begin() as connection:
        await connection.execute(text(many_runs(connection.dialect.name, ROWS)))
        if not database.is_sqlite:
            await connection.execute(text("ANALYZE"))
    checked = 0
    for path, names in lists(app):
        place = re.sub(r"\{(\w+)\}", lambda match: house.places[match[1]], path)
        for chosen in (c for size in range(len(names) + 1) for c in combinations(names, size)):
            with recorded(database) as seen:
                answer = await owner.get(place, params={name: filters[name] for name in chosen})
            assert answer.status_code == 200, answer.text
            async with database.begin() as connection:
                for statement, parameters in seen:
                    # What may be megabytes a row is in no list.
                    assert not re.search(r"\.(draft|graph|tree|result)\b", statement), statement
                    steps = await connection.run_sync(plan, statement, parameters)
                    filtered = "WHERE" in statement
                    assert not faults(steps, filtered=filtered), f"{place} {chosen}: {json.dumps(steps)}\n{statement}"
                    checked += 1
    assert checked > len(lists(app))
