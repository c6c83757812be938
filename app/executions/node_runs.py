"""Node runs are not stored: they are what the events of a run say, folded."""

import json
from collections.abc import Iterable
from typing import Any

from app.executions.events import TERMINAL_TYPES
from app.executions.schemas import NodeRunRead

MAX_LISTED = 200


def fold(bodies: Iterable[str]) -> list[NodeRunRead]:
    """Return the node runs in the events of one execution, in the order they first appeared."""
    runs: dict[tuple[str, tuple[int, ...]], dict[str, Any]] = {}
    for body in bodies:
        event = json.loads(body)
        if event["type"] in TERMINAL_TYPES:
            _close(runs.values(), event)
        elif "node_id" in event:
            key = (event["node_id"], tuple(event["iteration"]))
            run = runs.setdefault(key, {"node_id": key[0], "iteration": list(key[1]), "status": "pending"})
            _apply(run, event)
    return [NodeRunRead.model_validate(run) for run in runs.values()]


def _apply(run: dict[str, Any], event: dict[str, Any]) -> None:
    run["attempt"] = event["attempt"]
    match event["type"]:
        case "node.started":
            run |= {"status": "running", "kind": event["kind"]}
            run.setdefault("started_at", event["at"])
        case "node.waiting":
            run["status"] = "waiting"
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
            run |= {"status": "cancelled", "ended_at": event["at"]}
