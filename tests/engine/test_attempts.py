"""Whether a failed attempt is followed by another, and after how long; over HTTP in `test_retries.py`."""

import pytest
from pydantic import BaseModel, ValidationError

from app.core.errors import NotFound, OnefoldError, Unavailable
from app.engine.graph import Retry
from app.engine.kinds import NodeError
from app.engine.params import Params
from app.engine.running.attempts import describe_failure, next_delay_s
from app.expressions.evaluate import EvaluationError

DOUBLE = Retry(max_attempts=9, delay_s=1, backoff=2, max_delay_s=60)


@pytest.mark.parametrize(
    ("retry", "attempt", "asked_s", "delay_s"),
    [
        (None, 1, 0, None),
        (Retry(max_attempts=1), 1, 0, None),
        (Retry(max_attempts=3), 2, 0, 2.0),
        (Retry(max_attempts=3), 3, 0, None),
        (DOUBLE, 1, 0, 1.0),
        (DOUBLE, 4, 0, 8.0),
        (DOUBLE, 7, 0, 60.0),  # 64 is cut
        (DOUBLE, 1, 20, 20.0),  # the other side asks for more
        (DOUBLE, 6, 20, 32.0),  # or for less
        (DOUBLE, 1, 86400, 60.0),  # the author's word on how long is too long
        (Retry(max_attempts=20, delay_s=3600, backoff=10, max_delay_s=3600), 19, 0, 3600.0),
        (Retry(max_attempts=2, delay_s=0, max_delay_s=0), 1, 5, 0.0),
    ],
)
def test_the_next_attempt_comes_after(
    retry: Retry | None, attempt: int, asked_s: float, delay_s: float | None
) -> None:
    failure = describe_failure(NodeError("down", "", retryable=True, retry_after_s=asked_s), None, Params)
    assert next_delay_s(retry, attempt, failure) == delay_s


def invalid() -> ValidationError:
    """What params raise that are not as their kind declares them."""

    class Params(BaseModel):
        url: str

    with pytest.raises(ValidationError) as caught:
        Params.model_validate({"url": 1})
    return caught.value


@pytest.mark.parametrize(
    ("error", "code", "message", "retryable"),
    [
        (NodeError("down", "It is down.", retryable=True), "down", "It is down.", True),
        (NodeError("refused", "No."), "refused", "No.", False),
        (Unavailable("No answer."), Unavailable.code, "No answer.", True),
        (NotFound("Gone."), "not_found", "Gone.", False),
        (OnefoldError("Broken."), OnefoldError.code, "Broken.", True),
        (TimeoutError(), "node_timeout", "No end within 2.5 s.", True),
        (EvaluationError("no such name"), "expression_failed", "no such name", False),
        (invalid(), "params_invalid", "url: Should be a string, not a number", False),
    ],
)
def test_what_is_worth_another_attempt(error: Exception, code: str, message: str, retryable: bool) -> None:
    failure = describe_failure(error, 2.5, Params)
    assert (failure.code, failure.message, failure.retryable) == (code, message, retryable)
    assert (next_delay_s(DOUBLE, 1, failure) is not None) == retryable
