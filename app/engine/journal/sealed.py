"""Where the true values of runs are kept encrypted, beside what people may see of them."""

from uuid import UUID

from sqlalchemy import and_

from app.core.security.sealed import SealedColumn
from app.engine.models import execution_event, execution_event_kept, execution_value

TRIGGER = "trigger"
"""Stands for an event's key at what started the run."""


def place_of_event(execution_id: UUID, key: str) -> str:
    """Return what the values of an event, or of the trigger, are bound to."""
    return f"execution_event_kept|{execution_id}/{key}|sealed"


def place_of_value(execution_id: UUID, hash: str) -> str:
    """Return what a value that is stored apart is bound to."""
    return f"execution_value|{execution_id}/{hash}|sealed"


_kept, _event, _value = execution_event_kept.c, execution_event.c, execution_value.c
_same_event = and_(_event.execution_id == _kept.execution_id, _event.seq == _kept.seq)
EVENT_VALUES = SealedColumn(
    execution_event_kept,
    _kept.sealed,
    (_kept.execution_id, _kept.seq),
    lambda row: place_of_event(row.execution_id, row.event_key if row.seq else TRIGGER),
    execution_event_kept.outerjoin(execution_event, _same_event),
    (_event.key.label("event_key"),),
)
RUN_VALUES = SealedColumn(
    execution_value,
    _value.sealed,
    (_value.execution_id, _value.hash),
    lambda row: place_of_value(row.execution_id, row.hash),
    batch_rows=4,  # each may have megabytes
)
