"""Runs a plan over its journal: what has an outcome there is never evaluated again, the rest runs.

Control travels as tokens. Every edge of a node that ended carries one, live on the port it left by and a skip on
the others, so that every join resolves: `all` runs when all tokens are in and one is live, `any` at the first live
one. Pure nodes run inline and only append; before anything with an effect everything earlier is durable.

A container's body is run by an interpreter of its own for each item, under the iteration path of that round.
"""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from pydantic import JsonValue

from app.engine.journal.events import NodeAttempt, NodeSkipped
from app.engine.journal.history import NodeOutcome
from app.engine.kinds import BodyFailed, Parked
from app.engine.running.node_runner import NodeRunner
from app.engine.running.plan import Plan, PlannedNode
from app.engine.running.run_context import Environment

YIELD_EVERY = 50  # pure nodes run inline before the loop gets a turn


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
    environment: Environment
    scope: dict[str, Any]
    iteration: tuple[int, ...] = ()
    _runner: NodeRunner = field(init=False)
    _tokens: dict[str, _Tokens] = field(init=False)
    _ready: deque[tuple[PlannedNode, str | None]] = field(default_factory=deque)
    _tasks: dict[asyncio.Task[NodeOutcome | None], PlannedNode] = field(default_factory=dict)
    _response: JsonValue = None
    _responded: bool = False
    _ends: dict[str, JsonValue] = field(default_factory=dict)
    _parked: bool = False

    def __post_init__(self) -> None:
        self._runner = NodeRunner(self.environment, self.scope, self.iteration)
        self._tokens = {node_id: _Tokens(node.incoming) for node_id, node in self.plan.nodes.items()}

    async def run(self) -> JsonValue:
        """Run everything that can run and return the result: the body of the `respond` node that came first, else the
        output of the node where control ended; of several such nodes, the one that is listed last in the graph.

        Raises BodyFailed when a node failed, Parked when one waits for a person, LostClaim, CancelledError.
        """
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

    async def _run_body(self, node: PlannedNode, name: str, index: int, item: JsonValue) -> JsonValue:
        """Run a container's body for one item; what the journal holds of this round is forgotten with its end."""
        body = node.bodies[name]
        scope = self.scope | {"nodes": dict(self.scope["nodes"]), "item": item, "index": index}
        path = (*self.iteration, index)
        inner = Interpreter(body.plan, self.environment, scope, path)
        try:
            return await inner.run()
        finally:
            writer = self.environment.writer
            self.environment.history.forget(body.plan.nodes, path)
            writer.forget(path)
            if writer.is_full:
                await writer.flush()
            await asyncio.sleep(0)

    async def _run_ready(self) -> None:
        inline, writer, outcomes = 0, self.environment.writer, self.environment.history.outcomes
        while self._ready:
            node, winner = self._ready.popleft()
            journaled = outcomes.get((node.node.id, self.iteration))
            if journaled is not None:
                self._settle(node, journaled)
            elif node.is_inline:
                self._end(node, await self._runner.run(node, winner, self._run_body))
                inline += 1
                if writer.is_full:
                    await writer.flush()
                elif inline % YIELD_EVERY == 0:
                    await asyncio.sleep(0)
            else:
                self._tasks[asyncio.create_task(self._run_apart(node, winner))] = node

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
                    self.environment.add(NodeSkipped.new(NodeAttempt(receiver.node.id, self.iteration, 0)))
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

    async def _run_apart(self, node: PlannedNode, winner: str | None) -> NodeOutcome | None:
        if node.bodies:
            return await self._runner.run(node, winner, self._run_body)
        with self.environment.permit.begun():
            return await self._runner.run(node, winner, self._run_body)
