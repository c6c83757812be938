"""Starting what is queued: runs that found no slot, and what recovery gave back, begun where their journal ends."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import structlog

from app.core.errors import NotFound, OnefoldError
from app.core.security.key_ring import DecryptionFailed
from app.engine.graph import Graph
from app.engine.journal.events import ExecutionFailed, new_event
from app.engine.journal.history import read_history
from app.engine.journal.operations import FinalState
from app.engine.models import FORMAT
from app.engine.ownership.claims import ClaimedRun
from app.engine.ownership.process import ExecutionProcess
from app.engine.ownership.recovery import recover
from app.engine.ownership.slots import Slots
from app.engine.running.executor import BegunRun, RunExecutor, run_problem
from app.engine.running.plan_cache import PlanCache

log = structlog.get_logger("onefold.engine.running.dispatch")

TURN_EVERY_S = 1.0
MAX_CLAIM = 100
MAX_CRASHES = 5

LoadGraph = Callable[[UUID, int | None, Any], Awaitable[Graph]]
"""Of a workflow, its version, and the graph a draft's run was stored with. Raises an OnefoldError."""


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """Takes runs from the queue while slots are free."""

    process: ExecutionProcess
    slots: Slots
    plans: PlanCache
    executor: RunExecutor
    load_graph: LoadGraph

    async def run_forever(self) -> None:
        """Recover each second, and start queued runs then and whenever a slot gets free.

        One task does both: a run that was claimed and is not begun yet would look lost to a recovery beside it.
        """
        loop = asyncio.get_running_loop()
        turn, due = 0, loop.time() + TURN_EVERY_S
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout_at(due):
                    await self.slots.freed.wait()
            self.slots.freed.clear()
            # By the clock, never by a pause: steady traffic has none.
            if loop.time() >= due:
                turn += 1
                await recover(self.process, turn)
                due = loop.time() + TURN_EVERY_S
            await self.start_queued(due)

    async def start_queued(self, until: float) -> None:
        """Start queued runs while slots are free, for no longer than `until` on the loop's clock: then other things
        are due. What fails on the way here is lost until a later turn finds it."""
        try:
            while (free := min(self.slots.free, MAX_CLAIM)) > 0:
                if asyncio.get_running_loop().time() >= until:
                    self.slots.freed.set()
                    return
                claimed = await self.process.claims.claim(free)
                for run in claimed:
                    await self._resume(run)
                if len(claimed) < free:
                    self.slots.backlog = False
                    return
        except Exception:
            log.exception("dispatch_failed")

    async def _resume(self, claimed: ClaimedRun) -> None:
        row = claimed.row
        if row.crashes >= MAX_CRASHES:
            await self._abandon(row.id, f"It was begun {row.crashes} times and never came to its end.")
            return
        if row.format != FORMAT:
            message = f"Another build of Onefold stored this run in format {row.format}; this server knows {FORMAT}."
            await self._abandon(row.id, message, "execution_unreadable")
            return
        try:
            graph = await self.load_graph(row.workflow_id, row.version, row.graph)
            plan = self.plans.get_plan(row.workflow_id, row.version, graph, str(row.trigger["node_id"]))
        except (NotFound, ValueError, KeyError) as error:
            log.warning("run_unplannable", execution_id=str(row.id), reason=str(error))
            await self._abandon(row.id, "Its workflow is gone, or can no longer be planned from where it began.")
            return
        except OnefoldError as error:
            log.warning("run_unreadable", execution_id=str(row.id), reason=error.detail)
            await self._abandon(row.id, error.detail, error.code)
            return
        values = self.executor.new_values(row.id)
        try:
            true_values = values.restore(claimed.journal, claimed.kept, claimed.stored)
        except DecryptionFailed as error:
            await self._abandon(row.id, error.detail, error.code)
            return
        self.slots.take()
        history = read_history(claimed.journal, claimed.decisions, true_values)
        trigger = true_values.get(0, row.trigger)
        self.executor.spawn(BegunRun(row.id, row.epoch, row.workflow_id, trigger, plan, history, values))

    async def _abandon(self, execution_id: UUID, message: str, code: str = "execution_abandoned") -> None:
        """End a run as failed because it cannot go on."""
        error = run_problem(code, message)
        event = new_event(str(execution_id), ExecutionFailed.new(error))
        await self.process.journal.end(execution_id, event, FinalState("failed", None, error))
