"""The runner: accepts runs durably, runs them here while a slot is free, and adopts what others left behind.

Order of a run's life (DESIGN.md section 5): its row is committed, then acknowledged, then run in place. A row
without an owner is taken by whichever process has a free slot. Who holds `(owner, epoch)` on the row owns the run.
"""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import structlog
from pydantic import JsonValue

from app.core.db.database import utc_now
from app.core.errors import NotFound, OnefoldError
from app.core.failpoints import FailPoints
from app.core.ids import uuid7
from app.core.security.key_ring import DecryptionFailed, KeyRing
from app.core.tasks import SupervisedTask, Supervisor
from app.engine.claims import ClaimedRun, ExecutionProcess
from app.engine.events import TERMINAL_TYPES, draft
from app.engine.graph import Graph
from app.engine.history import History, read_history
from app.engine.interpreter import Environment, Interpreter
from app.engine.journal import LostClaim, Pen
from app.engine.kinds import BodyFailed, NodeKind, Parked, Services
from app.engine.plan import Plan, make_plan
from app.engine.results import Outcome, Respond, answerable, read_respond
from app.engine.run_values import RunValues
from app.engine.slots import Slot
from app.engine.store import Accept, Ending

log = structlog.get_logger("app.engine.runner")

SWEEP_EVERY_S = 1.0
STRAYS_EVERY_TURNS = 5
MAX_CLAIM = 100
SHUTDOWN_GRACE_S = 5.0
PARK_S = 60.0  # shorter waits stay in place (docs/executions.md, "Long waits")
PARK_AFTER_S = 1.0
PARK_TURNS = 10
MAX_CRASHES = 5
MAX_PLANS = 500


@dataclass(frozen=True, slots=True)
class Launch:
    """What to run. `version` None means a draft, whose graph is stored with the run. The trigger names its node.

    Whoever must know the id ahead brings it; a second run with the same id is refused by the primary key.
    """

    workflow_id: UUID
    version: int | None
    graph: Graph
    trigger: dict[str, JsonValue]
    execution_id: UUID = field(default_factory=uuid7)


@dataclass(frozen=True, slots=True)
class _Begun:
    """A run that is ours, at the point from where it is to go on."""

    execution_id: UUID
    epoch: int
    workflow_id: UUID
    trigger: dict[str, Any]
    plan: Plan
    history: History
    values: RunValues


LoadGraph = Callable[[UUID, int | None, Any], Awaitable[Graph]]
"""Of a workflow, its version, and the graph a draft's run was stored with. Raises an OnefoldError."""
RevealSecrets = Callable[[Iterable[str]], Awaitable[dict[str, str]]]
LoadVariables = Callable[[], Awaitable[dict[str, str]]]


@dataclass(slots=True, eq=False)
class LocalRun:
    """A run of this process: its task, and the answers others may await."""

    execution_id: UUID
    outcome: asyncio.Future[Outcome | None]
    respond: asyncio.Future[Respond | None]
    slot: Slot
    task: asyncio.Task[None] | None = None
    responses: list[Any] = field(default_factory=list)
    parking: asyncio.Task[None] | None = None
    wake_at: datetime | None = None


