"""Runs a plan over its journal: what has an outcome there is never evaluated again, the rest runs.

Control travels as tokens. Every edge of a node that ended carries one, live on the port it left by and a skip on
the others, so that every join resolves: `all` runs when all tokens are in and one is live, `any` at the first live
one. Pure nodes run inline and only append; before anything with an effect everything earlier is durable.

A container's body is run by an interpreter of its own for each item, under the iteration path of that round.
"""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

from pydantic import BaseModel, JsonValue

from app.core.db.database import utc_now
from app.core.errors import OnefoldError
from app.engine.attempts import FAILURES, describe_failure, next_delay_s
from app.engine.claims import Decision
from app.engine.events import (
    EventFields,
    NewEvent,
    NodeAttempt,
    NodeCompleted,
    NodeFailed,
    NodeRetrying,
    NodeSkipped,
    NodeStarted,
    NodeWaiting,
    timestamp,
)
from app.engine.history import History, NodeOutcome
from app.engine.journal import EventWriter, LostClaim
from app.engine.kinds import BodyFailed, NodeError, Output, Parked
from app.engine.plan import Plan, PlannedNode
from app.engine.run_context import Environment, NodeRun, sleep_until
from app.engine.run_values import RunTooLarge
from app.engine.stored_values import encode
from app.expressions.evaluate import render

YIELD_EVERY = 50  # pure nodes run inline before the loop gets a turn
MAX_MESSAGE = 2000  # characters of an error
MAX_ERROR_BODY = 8192  # characters of an answer that an error holds


@dataclass(slots=True)
class _Tokens:
    """What has come in at a node."""

    waiting_for: int
    live: int = 0
    done: bool = False


