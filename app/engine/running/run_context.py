"""What a run is made with, and what a kind's `run` gets of it: values, logs, waits, and the key of its effect."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from pydantic import JsonValue

from app.core.db.database import utc_now
from app.core.failpoints import FailPoints
from app.engine.journal.events import EventFields, NewEvent, NodeAttempt, NodeLog, NodeWaiting, write_path
from app.engine.journal.history import History
from app.engine.journal.run_values import RunValues
from app.engine.journal.writer import EventWriter
from app.engine.kinds import LogLevel, Services
from app.engine.ownership.slots import SlotPermit


@dataclass(slots=True)
class Environment:
    """What a run is made with, the same for all its nodes."""

    execution_id: UUID
    name: str
    workflow_id: UUID
    trigger: dict[str, JsonValue]
    services: Services
    secrets: dict[str, str]
    values: RunValues
    variables: dict[str, str]
    failpoints: FailPoints
    permit: SlotPermit
    writer: EventWriter
    history: History
    on_respond: Callable[[Any], None]
    confirm_claims: Callable[[], Awaitable[None]]

    def first_scope(self) -> dict[str, Any]:
        """Return what the expressions of a run read where it begins."""
        return {
            "nodes": {},
            "trigger": self.trigger,
            "execution": {"id": self.name, "workflow_id": str(self.workflow_id)},
            "secrets": self.secrets,
            "env": self.variables,
        }

    def add(self, fields: EventFields) -> NewEvent:
        """Append an event to the journal, and return it with its values as they are shown and kept."""
        event = self.values.new_event(fields)
        self.writer.add(event)
        return event


@dataclass(slots=True)
class NodeRun:
    """The RunContext a kind's `run` gets."""

    environment: Environment
    node_id: str
    iteration: tuple[int, ...]
    attempt: int
    effectful: bool
    run_round: Callable[[str, int, JsonValue], Awaitable[JsonValue]]
    _logs: int = 0
    _waits: int = 0

    @property
    def execution_id(self) -> UUID:
        return self.environment.execution_id

    @property
    def services(self) -> Services:
        return self.environment.services

    @property
    def trigger(self) -> dict[str, JsonValue]:
        return self.environment.trigger

    @property
    def idempotency_key(self) -> str:
        return f"{self.environment.name}:{self.node_id}:{write_path(self.iteration)}"

    async def confirm(self) -> None:
        await self.environment.confirm_claims()

    async def run_body(self, name: str, index: int, item: JsonValue) -> JsonValue:
        return await self.run_round(name, index, item)

    async def log(self, level: LogLevel, message: str, data: JsonValue = None) -> None:
        self.environment.add(NodeLog.new(self._place, self._logs, level, message, data))
        self._logs += 1
        if self.effectful:
            await self.environment.writer.flush()

    async def sleep(self, seconds: float) -> None:
        place = (self.node_id, self.iteration, self.attempt, self._waits)
        until = self.environment.history.waits.get(place)
        if until is not None and until <= utc_now():
            self._waits += 1  # over in time, however late this process is
            return
        until = until or utc_now() + timedelta(seconds=seconds)
        self.environment.add(NodeWaiting.new(self._place, "delay", until, self._waits))
        self._waits += 1
        await self.environment.writer.flush(status="waiting")
        await sleep_until(until, self.environment.permit)

    @property
    def _place(self) -> NodeAttempt:
        return NodeAttempt(self.node_id, self.iteration, self.attempt)


async def sleep_until(moment: datetime, permit: SlotPermit) -> None:
    """Sleep until a moment, as something of the run that sleeps."""
    with permit.asleep(moment):
        await asyncio.sleep(max(0.0, (moment - utc_now()).total_seconds()))
