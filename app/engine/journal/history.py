"""What the journal of a run already holds: the outcomes that are never evaluated again, and where attempts stood."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

NodeKey = tuple[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about an attempt of a node that waits: `repeat`, `complete` (with `output`) or `fail`."""

    node_id: str
    iteration: tuple[int, ...]
    attempt: int
    action: str
    output: Any


@dataclass(frozen=True, slots=True)
class NodeOutcome:
    """How a node ended: the port control goes on by (None: by none), its output, its error."""

    port: str | None
    output: Any = None
    error: dict[str, Any] | None = None


@dataclass(slots=True)
class History:
    """The journal of a run, indexed for the interpreter."""

    keys: list[str] = field(default_factory=list)
    last_seq: int = 0
    outcomes: dict[NodeKey, NodeOutcome] = field(default_factory=dict)
    retries: dict[NodeKey, tuple[int, datetime]] = field(default_factory=dict)
    waits: dict[tuple[str, tuple[int, ...], int, int], datetime] = field(default_factory=dict)
    begun: dict[NodeKey, int] = field(default_factory=dict)  # the newest attempt that was begun
    begun_at: dict[NodeKey, datetime] = field(default_factory=dict)
    decisions: dict[tuple[str, tuple[int, ...], int], Decision] = field(default_factory=dict)

    def forget(self, node_ids: Iterable[str], iteration: tuple[int, ...]) -> None:
        """Drop what is known of a round that has ended."""
        for node_id in node_ids:
            self.outcomes.pop((node_id, iteration), None)
            self.retries.pop((node_id, iteration), None)
            self.begun.pop((node_id, iteration), None)
            self.begun_at.pop((node_id, iteration), None)


def read_history(
    journal: Iterable[tuple[str, str]],
    decisions: Iterable[Decision] = (),
    true_values: Mapping[int, dict[str, Any]] = MappingProxyType({}),
) -> History:
    """Return the history in `(key, body)` pairs, ascending, and what people decided.

    `true_values` are, by `seq`, those of the events that show something else to people.
    """
    history = History()
    for decision in decisions:
        history.decisions[decision.node_id, decision.iteration, decision.attempt] = decision
    for key, body in journal:
        event = json.loads(body)
        history.keys.append(key)
        history.last_seq = event["seq"]
        if "node_id" in event:
            _note(history, key, event | true_values.get(event["seq"], {}))
    return history


def _note(history: History, key: str, event: dict[str, Any]) -> None:
    node: NodeKey = (event["node_id"], tuple(event["iteration"]))
    match event["type"]:
        case "node.completed":
            history.outcomes[node] = NodeOutcome(event["port"], event["output"])
        case "node.failed":
            history.outcomes[node] = NodeOutcome(event["port"], None, event["error"])
        case "node.started":
            history.begun[node] = event["attempt"]
            history.begun_at[node] = datetime.fromisoformat(event["at"])
        case "node.retrying":
            history.retries[node] = (event["attempt"], datetime.fromisoformat(event["until"]))
        case "node.waiting" if event["until"] is not None:
            place = (*node, event["attempt"], int(key.rsplit("|", 1)[1]))
            history.waits[place] = datetime.fromisoformat(event["until"])
