"""Runs a plan over its journal: what has an outcome there is never evaluated again, the rest runs.

Control travels as tokens. Every edge of a node that ended carries one, live on the port it left by and a skip on
the others, so that every join resolves: `all` runs when all tokens are in and one is live, `any` at the first live
one. Pure nodes run inline and only append; before anything with an effect everything earlier is durable.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from pydantic import JsonValue, ValidationError

from app.actions.kinds import LogLevel, NodeFailed, Output, Services
from app.actions.runtime.history import History, Outcome
from app.actions.runtime.plan import Plan, PlannedNode
from app.actions.runtime.redaction import redact
from app.core.db import utc_now
from app.core.errors import OnefoldError
from app.core.failpoints import FailPoints
from app.executions.events import draft, timestamp
from app.executions.journal import LostClaim, Pen
from app.expressions.evaluate import EvaluationError, render

YIELD_EVERY = 50  # pure nodes run inline before the loop gets a turn


class RunFailed(Exception):
    """A node failed and its author did not say what else to do: the run has failed with it."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(error["message"])
        self.error = error


@dataclass(slots=True)
class Environment:
    """What a run is made with, the same for all its nodes."""

    execution_id: UUID
    name: str
    workflow_id: UUID
    trigger: dict[str, JsonValue]
    services: Services
    secrets: dict[str, str]
    failpoints: FailPoints
    on_sleep: Callable[[bool], None]
    on_respond: Callable[[Any], None]


@dataclass(slots=True)
class NodeRun:
    """The RunContext a kind's `run` gets."""

    environment: Environment
    pen: Pen
    history: History
    node_id: str
    iteration: tuple[int, ...]
    attempt: int
    effectful: bool
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
        path = ".".join(map(str, self.iteration))
        return f"{self.environment.name}:{self.node_id}:{path}"

    async def log(self, level: LogLevel, message: str, data: JsonValue = None) -> None:
        secrets = self.environment.secrets
        self._append(
            "node.log", self._logs, level=level, message=redact(message, secrets), data=redact(data, secrets)
        )
        self._logs += 1
        if self.effectful:
            await self.pen.flush()

    async def sleep(self, seconds: float) -> None:
        place = (self.node_id, self.iteration, self.attempt, self._waits)
        until = self.history.waits.get(place) or utc_now() + timedelta(seconds=seconds)
        self._append("node.waiting", self._waits, reason="delay", until=timestamp(until))
        self._waits += 1
        await self.pen.flush(status="waiting")
        self.environment.on_sleep(True)
        try:
            await asyncio.sleep(max(0.0, (until - utc_now()).total_seconds()))
        finally:
            self.environment.on_sleep(False)

    def _append(self, type: str, n: int, **fields: Any) -> None:
        event = draft(
            self.environment.name,
            type,
            node=self.node_id,
            iteration=self.iteration,
            attempt=self.attempt,
            n=n,
            **fields,
        )
        self.pen.add(event)


@dataclass(slots=True)
class _Tokens:
    """What has come in at a node."""

    waiting_for: int
    live: int = 0
    done: bool = False