class Runner:
    """Runs executions in this process. Open from `start_up()` to `shut_down()`."""

    def __init__(
        self,
        executions: ExecutionProcess,
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
        self._executions = executions
        self._kinds = kinds
        self._services = services
        self._load_graph = load_graph
        self._reveal_secrets = reveal_secrets
        self._load_variables = load_variables
        self._failpoints = failpoints
        self._supervisor = supervisor
        self._key_ring = key_ring
        self._run_max_bytes = run_max_bytes
        self._slots = slots
        self._busy = 0
        self._runs: dict[UUID, LocalRun] = {}
        self._plans: dict[tuple[UUID, int, str], Plan] = {}
        self._sweep_now = asyncio.Event()
        self._sweeper: SupervisedTask | None = None
        self._backlog = True
        self._closing = False

    async def start_up(self) -> None:
        """Start adopting queued runs, and follow what others do to ours."""
        self._executions.on_ended(self.stop, self.stop_all, self._runs.__contains__)
        self._sweeper = self._supervisor.start("run-sweeper", self._sweep_forever)

    async def shut_down(self) -> None:
        """Let runs end for a moment, then give the rest back to the queue."""
        self._closing = True
        if self._sweeper is not None:
            await self._sweeper.stop()
        tasks = [run.task for run in self._runs.values() if run.task]
        if tasks:
            await asyncio.wait(tasks, timeout=SHUTDOWN_GRACE_S)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def start(self, launch: Launch) -> UUID:
        """Return the id of a new execution that is stored durably, and run it here if a slot is free."""
        plan = self._plan(launch.workflow_id, launch.version, launch.graph, launch.trigger)
        here = self._busy < self._slots and not self._closing
        self._backlog = self._backlog or not here
        values = self._values_of(launch.execution_id)
        shown, kept, stored = values.draft_trigger(launch.trigger)
        accepted = self._executions.journal.submit(Accept(self._row(launch, shown, here=here), kept, stored))
        if here:
            self._busy += 1
            # Not after the await: a caller that gives up must not leave a run that is stored and never starts.
            accepted.add_done_callback(partial(self._on_accepted, launch, plan, values))
        await asyncio.shield(accepted)
        return launch.execution_id

    def _row(self, launch: Launch, shown: dict[str, JsonValue], *, here: bool) -> dict[str, Any]:
        """Return the row of a new execution, ours from its first moment when it is to run here."""
        now, timeout_s = utc_now(), launch.graph.timeout_s
        return {
            "id": launch.execution_id,
            "workflow_id": launch.workflow_id,
            "version": launch.version,
            "format": 1,
            "status": "queued",
            "trigger": shown,
            "graph": launch.graph.dump() if launch.version is None else None,
            "owner": self._executions.owner if here else None,
            "epoch": 1 if here else 0,
            "crashes": 0,
            "last_seq": 0,
            "queued_at": now,
            "created_at": now,
            "deadline": now + timedelta(seconds=timeout_s) if timeout_s else None,
        }

    def _values_of(self, execution_id: UUID) -> RunValues:
        return RunValues(execution_id, self._key_ring, self._run_max_bytes)

    def _on_accepted(self, launch: Launch, plan: Plan, values: RunValues, accepted: asyncio.Future[None]) -> None:
        if accepted.cancelled() or accepted.exception() is not None:
            self._busy -= 1
            return
        self._spawn(
            _Begun(launch.execution_id, 1, launch.workflow_id, launch.trigger, plan, History(), values),
        )

    def _plan(self, workflow_id: UUID, version: int | None, graph: Graph, trigger: dict[str, JsonValue]) -> Plan:
        node_id = str(trigger["node_id"])
        if version is None:
            return make_plan(graph, node_id, self._kinds)
        key = (workflow_id, version, node_id)
        plan = self._plans.get(key)
        if plan is None:
            if len(self._plans) >= MAX_PLANS:
                self._plans.pop(next(iter(self._plans)))
            plan = self._plans[key] = make_plan(graph, node_id, self._kinds)
        return plan

    def _spawn(self, begun: _Begun) -> None:
        loop = asyncio.get_running_loop()
        slot = Slot(lambda held: self._on_slot(run, held))
        run = LocalRun(begun.execution_id, loop.create_future(), loop.create_future(), slot)
        history = begun.history
        pen = Pen(self._executions.journal, begun.execution_id, begun.epoch, history.last_seq, history.keys)
        self._runs[begun.execution_id] = run
        run.task = asyncio.create_task(self._run(run, pen, begun))

    async def _run(self, run: LocalRun, pen: Pen, begun: _Begun) -> None:
        outcome: Outcome | None = None
        try:
            self._failpoints.hit("acknowledged")
            pen.on_answer_durable = lambda: _answer(run)
            pen.add(draft(str(run.execution_id), "execution.started"))
            outcome = await self._interpret(run, pen, begun)
        except LostClaim:
            log.info("run_taken_over", execution_id=str(run.execution_id))
        except Parked:
            await self._give_back(pen, answers=len(begun.history.answers))
        except asyncio.CancelledError:
            if run.wake_at is not None:
                await self._give_back(pen, answers=len(begun.history.answers), wake_at=run.wake_at)
            elif self._closing:
                await self._give_back(pen)
            else:
                raise
        except Exception:
            # Not ended here: the database may only be away for a moment. As a stray it is begun again, a few times.
            log.exception("run_broken", execution_id=str(run.execution_id))
        finally:
            self._forget(run, outcome)

    def _environment(
        self, run: LocalRun, pen: Pen, begun: _Begun, secrets: dict[str, str], variables: dict[str, str]
    ) -> Environment:
        def respond(output: Any) -> None:
            run.responses.append(output)
            pen.answer()

        return Environment(
            execution_id=run.execution_id,
            name=str(run.execution_id),
            workflow_id=begun.workflow_id,
            trigger=begun.trigger,
            services=self._services,
            secrets=secrets,
            variables=variables,
            values=begun.values,
            failpoints=self._failpoints,
            slot=run.slot,
            on_respond=respond,
            confirm_claims=self._executions.confirm_claims,
        )

    async def _interpret(self, run: LocalRun, pen: Pen, begun: _Begun) -> Outcome:
        """Run to the end and journal it; returns how it ended, as people may see it."""
        plan, values = begun.plan, begun.values
        try:
            secrets = await self._reveal_secrets(plan.secret_names) if plan.secret_names else {}
            values.hide(secrets)
            variables = await self._load_variables() if plan.reads_variables else {}
            environment = self._environment(run, pen, begun, secrets, variables)
            result = await Interpreter(plan, pen, begun.history, environment).run()
        except DecryptionFailed as error:
            return await self._fail(pen, values, _problem(error.code, error.detail))
        except BodyFailed as failure:
            return await self._fail(pen, values, failure.error)
        event = values.draft("execution.completed", result=result)
        pen.add(event)
        self._failpoints.hit("before-terminal")
        shown = values.shown(event, "result", result)
        await pen.flush(ending=Ending("completed", shown))
        return Outcome("completed", answerable(values.redactor.redact(result), shown), None)

    async def _fail(self, pen: Pen, values: RunValues, error: dict[str, Any]) -> Outcome:
        pen.add(values.draft("execution.failed", error=error))
        shown = values.redactor.redact(error)
        self._failpoints.hit("before-terminal")
        await pen.flush(ending=Ending("failed", None, shown))
        return Outcome("failed", None, shown)

    async def _give_back(self, pen: Pen, answers: int | None = None, wake_at: datetime | None = None) -> None:
        """Release the claim: to the queue, or parked until a person gives more answers than these, or `wake_at`."""
        try:
            await asyncio.shield(pen.flush(release=True, answers=answers, wake_at=wake_at))
        except LostClaim:
            log.info("run_taken_over", execution_id=str(pen.execution_id))

    def _forget(self, run: LocalRun, outcome: Outcome | None) -> None:
        del self._runs[run.execution_id]
        if run.parking is not None:
            run.parking.cancel()
        self._busy -= 1
        if not run.outcome.done():
            run.outcome.set_result(outcome)
        if not run.respond.done():
            run.respond.set_result(None)
        if self._backlog:
            self._sweep_now.set()

    def _on_slot(self, run: LocalRun, held: bool) -> None:
        """A sleeping run holds no slot, and one that sleeps for long is parked."""
        self._busy += 1 if held else -1
        if held:
            return
        if self._backlog:
            self._sweep_now.set()
        wakes_at = run.slot.wakes_at
        if wakes_at is not None and _is_far(wakes_at) and (run.parking is None or run.parking.done()):
            run.parking = asyncio.create_task(self._park(run))

    async def _park(self, run: LocalRun) -> None:
        """Give a run back until it wakes, once nothing of it has moved for a moment.

        All that is begun sleeps, but between the end of one node and the begin of the next one nothing is begun
        either, for some turns of the loop: so it looks twice.
        """
        while not run.slot.held:
            changes = run.slot.changes
            await asyncio.sleep(PARK_AFTER_S)
            for _ in range(PARK_TURNS):
                await asyncio.sleep(0)
            wakes_at = run.slot.wakes_at
            if wakes_at is None or not _is_far(wakes_at):
                return
            if run.slot.changes == changes and not run.slot.held and run.task is not None:
                run.wake_at = wakes_at
                run.task.cancel()
                return

    async def stop(self, execution_id: UUID) -> None:
        """Stop a run of ours that somebody else has ended or taken over."""
        run = self._runs.get(execution_id)
        if run is not None and run.task is not None and run.task is not asyncio.current_task():
            run.task.cancel()

    async def stop_all(self) -> None:
        """Stop every run here: this process no longer owns any."""
        for execution_id in list(self._runs):
            await self.stop(execution_id)

    async def _sweep_forever(self) -> None:
        loop = asyncio.get_running_loop()
        turn, due = 0, loop.time() + SWEEP_EVERY_S
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout_at(due):
                    await self._sweep_now.wait()
            self._sweep_now.clear()
            # By the clock, never by a pause: steady traffic has none.
            if loop.time() >= due:
                turn += 1
                await self._look_after(strays=turn % STRAYS_EVERY_TURNS == 0)
                due = loop.time() + SWEEP_EVERY_S
            await self._sweep(due)

    async def _look_after(self, *, strays: bool) -> None:
        """End and wake what is due and take what others left behind; one that fails does not keep the rest."""
        turns = [self._executions.end_overdue, self._executions.wake_due, self._executions.requeue_orphans]
        if strays:
            turns.append(partial(self._executions.requeue_strays, self._runs))
        for turn in turns:
            try:
                await turn()
            except Exception:
                log.exception("sweep_failed")

    async def _sweep(self, until: float) -> None:
        """Start queued runs while slots are free, for no longer than `until` on the loop's clock: then other things
        are due. What fails on the way here stays a stray for a later turn."""
        try:
            # Below zero when sleepers woke while every slot was taken.
            while (free := min(self._slots - self._busy, MAX_CLAIM)) > 0:
                if asyncio.get_running_loop().time() >= until:
                    self._sweep_now.set()
                    return
                claimed = await self._executions.claim(free)
                for run in claimed:
                    await self._resume(run)
                if len(claimed) < free:
                    self._backlog = False
                    return
        except Exception:
            log.exception("sweep_failed")

    async def _resume(self, claimed: ClaimedRun) -> None:
        row = claimed.row
        if row.crashes >= MAX_CRASHES:
            await self._abandon(row.id, f"It was begun {row.crashes} times and never came to its end.")
            return
        try:
            graph = await self._load_graph(row.workflow_id, row.version, row.graph)
            plan = self._plan(row.workflow_id, row.version, graph, row.trigger)
        except (NotFound, ValueError, KeyError) as error:
            log.warning("run_unplannable", execution_id=str(row.id), reason=str(error))
            await self._abandon(row.id, "Its workflow is gone, or can no longer be planned from where it began.")
            return
        except OnefoldError as error:
            log.warning("run_unreadable", execution_id=str(row.id), reason=error.detail)
            await self._abandon(row.id, error.detail, error.code)
            return
        values = self._values_of(row.id)
        try:
            true_values = values.restore(claimed.journal, claimed.kept, claimed.stored)
        except DecryptionFailed as error:
            await self._abandon(row.id, error.detail, error.code)
            return
        self._busy += 1
        history = read_history(claimed.journal, claimed.answers, true_values)
        trigger = true_values.get(0, row.trigger)
        self._spawn(_Begun(row.id, row.epoch, row.workflow_id, trigger, plan, history, values))

    async def _abandon(self, execution_id: UUID, message: str, code: str = "execution_abandoned") -> None:
        """End a run as failed because it cannot go on."""
        error = _problem(code, message)
        event = draft(str(execution_id), "execution.failed", error=error)
        await self._executions.journal.end(execution_id, event, Ending("failed", None, error))

    async def wait_finished(self, execution_id: UUID, timeout: float) -> Outcome | None:
        """Return how the run ended, or None when it has not within `timeout` seconds."""
        try:
            async with asyncio.timeout(timeout):
                run = self._runs.get(execution_id)
                outcome = await asyncio.shield(run.outcome) if run else None
                return outcome or await self._follow_outcome(execution_id)
        except TimeoutError:
            return None

    async def wait_response(self, execution_id: UUID, timeout: float) -> Respond | Outcome | None:
        """Return what a `respond` node answered, how the run ended without one, or None within `timeout` seconds."""
        try:
            async with asyncio.timeout(timeout):
                run = self._runs.get(execution_id)
                if run is None:
                    return await self._follow_response(execution_id)
                respond = await asyncio.shield(run.respond)
                if respond is not None:
                    return respond
                return await asyncio.shield(run.outcome) or await self._follow_response(execution_id)
        except TimeoutError:
            return None

    async def _follow_outcome(self, execution_id: UUID) -> Outcome:
        async for seq, type, body in self._executions.hub.events(execution_id):
            if type in TERMINAL_TYPES:
                return await self._read_outcome(execution_id, seq, json.loads(body))
        raise TimeoutError

    async def _follow_response(self, execution_id: UUID) -> Respond | Outcome:
        responders: set[str] = set()
        async for seq, type, body in self._executions.hub.events(execution_id):
            event = json.loads(body)
            if type == "node.started" and event["kind"] == "respond":
                responders.add(event["node_id"])
            elif type == "node.completed" and event["node_id"] in responders:
                event |= await self._executions.read_shown(execution_id, seq)
                return read_respond(event["output"])
            elif type in TERMINAL_TYPES:
                return await self._read_outcome(execution_id, seq, event)
        raise TimeoutError

    async def _read_outcome(self, execution_id: UUID, seq: int, event: dict[str, Any]) -> Outcome:
        """Return what a terminal event stands for."""
        whole = event | await self._executions.read_shown(execution_id, seq)
        result = answerable(whole.get("result"), event.get("result"))
        return Outcome(TERMINAL_TYPES[event["type"]], result, event.get("error"))


def _problem(code: str, message: str) -> dict[str, Any]:
    """Return the error of a run as a whole, in its stored form."""
    return {"code": code, "message": message, "node": None, "attempt": None}


def _is_far(moment: datetime) -> bool:
    return (moment - utc_now()).total_seconds() > PARK_S


def _answer(run: LocalRun) -> None:
    """The journal holds everything so far: what a `respond` node said may leave the process."""
    if run.responses and not run.respond.done():
        run.respond.set_result(read_respond(run.responses[0]))
