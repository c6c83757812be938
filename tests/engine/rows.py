"""Rows of executions as the runner stores them, for tests that put some there themselves."""

from typing import Any
from uuid import UUID, uuid4

from app.core.ids import uuid7
from app.engine.journal import new_runs


def new_row(workflow_id: UUID | str | None = None, **changes: Any) -> dict[str, Any]:
    """The columns of a new run of version 1, begun by hand; nobody owns it."""
    trigger = {"kind": "manual", "node_id": "start", "input": None}
    return new_runs.new_row(uuid7(), UUID(str(workflow_id)) if workflow_id else uuid4(), 1, trigger, None) | changes


# One of the twenty workflows of `many_runs`.
BUSY_WORKFLOW = str(UUID(int=1))
_MANY = """
    INSERT INTO execution
      (id, workflow_id, status, "trigger", format, epoch, crashes, last_seq, queued_at, created_at)
    SELECT {id}, {workflow}, CASE WHEN n % 100 > 0 THEN 'completed' ELSE 'failed' END,
      '{{"kind": "manual", "node_id": "start"}}', 1, 0, 0, 0, {now}, {now}
    FROM {numbers}"""


def many_runs(dialect: str, count: int) -> str:
    """Return the statement that stores `count` runs that have ended: one in a hundred failed, of twenty workflows."""
    if dialect == "sqlite":
        numbers = (
            f"(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {count}) SELECT n FROM s)"
        )
        row_id, workflow, now = "lower(hex(randomblob(16)))", "printf('%032x', n % 20)", "datetime('now')"
    else:
        numbers = f"generate_series(1, {count}) AS s(n)"
        row_id, workflow, now = "gen_random_uuid()", "lpad(to_hex(n % 20), 32, '0')::uuid", "now()"
    return _MANY.format(id=row_id, workflow=workflow, now=now, numbers=numbers)
