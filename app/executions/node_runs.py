"""Node runs are not stored: they are what the events of a run say, folded."""

import json
from collections.abc import Iterable
from typing import Any

from app.executions.events import TERMINAL_TYPES
from app.executions.schemas import NodeRunRead

MAX_LISTED = 200


def fold(
    journal: Iterable[tuple[str, str]], start: int = 0, limit: int = MAX_LISTED
) -> tuple[list[NodeRunRead], bool]:
    """Return node runs `start` to `start + limit` of a journal, in the order they first appeared, and whether there
    are more. Only the events of these are parsed: a loop has very many others.
    """
    places: dict[str, int] = {}
    runs: dict[int, dict[str, Any]] = {}
    for key, body in journal:
        if "|" not in key:
            if key in TERMINAL_TYPES:
                _close(runs.values(), json.loads(body))
            continue
        node, path, _ = key.split("|", 2)
        position = places.setdefault(f"{node}|{path}", len(places))
        if start <= position < start + limit:
            event = json.loads(body)
            blank = {"node_id": event["node_id"], "iteration": event["iteration"], "status": "pending"}
            _apply(runs.setdefault(position, blank), event)
    listed = [NodeRunRead.model_validate(run) for _, run in sorted(runs.items())]
    return listed, len(places) > start + limit


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
