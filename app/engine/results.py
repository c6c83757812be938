"""What whoever waits for a run is answered with."""

from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from app.engine.journal.stored_values import MAX_RESPONSE, weigh


@dataclass(frozen=True, slots=True)
class RunResult:
    """How a run ended."""

    status: str
    result: JsonValue
    error: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Respond:
    """What a `respond` node answered."""

    status: int
    headers: dict[str, str]
    body: JsonValue


def limit_result(result: Any, shown: Any) -> Any:
    """Return the result as whoever waits for it gets it: whole, or as the execution shows it when it is too large."""
    return result if weigh(result, MAX_RESPONSE) <= MAX_RESPONSE else shown


def read_respond(output: Any) -> Respond:
    """Return the output of a `respond` node as the answer it stands for."""
    return Respond(int(output["status"]), dict(output.get("headers") or {}), output.get("body"))
