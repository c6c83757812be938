"""Accepting runs: the row is committed, then acknowledged, then run here if a slot is free, else queued."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from pydantic import JsonValue

from app.core.db.database import utc_now
from app.core.ids import uuid7
from app.engine.executor import BegunRun, RunExecutor
from app.engine.graph import Graph
from app.engine.history import History
from app.engine.models import FORMAT
from app.engine.operations import CreateRun
from app.engine.plan import Plan
from app.engine.plan_cache import PlanCache
from app.engine.process import ExecutionProcess
from app.engine.run_values import RunValues
from app.engine.slots import Slots


@dataclass(frozen=True, slots=True)
class StartRequest:
    """What to run. `version` None means a draft, whose graph is stored with the run. The trigger names its node.

    Whoever must know the id ahead brings it. A second run with that id stores no row, and another process that begins
    it is stopped at its first write, which finds the run not to be its own.
    """

    workflow_id: UUID
    version: int | None
    graph: Graph
    trigger: dict[str, JsonValue]
    execution_id: UUID = field(default_factory=uuid7)


@dataclass(frozen=True, slots=True)
class Starter:
    """Accepts runs."""

    process: ExecutionProcess
    slots: Slots
    plans: PlanCache
    executor: RunExecutor

    async def start(self, request: StartRequest) -> UUID:
        """Return the id of a new execution that is stored durably, and run it here if a slot is free."""
        plan = self.plans.get_plan(
            request.workflow_id, request.version, request.graph, str(request.trigger["node_id"])
        )
        values = self.executor.new_values(request.execution_id)
        shown, kept, stored = values.new_trigger(request.trigger)
        here = self.slots.try_take()
        accepted = self.process.journal.submit(CreateRun(self._row(request, shown, here=here), kept, stored))
        if here:
            # Not after the await: a caller that gives up must not leave a run that is stored and never starts.
            accepted.add_done_callback(partial(self._on_accepted, request, plan, values))
        await asyncio.shield(accepted)
        return request.execution_id

    def _row(self, request: StartRequest, shown: dict[str, JsonValue], *, here: bool) -> dict[str, Any]:
        """Return the row of a new execution, ours from its first moment when it is to run here."""
        now, timeout_s = utc_now(), request.graph.timeout_s
        return {
            "id": request.execution_id,
            "workflow_id": request.workflow_id,
            "version": request.version,
            "format": FORMAT,
            "status": "queued",
            "trigger": shown,
            "graph": request.graph.dump() if request.version is None else None,
            "owner": self.process.claims.owner if here else None,
            "epoch": 1 if here else 0,
            "crashes": 0,
            "last_seq": 0,
            "queued_at": now,
            "created_at": now,
            "deadline": now + timedelta(seconds=timeout_s) if timeout_s else None,
        }

    def _on_accepted(
        self, request: StartRequest, plan: Plan, values: RunValues, accepted: asyncio.Future[None]
    ) -> None:
        if accepted.cancelled() or accepted.exception() is not None:
            self.slots.give_back()
            return
        begun = BegunRun(request.execution_id, 1, request.workflow_id, request.trigger, plan, History(), values)
        self.executor.spawn(begun)
