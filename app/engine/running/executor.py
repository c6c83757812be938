"""Executing a run in this process: a task that interprets its plan, journals how it ended, or gives it back."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import structlog

from app.core.failpoints import FailPoints
from app.core.security.key_ring import DecryptionFailed, KeyRing
from app.engine.journal.events import ExecutionCompleted, ExecutionFailed, ExecutionStarted, new_event
from app.engine.journal.history import History
from app.engine.journal.operations import FinalState
from app.engine.journal.run_values import RunValues
from app.engine.journal.writer import EventWriter, LostClaim
from app.engine.kinds import BodyFailed, Parked, Services
from app.engine.ownership.active_runs import ActiveRun
from app.engine.ownership.parking import park_soon
from app.engine.ownership.process import ExecutionProcess
from app.engine.ownership.slots import SlotPermit, Slots
from app.engine.results import RunResult, limit_result
from app.engine.running.interpreter import Interpreter
from app.engine.running.plan import Plan
from app.engine.running.run_context import Environment

log = structlog.get_logger("onefold.engine.running.executor")

RevealSecrets = Callable[[Iterable[str]], Awaitable[dict[str, str]]]
LoadVariables = Callable[[], Awaitable[dict[str, str]]]


@dataclass(frozen=True, slots=True)
class BegunRun:
    """A run that is ours, at the point from where it is to go on."""

    execution_id: UUID
    epoch: int
    workflow_id: UUID
    trigger: dict[str, Any]
    plan: Plan
    history: History
    values: RunValues


@dataclass(frozen=True, slots=True)
class RunExecutor:
    """Executes runs, each of which holds a slot already."""

    process: ExecutionProcess
    slots: Slots
    services: Services
    reveal_secrets: RevealSecrets
    load_variables: LoadVariables
    key_ring: KeyRing
    run_max_bytes: int
    failpoints: FailPoints

    def new_values(self, execution_id: UUID) -> RunValues:
        """Return what a run writes its values with."""
        return RunValues(execution_id, self.key_ring, self.run_max_bytes)

    def spawn(self, begun: BegunRun) -> None:
        """Begin the task of a run."""
        loop = asyncio.get_running_loop()
        permit = SlotPermit(lambda held: self._on_permit(run, held))
        run = ActiveRun(begun.execution_id, loop.create_future(), loop.create_future(), permit)
        history = begun.history
        writer = EventWriter(self.process.journal, begun.execution_id, begun.epoch, history.last_seq, history.keys)
        self.process.active.add(run)
        run.task = asyncio.create_task(self._run(run, writer, begun))

    async def _run(self, run: ActiveRun, writer: EventWriter, begun: BegunRun) -> None:
        result: RunResult | None = None
        try:
            self.failpoints.hit("acknowledged")
            writer.on_response_durable = run.release_response
            writer.add(new_event(str(run.execution_id), ExecutionStarted.new()))
            result = await self._interpret(run, writer, begun)
        except LostClaim:
            log.info("run_taken_over", execution_id=str(run.execution_id))
        except Parked:
            await _unless_taken_over(run, writer.park(len(begun.history.decisions), None))
        except asyncio.CancelledError:
            if run.wake_at is not None:
                await _unless_taken_over(run, writer.park(len(begun.history.decisions), run.wake_at))
            elif self.slots.is_closed:
                await _unless_taken_over(run, writer.release())
            else:
                raise
        except Exception:
            # Not ended here: the database may only be away for a moment. Lost, it is begun again a few times.
            log.exception("run_broken", execution_id=str(run.execution_id))
        finally:
            self._forget(run, result)

    def _environment(
        self, run: ActiveRun, writer: EventWriter, begun: BegunRun, secrets: dict[str, str], variables: dict[str, str]
    ) -> Environment:
        def respond(output: Any) -> None:
            run.responses.append(output)
            writer.respond()

        return Environment(
            execution_id=run.execution_id,
            name=str(run.execution_id),
            workflow_id=begun.workflow_id,
            trigger=begun.trigger,
            services=self.services,
            secrets=secrets,
            variables=variables,
            values=begun.values,
            failpoints=self.failpoints,
            permit=run.permit,
            writer=writer,
            history=begun.history,
            on_respond=respond,
            confirm_claims=self.process.claims.confirm,
        )

    async def _interpret(self, run: ActiveRun, writer: EventWriter, begun: BegunRun) -> RunResult:
        """Run to the end and journal it; returns how it ended, as people may see it."""
        plan, values = begun.plan, begun.values
        try:
            secrets = await self.reveal_secrets(plan.secret_names) if plan.secret_names else {}
            values.hide(secrets)
            variables = await self.load_variables() if plan.reads_variables else {}
            environment = self._environment(run, writer, begun, secrets, variables)
            result = await Interpreter(plan, environment, environment.first_scope()).run()
        except DecryptionFailed as error:
            return await self._fail(writer, values, run_problem(error.code, error.detail))
        except BodyFailed as failure:
            return await self._fail(writer, values, failure.error)
        event = values.new_event(ExecutionCompleted.new(result))
        writer.add(event)
        self.failpoints.hit("before-terminal")
        shown = values.shown(event, "result", result)
        await writer.finish(FinalState("completed", shown))
        return RunResult("completed", limit_result(values.redactor.redact(result), shown), None)

    async def _fail(self, writer: EventWriter, values: RunValues, error: dict[str, Any]) -> RunResult:
        writer.add(values.new_event(ExecutionFailed.new(error)))
        shown = values.redactor.redact(error)
        self.failpoints.hit("before-terminal")
        await writer.finish(FinalState("failed", None, shown))
        return RunResult("failed", None, shown)

    def _forget(self, run: ActiveRun, result: RunResult | None) -> None:
        self.process.active.remove(run)
        run.finish(result)
        self.slots.give_back()

    def _on_permit(self, run: ActiveRun, held: bool) -> None:
        """A sleeping run holds no slot, and one that sleeps for long is parked."""
        if held:
            self.slots.take()
        else:
            self.slots.give_back()
            park_soon(run)


async def _unless_taken_over(run: ActiveRun, giving_back: Coroutine[Any, Any, None]) -> None:
    try:
        await asyncio.shield(giving_back)
    except LostClaim:
        log.info("run_taken_over", execution_id=str(run.execution_id))


def run_problem(code: str, message: str) -> dict[str, Any]:
    """Return the error of a run as a whole, in its stored form."""
    return {"code": code, "message": message, "node": None, "attempt": None}
