"""Attempts of a node: what a failure is, whether another attempt may help, and how long to wait before it."""

from dataclasses import dataclass

from pydantic import BaseModel, JsonValue, ValidationError

from app.core.errors import OnefoldError
from app.core.input_errors import describe_errors, place_of
from app.engine.graph import Retry
from app.engine.kinds import NodeError
from app.expressions.evaluate import EvaluationError

FAILURES = (NodeError, EvaluationError, ValidationError, OnefoldError, TimeoutError)
"""What an attempt may raise that is the node's failure, and not the run's."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an attempt failed. `retry_after_s`: for how long the other side wants to be left alone."""

    code: str
    message: str
    retryable: bool = False
    retry_after_s: float = 0.0
    response: dict[str, JsonValue] | None = None


def describe_failure(error: Exception, timeout_s: float | None, params: type[BaseModel]) -> Failure:
    """Return one of FAILURES as what it means, for a node with these params; `timeout_s` is the time it had."""
    match error:
        case NodeError():
            return Failure(error.code, error.message, error.retryable, error.retry_after_s, error.response)
        case OnefoldError():
            return Failure(error.code, error.detail, retryable=error.status >= 500)
        case TimeoutError():
            return Failure("node_timeout", f"No end within {timeout_s} s.", retryable=True)
        case ValidationError():
            first = describe_errors(error.errors(include_url=False), params, noun="param")[0]
            return Failure("params_invalid", f"{place_of(first.loc)}: {first.message}")
        case _:
            return Failure("expression_failed", str(error))


def next_delay_s(retry: Retry | None, attempt: int, failure: Failure) -> float | None:
    """Return the seconds from the failure of this attempt (from 1) to the next one; None when it was the last.

    The author's delay, `backoff` times longer each time, or longer when the other side asks for that; in no case
    longer than `max_delay_s`.
    """
    if retry is None or attempt >= retry.max_attempts or not failure.retryable:
        return None
    own_s = retry.delay_s * retry.backoff ** (attempt - 1)
    return min(max(own_s, failure.retry_after_s), retry.max_delay_s)
