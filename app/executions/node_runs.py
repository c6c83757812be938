"""Node runs are not stored: they are what the events of a run say, folded."""

import json
from collections.abc import Iterable
from typing import Any

from app.engine.journal.events import TERMINAL_TYPES, type_of
from app.engine.journal.stored_values import shorten
from app.executions.schemas import NodeRunRead

MAX_LISTED = 200
MAX_WHOLE = 512 * 1024
"""Characters of events whose outputs are listed whole; what comes after them is listed with previews."""
MAX_MESSAGE = 200
"""Characters of an error among those."""


def pick(
    keys: Iterable[tuple[int, str, int]], start: int = 0, limit: int = MAX_LISTED
) -> tuple[list[tuple[int, int]], bool]:
    """Return `(seq, size)` of the events that tell of node runs `start` to `start + limit`, in the order these first
    appeared, and whether there are more. The others need not be read: a loop has very many.
    """
    places: dict[str, int] = {}
    picked: list[tuple[int, int]] = []
    for seq, key, size in keys:
        if "|" not in key:
            if key in TERMINAL_TYPES:
                picked.append((seq, size))
            continue
        node, path, _ = key.split("|", 2)
        position = places.setdefault(f"{node}|{path}", len(places))
        if start <= position < start + limit and type_of(key) != "node.log":
            picked.append((seq, size))
    return picked, len(places) > start + limit


class Fold:
    """Node runs as the events that were taken in so far tell them."""

    def __init__(self) -> None:
        self._runs: dict[tuple[str, tuple[int, ...]], dict[str, Any]] = {}
        self._left = MAX_WHOLE

    def take(self, body: str) -> None:
        """Take the next event in; logs do not matter."""
        event = json.loads(body)
        if event["type"] in TERMINAL_TYPES:
            _close(self._runs.values(), event)
            return
        self._left -= len(body)
        if self._left < 0:
            _shorten(event)
        blank = {"node_id": event["node_id"], "iteration": event["iteration"], "status": "pending"}
        _apply(self._runs.setdefault((event["node_id"], tuple(event["iteration"])), blank), event)

    def listed(self) -> list[NodeRunRead]:
        """Return the runs in the order they first appeared."""
        return [NodeRunRead.model_validate(run) for run in self._runs.values()]


def _shorten(event: dict[str, Any]) -> None:
    if "output" in event:
        event["output"] = shorten(event["output"])
    if event.get("error") is not None:
        event["error"]["message"] = event["error"]["message"][:MAX_MESSAGE]
        event["error"].pop("response", None)


def _apply(run: dict[str, Any], event: dict[str, Any]) -> None:
    run |= {"attempt": event["attempt"], "waiting_for": None, "waiting_until": None}
    match event["type"]:
        case "node.started":
            run |= {"status": "running", "kind": event["kind"]}
            run.setdefault("started_at", event["at"])
        case "node.waiting":
            run |= {"status": "waiting", "waiting_for": event["reason"], "waiting_until": event["until"]}
        case "node.retrying":
            run |= {"status": "retrying", "error": event["error"]}
        case "node.completed":
            run |= {"status": "completed", "ended_at": event["at"], "output": event["output"], "error": None}
        case "node.failed":
            run |= {"status": "failed", "ended_at": event["at"], "error": event["error"]}
        case "node.skipped":
            run |= {"status": "skipped", "ended_at": event["at"]}


def _close(runs: Iterable[dict[str, Any]], event: dict[str, Any]) -> None:
    """The run is over: what had not ended was cancelled with it."""
    for run in runs:
        if run["status"] in ("running", "waiting", "retrying", "pending"):
            run |= {"status": "cancelled", "ended_at": event["at"], "waiting_for": None, "waiting_until": None}
