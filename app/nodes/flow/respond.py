"""Answers the webhook call that waits for this run, and makes its `body` the run's result.

It ends the answer, not the run: nodes behind it still run. `status` is 200 to 599. `body` is sent as JSON, unless
it is a string and `headers` name a `Content-Type`: text of any kind (HTML, XML, CSV…) goes out as it stands, a JSON
object or list as JSON, and for types that are no text (`image/png`, `application/pdf`) the string is base64 of the
bytes.

Cookies, hop-by-hop and security headers, and values that HTTP cannot carry are left out, and scripts and style
sheets go out as `text/plain`; the run's log has a warning then. Documents run and load nothing in a browser
(`sandbox`), for webhooks may share the builder's origin.
"""

from pydantic import Field

from app.core.http.response_headers import left_out
from app.engine.journal.stored_values import MAX_RESPONSE, weigh
from app.engine.kinds import NodeError, NodeKind, Output, RunContext
from app.engine.params import Params, Text, Value
from app.engine.shapes import PLAIN


class RespondParams(Params):
    """Params of `respond`."""

    status: int = Field(200, description="HTTP status of the answer.", ge=200, le=599)
    headers: dict[str, Text] = Field(
        default_factory=dict, description="Headers of the answer.", json_schema_extra={"maxProperties": 50}
    )
    body: Value = Field(None, description="Body of the answer and result of the run.")


async def run(ctx: RunContext, params: RespondParams) -> Output:
    """Return the answer; fails with `response_too_large`."""
    if weigh(params.body, MAX_RESPONSE) > MAX_RESPONSE:
        raise NodeError("response_too_large", f"A response may have {MAX_RESPONSE:,} bytes of JSON.")
    if names := left_out(params.headers, params.body):
        await ctx.log("warning", f"The answer goes out without, or with another value of: {', '.join(names)}.")
    return Output({"status": params.status, "headers": dict(params.headers), "body": params.body})


KIND = NodeKind(
    name="respond",
    title="Respond",
    params=RespondParams,
    run=run,
    output={"status": PLAIN, "headers": None, "body": None},
    responds=True,
    docs=__doc__ or "",
)
