"""What the rest of the app asks of the engine: start a run, wait for what it answers, follow it, cancel it."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from uuid import UUID

from app.core.failpoints import FailPoints
from app.core.security.key_ring import KeyRing
from app.core.tasks import SupervisedTask, Supervisor
from app.engine import waiters
from app.engine.journal.live import StreamEvent
from app.engine.kinds import NodeKind, Services
from app.engine.ownership.process import ExecutionProcess
from app.engine.ownership.slots import Slots
from app.engine.results import Respond, RunResult
from app.engine.running.dispatch import Dispatcher, LoadGraph
from app.engine.running.executor import LoadVariables, RevealSecrets, RunExecutor
from app.engine.running.plan_cache import PlanCache
from app.engine.start import Started, Starter, StartRequest

SHUTDOWN_GRACE_S = 5.0


class Runner:
    """Runs executions in this process. Open from `start_up()` to `shut_down()`."""

    def __init__(
        self,
        process: ExecutionProcess,
        kinds: Mapping[str, NodeKind],
        services: Services,
        load_graph: LoadGraph,
        reveal_secrets: RevealSecrets,
        load_variables: LoadVariables,
        *,
        key_ring: KeyRing,
        slots: int,
        run_max_bytes: int,
        failpoints: FailPoints,
        supervisor: Supervisor,
    ) -> None:
        self._process = process
        self._supervisor = supervisor
        self._responding = frozenset(kind.name for kind in kinds.values() if kind.responds)
        self.slots = Slots(slots)
        executor = RunExecutor(
            process, self.slots, services, reveal_secrets, load_variables, key_ring, run_max_bytes, failpoints
        )
        plans = PlanCache(kinds)
        self._starter = Starter(process, self.slots, plans, executor)
        self.dispatcher = Dispatcher(process, self.slots, plans, executor, load_graph)
        self._dispatching: SupervisedTask | None = None

    async def start_up(self) -> None:
        """Begin to take runs from the queue."""
        self._dispatching = self._supervisor.start("run-dispatcher", self.dispatcher.run_forever)

    async def shut_down(self) -> None:
        """Let runs end for a moment, then give the rest back to the queue."""
        self.slots.close()
        if self._dispatching is not None:
            await self._dispatching.stop()
        tasks = self._process.active.tasks()
        if tasks:
            await asyncio.wait(tasks, timeout=SHUTDOWN_GRACE_S)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def start(self, request: StartRequest) -> Started:
        """Store a run durably, and run it here if a slot is free; or say that it has been started before."""
        return await self._starter.start(request)

    def start_queued_soon(self) -> None:
        """Look at the queue now and not at the next turn: somebody has queued a run without starting it here."""
        self.slots.backlog = True
        self.slots.freed.set()

    async def cancel(self, execution_id: UUID) -> bool:
        """End a run as cancelled, wherever it runs; False when it had ended already."""
        return await self._process.cancel(execution_id)

    def events(self, execution_id: UUID, after: int = 0) -> AsyncGenerator[StreamEvent, None]:
        """Yield every event with `seq > after`, first from the database, then live; ends after the terminal one."""
        return self._process.broadcaster.events(execution_id, after)

    async def wait_finished(self, execution_id: UUID, timeout: float) -> RunResult | None:
        """Return how the run ended, or None when it has not within `timeout` seconds."""
        return await waiters.wait_finished(self._process, execution_id, timeout)

    async def wait_response(self, execution_id: UUID, timeout: float) -> Respond | RunResult | None:
        """Return what a `respond` node answered, how the run ended without one, or None within `timeout` seconds."""
        return await waiters.wait_response(self._process, self._responding, execution_id, timeout)
