"""Runs a node: its attempts with their time, what is journaled of each, and what a person decided of one cut off."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from pydantic import BaseModel, JsonValue

from app.core.db.database import utc_now
from app.core.errors import OnefoldError
from app.engine.journal.events import (
    NodeAttempt,
    NodeCompleted,
    NodeFailed,
    NodeRetrying,
    NodeStarted,
    NodeWaiting,
    timestamp,
)
from app.engine.journal.history import Decision, NodeOutcome
from app.engine.journal.run_values import RunTooLarge
from app.engine.journal.stored_values import encode
from app.engine.journal.writer import LostClaim
from app.engine.kinds import NodeError, Output, Parked
from app.engine.running.attempts import FAILURES, describe_failure, next_delay_s
from app.engine.running.plan import PlannedNode
from app.engine.running.run_context import Environment, NodeRun, sleep_until
from app.expressions.evaluate import render

MAX_MESSAGE = 2000  # characters of an error
MAX_ERROR_BODY = 8192  # characters of an answer that an error holds

RunBody = Callable[[PlannedNode, str, int, JsonValue], Awaitable[JsonValue]]
"""Runs a container's body, by its name, for the item at an index."""


@dataclass(slots=True)
class NodeRunner:
    """Runs the nodes of one round; `scope` is what their expressions read."""

    environment: Environment
    scope: dict[str, Any]
    iteration: tuple[int, ...]

    async def run(self, node: PlannedNode, winner: str | None, run_body: RunBody) -> NodeOutcome | None:
        """Run a node with its attempts and journal how it ended; None when it waits for a person.

        `winner` is whose token an `any` join went on with.
        """
        place, history = (node.node.id, self.iteration), self.environment.history
        last, until = history.retries.get(place, (0, None))
        attempt, begun = last + 1, history.begun.get(place, 0)
        if begun > last and node.effect == "once" and node.node.on_interrupted == "park":
            decision = history.decisions.get((*place, begun))
            if decision is None or decision.action != "repeat":
                return await self._decide(node, begun, decision)
            attempt = begun + 1
        while True:
            if until is not None:
                await sleep_until(until, self.environment.permit)
            self.environment.add(NodeStarted.new(self._at(node, attempt), node.kind.name, winner))
            try:
                output = await self._attempt(node, attempt, run_body)
            except FAILURES as error:
                failure = describe_failure(error, node.node.timeout_s, node.kind.params)
                problem = self._problem(failure.code, failure.message, node, attempt)
                delay_s = next_delay_s(node.node.retry, attempt, failure)
                if delay_s is None:
                    return self._fail(node, attempt, problem, failure.response)
                until = utc_now() + timedelta(seconds=delay_s)
                self.environment.add(NodeRetrying.new(self._at(node, attempt), problem, until))
                await self.environment.writer.flush()
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
                await self.environment.writer.flush()
            return NodeOutcome(output.port, value)

    async def _decide(self, node: PlannedNode, attempt: int, decision: Decision | None) -> NodeOutcome | None:
        """End a node that was interrupted as a person decided; without a decision it waits for one."""
        outcome = None
        if decision is None:
            self.environment.add(NodeWaiting.new(self._at(node, attempt), "interrupted", None))
        elif decision.action == "complete":
            outcome = NodeOutcome("out", self._complete(node, attempt, Output(decision.output)))
        else:
            message = "The process died inside it, and a person decided that it failed."
            outcome = self._fail(node, attempt, self._problem("interrupted", message, node, attempt))
        await self.environment.writer.flush()
        return outcome

    async def _attempt(self, node: PlannedNode, attempt: int, run_body: RunBody) -> Output:
        if node.effect != "pure":
            await self.environment.writer.flush()
            await self.environment.confirm_claims()
        params = node.static
        if params is None:
            self.scope["now"] = timestamp()
            params = node.params(render(node.compiled, self.scope))
        context = NodeRun(
            self.environment,
            node.node.id,
            self.iteration,
            attempt,
            node.effect != "pure",
            partial(run_body, node),
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
        place, history = (context.node_id, self.iteration), self.environment.history
        # What waited has its time from its begin on, parked or not; what did something does it anew. A person may
        # take as long as it takes.
        waited = bool(node.bodies) or (*place, context.attempt, 0) in history.waits
        goes_on = waited and not history.decisions and history.begun.get(place) == context.attempt
        began = history.begun_at[place] if goes_on else utc_now()
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
        self.environment.add(NodeFailed.new(self._at(node, attempt), problem, port))
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
        event = self.environment.add(NodeCompleted.new(self._at(node, attempt), output.value, output.port))
        known: JsonValue = output.value if event.kept is None else self.environment.values.known(output.value)
        return known

    def _at(self, node: PlannedNode, attempt: int) -> NodeAttempt:
        return NodeAttempt(node.node.id, self.iteration, attempt)