@dataclass(slots=True)
class Interpreter:
    """One run of a plan; `scope` is what its expressions read, `iteration` the path of its round in loops."""

    plan: Plan
    writer: EventWriter
    history: History
    environment: Environment
    iteration: tuple[int, ...] = ()
    scope: dict[str, Any] = field(default_factory=dict)
    _tokens: dict[str, _Tokens] = field(default_factory=dict)
    _ready: deque[tuple[PlannedNode, str | None]] = field(default_factory=deque)
    _tasks: dict[asyncio.Task[NodeOutcome | None], PlannedNode] = field(default_factory=dict)
    _response: JsonValue = None
    _responded: bool = False
    _ends: dict[str, JsonValue] = field(default_factory=dict)
    _parked: bool = False

    async def run(self) -> JsonValue:
        """Run everything that can run and return the result: the body of the `respond` node that came first, else the
        output of the node where control ended; of several such nodes, the one that is listed last in the graph.

        Raises BodyFailed when a node failed, Parked when one waits for a person, LostClaim, CancelledError.
        """
        self._tokens = {node_id: _Tokens(node.incoming) for node_id, node in self.plan.nodes.items()}
        self.scope = self.scope or self._first_scope()
        self._ready.extend((self.plan.nodes[node_id], None) for node_id in self.plan.starts)
        try:
            while self._ready or self._tasks:
                with self.environment.permit.begun():
                    await self._run_ready()
                if self._tasks:
                    done, _ = await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
                    for task in done:
                        self._end(self._tasks.pop(task), task.result())
        finally:
            await self._stop_tasks()
        if self._parked:
            raise Parked
        if self._responded:
            return self._response
        return max(self._ends.items(), key=lambda end: self.plan.nodes[end[0]].position, default=(None, None))[1]

    def _first_scope(self) -> dict[str, Any]:
        return {
            "nodes": {},
            "trigger": self.environment.trigger,
            "execution": {"id": self.environment.name, "workflow_id": str(self.environment.workflow_id)},
            "secrets": self.environment.secrets,
            "env": self.environment.variables,
        }

    async def _run_body(self, node: PlannedNode, name: str, index: int, item: JsonValue) -> JsonValue:
        """Run a container's body for one item; what the journal holds of this round is forgotten with its end."""
        body = node.bodies[name]
        scope = self.scope | {"nodes": dict(self.scope["nodes"]), "item": item, "index": index}
        path = (*self.iteration, index)
        inner = Interpreter(body.plan, self.writer, self.history, self.environment, path, scope)
        try:
            return await inner.run()
        finally:
            self.history.forget(body.plan.nodes, path)
            self.writer.forget(path)
            if self.writer.is_full:
                await self.writer.flush()
            await asyncio.sleep(0)

    async def _run_ready(self) -> None:
        inline = 0
        while self._ready:
            node, winner = self._ready.popleft()
            journaled = self.history.outcomes.get((node.node.id, self.iteration))
            if journaled is not None:
                self._settle(node, journaled)
            elif node.is_inline:
                self._end(node, await self._execute(node, winner))
                inline += 1
                if self.writer.is_full:
                    await self.writer.flush()
                elif inline % YIELD_EVERY == 0:
                    await asyncio.sleep(0)
            else:
                self._tasks[asyncio.create_task(self._execute_apart(node, winner))] = node

    async def _stop_tasks(self) -> None:
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)
            self._tasks.clear()

    def _end(self, node: PlannedNode, outcome: NodeOutcome | None) -> None:
        if outcome is None:
            self._parked = True
        else:
            self._settle(node, outcome)

    def _settle(self, node: PlannedNode, outcome: NodeOutcome) -> None:
        """Note how a node ended and send its tokens; skips spread until they meet a live branch."""
        entry = {"output": outcome.output} if outcome.error is None else {"output": None, "error": outcome.error}
        self.scope["nodes"][node.node.id] = entry
        if outcome.error is not None and outcome.port is None:
            raise BodyFailed(outcome.error)
        if node.kind.responds and outcome.error is None:
            if not self._responded:
                self._response = outcome.output.get("body") if isinstance(outcome.output, dict) else outcome.output
            self._responded = True
            self.environment.on_respond(self.environment.values.redactor.redact(outcome.output))
        elif not node.kind.is_trigger and all(port != outcome.port for port, _ in node.outgoing):
            self._ends[node.node.id] = outcome.output
        pending: deque[tuple[PlannedNode, str | None]] = deque([(node, outcome.port)])
        while pending:
            sender, port = pending.popleft()
            for edge_port, target in sender.outgoing:
                receiver = self.plan.nodes[target]
                if self._receive(receiver, sender.node.id, live=edge_port == port):
                    self._add(NodeSkipped.new(self._at(receiver, 0)))
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

    async def _execute_apart(self, node: PlannedNode, winner: str | None) -> NodeOutcome | None:
        if node.bodies:
            return await self._execute(node, winner)
        with self.environment.permit.begun():
            return await self._execute(node, winner)

    async def _execute(self, node: PlannedNode, winner: str | None) -> NodeOutcome | None:
        """Run a node with its attempts and journal how it ended; None when it waits for a person."""
        place = (node.node.id, self.iteration)
        last, until = self.history.retries.get(place, (0, None))
        attempt, begun = last + 1, self.history.begun.get(place, 0)
        if begun > last and node.effect == "once" and node.node.on_interrupted == "park":
            decision = self.history.decisions.get((*place, begun))
            if decision is None or decision.action != "repeat":
                return await self._decide(node, begun, decision)
            attempt = begun + 1
        while True:
            if until is not None:
                await sleep_until(until, self.environment.permit)
            self._add(NodeStarted.new(self._at(node, attempt), node.kind.name, winner))
            try:
                output = await self._attempt(node, attempt)
            except FAILURES as error:
                failure = describe_failure(error, node.node.timeout_s)
                problem = self._problem(failure.code, failure.message, node, attempt)
                delay_s = next_delay_s(node.node.retry, attempt, failure)
                if delay_s is None:
                    return self._fail(node, attempt, problem, failure.response)
                until = utc_now() + timedelta(seconds=delay_s)
                self._add(NodeRetrying.new(self._at(node, attempt), problem, until))
                await self.writer.flush()
                attempt += 1
                continue
            except Parked:
                return None
            try:
                value = self._complete(node, attempt, output)
            except RunTooLarge as error:
                return self._fail(node, attempt, self._problem(error.code, error.detail, node, attempt))
            except (ValueError, TypeError):
                problem = self._problem("output_not_json", "The output is not JSON.", node, attempt)
                return self._fail(node, attempt, problem)
            if node.effect != "pure":
                await self.writer.flush()
            return NodeOutcome(output.port, value)

    async def _decide(self, node: PlannedNode, attempt: int, decision: Decision | None) -> NodeOutcome | None:
        """End a node that was interrupted as a person decided; without a decision it waits for one."""
        outcome = None
        if decision is None:
            self._add(NodeWaiting.new(self._at(node, attempt), "interrupted", None))
        elif decision.action == "complete":
            outcome = NodeOutcome("out", self._complete(node, attempt, Output(decision.output)))
        else:
            message = "The process died inside it, and a person decided that it failed."
            outcome = self._fail(node, attempt, self._problem("interrupted", message, node, attempt))
        await self.writer.flush()
        return outcome

    async def _attempt(self, node: PlannedNode, attempt: int) -> Output:
        if node.effect != "pure":
            await self.writer.flush()
            await self.environment.confirm_claims()
        params = node.static
        if params is None:
            self.scope["now"] = timestamp()
            params = node.params(render(node.compiled, self.scope))
        context = NodeRun(
            self.environment,
            self.writer,
            self.history,
            node.node.id,
            self.iteration,
            attempt,
            node.effect != "pure",
            partial(self._run_body, node),
        )
        try:
            output = await self._run_in_time(node, context, params)
        except (NodeError, OnefoldError, TimeoutError, LostClaim, Parked):
            raise
        except Exception as error:
            raise NodeError("node_crashed", f"The node raised {type(error).__name__}.") from error
        if node.effect != "pure":
            self.environment.failpoints.hit("effect-done")
        return output

    async def _run_in_time(self, node: PlannedNode, context: NodeRun, params: BaseModel) -> Output:
        timeout_s = node.node.timeout_s
        if timeout_s is None:
            return await node.kind.run(context, params)
        place = (context.node_id, self.iteration)
        # What waited has its time from its begin on, parked or not; what did something does it anew. A person may
        # take as long as it takes.
        waited = bool(node.bodies) or (*place, context.attempt, 0) in self.history.waits
        goes_on = waited and not self.history.decisions and self.history.begun.get(place) == context.attempt
        began = self.history.begun_at[place] if goes_on else utc_now()
        end = began + timedelta(seconds=timeout_s)
        with self.environment.permit.limited(end):
            async with asyncio.timeout((end - utc_now()).total_seconds()):
                return await node.kind.run(context, params)

    def _problem(self, code: str, message: str, node: PlannedNode, attempt: int) -> dict[str, Any]:
        message = self.environment.values.redactor.cut(message, MAX_MESSAGE)
        return {"code": code, "message": message, "node": node.node.id, "attempt": attempt}

    def _fail(
        self, node: PlannedNode, attempt: int, problem: dict[str, Any], response: dict[str, JsonValue] | None = None
    ) -> NodeOutcome:
        port = {"fail": None, "continue": "out", "port": "error"}[node.node.on_error]
        if response is not None and port is not None:  # otherwise there is no node left to read it
            problem = problem | {"response": self._excerpt(response)}
        self._add(NodeFailed.new(self._at(node, attempt), problem, port))
        return NodeOutcome(port, None, problem)

    def _excerpt(self, response: dict[str, JsonValue]) -> dict[str, JsonValue]:
        """Return an answer with no more of its body than an error may hold; the cut leaves no part of a secret."""
        body, redactor = response.get("body"), self.environment.values.redactor
        text = body if isinstance(body, str) else encode(redactor.redact(body))
        if len(text) <= MAX_ERROR_BODY:
            return response
        return response | {"body": redactor.cut(text, MAX_ERROR_BODY), "truncated": True}

    def _complete(self, node: PlannedNode, attempt: int, output: Output) -> JsonValue:
        """Journal the output, and return the value that the run goes on with."""
        event = self._add(NodeCompleted.new(self._at(node, attempt), output.value, output.port))
        known: JsonValue = output.value if event.kept is None else self.environment.values.known(output.value)
        return known

    def _at(self, node: PlannedNode, attempt: int) -> NodeAttempt:
        return NodeAttempt(node.node.id, self.iteration, attempt)

    def _add(self, fields: EventFields) -> NewEvent:
        event = self.environment.values.new_event(fields)
        self.writer.add(event)
        return event
