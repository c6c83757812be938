"""Accepting runs: the row is committed, then acknowledged, then run here if a slot is free, else queued."""

import asyncio
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from pydantic import JsonValue

from app.core.ids import uuid7
from app.engine.graph import Graph
from app.engine.journal.history import History
from app.engine.journal.new_runs import new_row
from app.engine.journal.operations import CreateRun
from app.engine.journal.run_values import RunValues
from app.engine.journal.writer import RunExists
from app.engine.ownership.process import ExecutionProcess
from app.engine.ownership.slots import Slots
from app.engine.running.executor import BegunRun, RunExecutor
from app.engine.running.plan import Plan
from app.engine.running.plan_cache import PlanCache


@dataclass(frozen=True, slots=True)
class StartRequest:
    """What to run. `version` None means a draft, whose graph is stored with the run. The trigger names its node.

    Whoever must know the id ahead brings it; a second start with that id starts nothing. Nor does one whose `request`
    is known: the row of a request with an Idempotency-Key, stored with the run.
    """

    workflow_id: UUID
    version: int | None
    graph: Graph
    trigger: dict[str, JsonValue]
    execution_id: UUID = field(default_factory=uuid7)
    request: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Started:
    """A run that is stored durably: by this start when it `is_new`, else by an earlier one with its id or request."""

    execution_id: UUID
    is_new: bool


@dataclass(frozen=True, slots=True)
class Starter:
    """Accepts runs."""

    process: ExecutionProcess
    slots: Slots
    plans: PlanCache
    executor: RunExecutor

    async def start(self, request: StartRequest) -> Started:
        """Store a run durably, and run it here if a slot is free; or say that it has been started before."""
        plan = self.plans.get_plan(
            request.workflow_id, request.version, request.graph, str(request.trigger["node_id"])
        )
        values = self.executor.new_values(request.execution_id)
        shown, kept, stored = values.new_trigger(request.trigger)
        here = self.slots.try_take()
        row = new_row(
            request.execution_id,
            request.workflow_id,
            request.version,
            shown,
            request.graph.timeout_s,
            graph=request.graph.dump() if request.version is None else None,
            owner=self.process.claims.owner if here else None,
            size=(kept.size if kept else 0) + sum(value.size for value in stored),
        )
        accepted = self.process.journal.submit(CreateRun(row, kept, stored, request.request))
        if here:
            # Not after the await: a caller that gives up must not leave a run that is stored and never starts.
            accepted.add_done_callback(partial(self._on_accepted, request, plan, values))
        try:
            await asyncio.shield(accepted)
        except RunExists:
            return Started(request.execution_id, is_new=False)
        return Started(request.execution_id, is_new=True)

    def _on_accepted(
        self, request: StartRequest, plan: Plan, values: RunValues, accepted: asyncio.Future[None]
    ) -> None:
        if accepted.cancelled() or accepted.exception() is not None:
            self.slots.give_back()
            return
        begun = BegunRun(request.execution_id, 1, request.workflow_id, request.trigger, plan, History(), values)
        self.executor.spawn(begun)