@dataclass(slots=True)
class Interpreter:
    """One run of a plan. `run()` returns the run's result or raises RunFailed, LostClaim or CancelledError."""

    plan: Plan
    pen: Pen
    history: History
    environment: Environment
    iteration: tuple[int, ...] = ()
    _tokens: dict[str, _Tokens] = field(default_factory=dict)
    _ready: deque[tuple[PlannedNode, str | None]] = field(default_factory=deque)
    _tasks: dict[asyncio.Task[Outcome], PlannedNode] = field(default_factory=dict)
    _scope: dict[str, Any] = field(default_factory=dict)
    _result: JsonValue = None
    _responded: bool = False

    async def run(self) -> JsonValue:
        """Run everything that can run; the `respond` node's body is the result, or the last node's output."""
        self._tokens = {node_id: _Tokens(node.incoming) for node_id, node in self.plan.nodes.items()}
        self._scope = {
            "nodes": {},
            "trigger": self.environment.trigger,
            "execution": {"id": self.environment.name, "workflow_id": str(self.environment.workflow_id)},
            "secrets": self.environment.secrets,
            "env": {},
            "now": timestamp(),
        }
        self._ready.append((self.plan.nodes[self.plan.trigger], None))
        try:
            while self._ready or self._tasks:
                await self._run_ready()
                if self._tasks:
                    done, _ = await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
                    for task in done:
                        self._settle(self._tasks.pop(task), task.result())
        finally:
            await self._stop_tasks()
        return self._result

    async def _run_ready(self) -> None:
        inline = 0
        while self._ready:
            node, winner = self._ready.popleft()
            journaled = self.history.outcomes.get((node.node.id, self.iteration))
            if journaled is not None:
                self._settle(node, journaled)
            elif node.effect == "pure" and node.node.timeout_s is None and node.node.retry is None:
                self._settle(node, await self._execute(node, winner))
                inline += 1
                if inline % YIELD_EVERY == 0:
                    await asyncio.sleep(0)
            else:
                self._tasks[asyncio.create_task(self._execute(node, winner))] = node

    async def _stop_tasks(self) -> None:
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)
            self._tasks.clear()

    def _settle(self, node: PlannedNode, outcome: Outcome) -> None:
        """Note how a node ended and send its tokens; skips spread until they meet a live branch."""
        entry = {"output": outcome.output} if outcome.error is None else {"output": None, "error": outcome.error}
        self._scope["nodes"][node.node.id] = entry
        if outcome.error is not None and outcome.port is None:
            raise RunFailed(outcome.error)
        if node.kind.name == "respond" and outcome.error is None:
            self._result = outcome.output.get("body") if isinstance(outcome.output, dict) else outcome.output
            self._responded = True
            self.environment.on_respond(outcome.output)
        elif not self._responded and not node.kind.is_trigger:
            self._result = outcome.output
        pending: deque[tuple[PlannedNode, str | None]] = deque([(node, outcome.port)])
        while pending:
            sender, port = pending.popleft()
            for edge_port, target in sender.outgoing:
                receiver = self.plan.nodes[target]
                if self._receive(receiver, sender.node.id, live=edge_port == port):
                    self._add("node.skipped", receiver, 0)
                    pending.append((receiver, None))

    def _receive(self, node: PlannedNode, sender: str, *, live: bool) -> bool:
        """Take a token in; makes the node ready when its join resolves. True when it is to be skipped."""
        tokens = self._tokens[node.node.id]
        tokens.waiting_for -= 1
        tokens.live += live
        if tokens.done:
            return False
        if node.node.join == "any" and live:
            tokens.done = True
            self._ready.append((node, sender))
        elif tokens.waiting_for == 0:
            tokens.done = True
            if not tokens.live:
                return True
            self._ready.append((node, None))
        return False

    async def _execute(self, node: PlannedNode, winner: str | None) -> Outcome:
        """Run a node with its attempts and journal how it ended."""
        last, until = self.history.retries.get((node.node.id, self.iteration), (0, None))
        attempt = last + 1
        while True:
            if until is not None:
                await asyncio.sleep(max(0.0, (until - utc_now()).total_seconds()))
            self._add("node.started", node, attempt, kind=node.kind.name, winner=winner)
            try:
                output = await self._attempt(node, attempt)
            except (NodeFailed, EvaluationError, ValidationError, OnefoldError, TimeoutError) as error:
                problem, retryable = self._describe(error, node, attempt)
                until = self._next_attempt(node, attempt) if retryable else None
                if until is None:
                    return self._fail(node, attempt, problem)
                self._add("node.retrying", node, attempt, error=problem, until=timestamp(until))
                await self.pen.flush()
                attempt += 1
                continue
            value = redact(output.value, self.environment.secrets)
            try:
                self._add("node.completed", node, attempt, output=value, port=output.port)
            except (ValueError, TypeError):
                problem = self._problem("output_not_json", "The output is not JSON.", node, attempt)
                return self._fail(node, attempt, problem)
            if node.effect != "pure":
                await self.pen.flush()
            return Outcome(output.port, value)

    async def _attempt(self, node: PlannedNode, attempt: int) -> Output:
        if node.effect != "pure":
            await self.pen.flush()
        params = node.static
        if params is None:
            params = node.kind.params.model_validate(render(node.compiled, self._scope))
        context = NodeRun(
            self.environment, self.pen, self.history, node.node.id, self.iteration, attempt, node.effect != "pure"
        )
        try:
            if node.node.timeout_s is None:
                output = await node.kind.run(context, params)
            else:
                async with asyncio.timeout(node.node.timeout_s):
                    output = await node.kind.run(context, params)
        except (NodeFailed, OnefoldError, TimeoutError, LostClaim):
            raise
        except Exception as error:
            raise NodeFailed("node_crashed", f"The node raised {type(error).__name__}.") from error
        if node.effect != "pure":
            self.environment.failpoints.hit("effect-done")
        return output

    def _describe(self, error: Exception, node: PlannedNode, attempt: int) -> tuple[dict[str, Any], bool]:
        """Return the stored form of a failure, and whether another attempt may help."""
        match error:
            case NodeFailed():
                code, message, retryable = error.code, error.message, error.retryable
            case OnefoldError():
                code, message, retryable = error.code, error.detail, error.status >= 500
            case TimeoutError():
                code, message, retryable = "node_timeout", f"No end within {node.node.timeout_s} s.", True
            case ValidationError():
                first = error.errors()[0]
                where = ".".join(str(part) for part in first["loc"])
                code, message, retryable = "params_invalid", f"{where}: {first['msg']}", False
            case _:
                code, message, retryable = "expression_failed", str(error), False
        return self._problem(code, redact(message, self.environment.secrets), node, attempt), retryable

    def _problem(self, code: str, message: str, node: PlannedNode, attempt: int) -> dict[str, Any]:
        return {"code": code, "message": message, "node": node.node.id, "attempt": attempt}

    def _next_attempt(self, node: PlannedNode, attempt: int) -> Any:
        retry = node.node.retry
        if retry is None or attempt >= retry.max_attempts:
            return None
        return utc_now() + timedelta(seconds=min(retry.delay_s * retry.backoff ** (attempt - 1), retry.max_delay_s))

    def _fail(self, node: PlannedNode, attempt: int, problem: dict[str, Any]) -> Outcome:
        port = {"fail": None, "continue": "out", "port": "error"}[node.node.on_error]
        self._add("node.failed", node, attempt, error=problem, port=port)
        return Outcome(port, None, problem)

    def _add(self, type: str, node: PlannedNode, attempt: int, **fields: Any) -> None:
        self.pen.add(
            draft(
                self.environment.name,
                type,
                node=node.node.id,
                iteration=self.iteration,
                attempt=attempt,
                **fields,
            )
        )
