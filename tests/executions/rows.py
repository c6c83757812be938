"""The row of an execution as the runner stores it, for tests that put one there themselves."""

from typing import Any
from uuid import UUID, uuid4

from app.core.db import utc_now
from app.core.ids import uuid7


def new_row(workflow_id: UUID | str | None = None, **changes: Any) -> dict[str, Any]:
    """The columns of a new run of version 1, begun by hand; nobody owns it."""
    now = utc_now()
    return {
        "id": uuid7(),
        "workflow_id": UUID(str(workflow_id)) if workflow_id else uuid4(),
        "version": 1,
        "format": 1,
        "status": "queued",
        "trigger": {"kind": "manual", "node_id": "start", "input": None},
        "graph": None,
        "owner": None,
        "epoch": 0,
        "crashes": 0,
        "last_seq": 0,
        "queued_at": now,
        "created_at": now,
        "deadline": None,
    } | changes
