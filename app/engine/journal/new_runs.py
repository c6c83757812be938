"""The row of a new run, and the statement that stores it: the same for whoever starts a run, here or in its own
transaction."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from pydantic import JsonValue
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from app.core.db.database import utc_now
from app.engine.models import FORMAT, Execution

_execution: Any = Execution.__table__  # type: ignore[attr-defined]


def new_row(
    execution_id: UUID,
    workflow_id: UUID,
    version: int | None,
    trigger: dict[str, JsonValue],
    timeout_s: float | None,
    *,
    graph: dict[str, Any] | None = None,
    owner: str | None = None,
    size: int = 0,
) -> dict[str, Any]:
    """Return the column values of a run that is queued now.

    `owner` has it from its first moment; `size` is that of what is kept apart of the trigger.

    A dict and not an Execution: webhooks make one for every call.
    """
    now = utc_now()
    return {
        "id": execution_id,
        "workflow_id": workflow_id,
        "version": version,
        "format": FORMAT,
        "status": "queued",
        "trigger": trigger,
        "graph": graph,
        "owner": owner,
        "epoch": 0 if owner is None else 1,
        "crashes": 0,
        "last_seq": 0,
        "size": size,
        "queued_at": now,
        "created_at": now,
        "deadline": now + timedelta(seconds=timeout_s) if timeout_s else None,
    }


def insert_new(*, is_sqlite: bool) -> Any:
    """Return the statement that stores such rows, and leaves out those whose id is taken."""
    return (sqlite_insert if is_sqlite else postgres_insert)(_execution).on_conflict_do_nothing()
