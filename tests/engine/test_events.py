"""Every type of event: what its constructor makes is what its class declares, which is what clients get."""

from uuid import uuid4

import pytest
from pydantic import TypeAdapter

from app.core.db.database import utc_now
from app.engine.journal import events
from app.engine.journal.events import TERMINAL_TYPES, TYPES, EventFields, ExecutionEvent, NodeAttempt, new_event
from app.engine.models import TERMINAL

PLACE = NodeAttempt("n", (3, 0), 2)
ERROR = {"code": "c", "message": "m", "node": "n", "attempt": 2}
MADE = [
    events.ExecutionStarted.new(),
    events.NodeStarted.new(PLACE, "set", "a"),
    events.NodeLog.new(PLACE, 1, "info", "hello", {"a": 1}),
    events.NodeRetrying.new(PLACE, ERROR, utc_now()),
    events.NodeWaiting.new(PLACE, "delay", utc_now(), 1),
    events.NodeCompleted.new(PLACE, [1], "out"),
    events.NodeFailed.new(PLACE, ERROR, None),
    events.NodeSkipped.new(PLACE),
    events.ExecutionCompleted.new({"n": 1}),
    events.ExecutionFailed.new(ERROR),
    events.ExecutionCancelled.new(),
    events.ExecutionTimedOut.new(ERROR),
]


def test_every_type_is_made_here() -> None:
    assert [fields.type for fields in MADE] == list(TYPES.values())
    assert set(TERMINAL_TYPES.values()) == set(TERMINAL)


@pytest.mark.parametrize("fields", MADE, ids=lambda fields: fields.type)
def test_a_new_event_is_as_its_class_declares(fields: EventFields) -> None:
    body = new_event(str(uuid4()), fields).body(7)
    read = TypeAdapter(ExecutionEvent).validate_json(body)
    assert TYPES[type(read)] == fields.type
    written = TypeAdapter(dict[str, object]).validate_json(body)
    assert written.keys() == read.model_dump().keys()
    assert all(written[name] == value for name, value in fields.values.items())
