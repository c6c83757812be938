"""Goes on by `true` or by `false`.

`condition` is usually one expression, `{{ trigger.input.total > 100 }}`. False are `false`, `0`, an empty string,
list or object and nothing, as everywhere in expressions; the other branch is skipped. The output is
`{"condition": true}` or `{"condition": false}`.
"""

from pydantic import Field, JsonValue

from app.engine.kinds import NodeKind, Output, RunContext
from app.engine.params import Params
from app.engine.shapes import PLAIN


class IfParams(Params):
    """Params of `if`."""

    condition: JsonValue = Field(description="What decides.")


async def run(ctx: RunContext, params: IfParams) -> Output:
    """Return the port of the branch to take."""
    holds = bool(params.condition)
    return Output({"condition": holds}, port="true" if holds else "false")


KIND = NodeKind(
    name="if",
    title="If",
    params=IfParams,
    run=run,
    ports=("true", "false"),
    output={"condition": PLAIN},
    docs=__doc__ or "",
)
