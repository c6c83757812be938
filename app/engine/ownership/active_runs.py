"""The runs that this process executes now: a task each, and what others in this process await of it."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from app.engine.ownership.slots import SlotPermit
from app.engine.results import Respond, RunResult, read_respond


@dataclass(slots=True, eq=False)
class ActiveRun:
    """A run of this process. `wake_at` is set when it is to be parked until then."""

    execution_id: UUID
    result: asyncio.Future[RunResult | None]
    respond: asyncio.Future[Respond | None]
    permit: SlotPermit
    task: asyncio.Task[None] | None = None
    responses: list[Any] = field(default_factory=list)
    parking: asyncio.Task[None] | None = None
    wake_at: datetime | None = None

    def release_response(self) -> None:
        """The journal holds everything so far: what a `respond` node said may leave the process."""
        if self.responses and not self.respond.done():
            self.respond.set_result(read_respond(self.responses[0]))

    def finish(self, result: RunResult | None) -> None:
        """Let go of whoever waits here; without an result the run goes on elsewhere, or later."""
        if self.parking is not None:
            self.parking.cancel()
        if not self.result.done():
            self.result.set_result(result)
        if not self.respond.done():
            self.respond.set_result(None)


class ActiveRuns:
    """The runs of this process, by id."""

    def __init__(self) -> None:
        self._runs: dict[UUID, ActiveRun] = {}

    def __contains__(self, execution_id: object) -> bool:
        return execution_id in self._runs

    def add(self, run: ActiveRun) -> None:
        """A run begins here."""
        self._runs[run.execution_id] = run

    def remove(self, run: ActiveRun) -> None:
        """A run has ended here."""
        del self._runs[run.execution_id]

    def find(self, execution_id: UUID) -> ActiveRun | None:
        """Return the run with this id, when it is here."""
        return self._runs.get(execution_id)

    def tasks(self) -> list[asyncio.Task[None]]:
        """Return the tasks of all runs."""
        return [run.task for run in self._runs.values() if run.task]

    def stop(self, execution_id: UUID) -> None:
        """Stop a run that somebody else has ended or taken over."""
        run = self._runs.get(execution_id)
        if run is not None and run.task is not None and run.task is not asyncio.current_task():
            run.task.cancel()

    def stop_all(self) -> None:
        """Stop every run: this process no longer owns any."""
        for execution_id in list(self._runs):
            self.stop(execution_id)
