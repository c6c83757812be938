"""Every event that this client knows by its type, and those that end a run. Generated."""

from typing import Final

from .models import (
    ExecutionCancelled,
    ExecutionCompleted,
    ExecutionFailed,
    ExecutionStarted,
    ExecutionTimedOut,
    NodeCompleted,
    NodeFailed,
    NodeLog,
    NodeRetrying,
    NodeSkipped,
    NodeStarted,
    NodeWaiting,
)

ExecutionEvent = (
    ExecutionCancelled
    | ExecutionCompleted
    | ExecutionFailed
    | ExecutionStarted
    | ExecutionTimedOut
    | NodeCompleted
    | NodeFailed
    | NodeLog
    | NodeRetrying
    | NodeSkipped
    | NodeStarted
    | NodeWaiting
)

MODELS: Final[dict[str, type[ExecutionEvent]]] = {
    "execution.cancelled": ExecutionCancelled,
    "execution.completed": ExecutionCompleted,
    "execution.failed": ExecutionFailed,
    "execution.started": ExecutionStarted,
    "execution.timed_out": ExecutionTimedOut,
    "node.completed": NodeCompleted,
    "node.failed": NodeFailed,
    "node.log": NodeLog,
    "node.retrying": NodeRetrying,
    "node.skipped": NodeSkipped,
    "node.started": NodeStarted,
    "node.waiting": NodeWaiting,
}
TERMINAL: Final = (
    ExecutionCancelled,
    ExecutionCompleted,
    ExecutionFailed,
    ExecutionTimedOut,
)
