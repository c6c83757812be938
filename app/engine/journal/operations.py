"""What can be written to the journal. The writer commits many of these in one transaction, each all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.engine.journal.events import NewEvent
from app.engine.journal.stored_values import Kept, StoredValue


@dataclass(frozen=True, slots=True)
class FinalState:
    """A terminal status with what it leaves."""

    status: str
    result: Any = None
    error: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class CreateRun:
    """Store a new execution; `row` holds the column values, `kept` and `stored` what its trigger does not show.

    `request` is the row of the request with an Idempotency-Key that starts it: refused when there is one already.
    """

    row: dict[str, Any]
    kept: Kept | None = None
    stored: Sequence[StoredValue] = ()
    request: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class OwnedWrite:
    """What the owner of a run adds to it: refused when the run has another epoch by now, or has ended.

    `expected_seq` is that of the event before these, so that a write that was committed before its connection broke
    is recognised when it comes again.
    """

    execution_id: UUID
    epoch: int
    expected_seq: int
    events: Sequence[NewEvent]
    stored: Sequence[StoredValue]


@dataclass(frozen=True, slots=True)
class AppendEvents(OwnedWrite):
    """Go on: `status` is `running`, or `waiting` while the run sleeps in place."""

    status: str


@dataclass(frozen=True, slots=True)
class FinishRun(OwnedWrite):
    """End the run."""

    final: FinalState


@dataclass(frozen=True, slots=True)
class ReleaseRun(OwnedWrite):
    """Give the run back to the queue."""


@dataclass(frozen=True, slots=True)
class ParkRun(OwnedWrite):
    """Give the run back until `wake_at`, or until people have decided more than the `decisions` that it has seen.

    When there are more already, it is queued.
    """

    decisions: int
    wake_at: datetime | None


@dataclass(frozen=True, slots=True)
class EndRun:
    """End a run from outside: whoever owns it, refused when it has ended."""

    execution_id: UUID
    event: NewEvent
    final: FinalState


Operation = CreateRun | AppendEvents | FinishRun | ReleaseRun | ParkRun | EndRun
