"""Answers the webhook call that waits for this run, and makes its `body` the run's result.

It ends the answer, not the run: nodes behind it still run. `status` is 200 to 599; `headers` may not hold
hop-by-hop headers, `Set-Cookie` or `Content-Length` (they are left out); `body` is sent as JSON, or as text when it
is a string and `headers` name a text content type. Secrets in it are redacted, and it may have 8 MiB of JSON at most.
"""

from pydantic import Field

from app.actions.kinds import NodeFailed, NodeKind, Output, RunContext
from app.actions.params import Params, Text, Value
from app.executions.values import MAX_ANSWER, weigh


class RespondParams(Params):
    """Params of `respond`."""

    status: int = Field(200, description="HTTP status of the answer.", ge=200, le=599)
    headers: dict[str, Text] = Field(
        default_factory=dict, description="Headers of the answer.", json_schema_extra={"maxProperties": 50}
    )
    body: Value = Field(None, description="Body of the answer and result of the run.")


async def run(ctx: RunContext, params: RespondParams) -> Output:
    """Return the answer; fails with `answer_too_large`."""
    if weigh(params.body, MAX_ANSWER) > MAX_ANSWER:
        raise NodeFailed("answer_too_large", f"An answer may have {MAX_ANSWER:,} bytes of JSON.")
    return Output({"status": params.status, "headers": dict(params.headers), "body": params.body})


KIND = NodeKind(name="respond", title="Respond", params=RespondParams, run=run, docs=__doc__ or "")
