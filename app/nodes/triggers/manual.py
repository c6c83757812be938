"""Starts a run by hand or through the API.

`POST /api/workflows/{id}/execute` with `{"input": …}` starts here; the input is `trigger.input` to every node.
With `input_schema`, a JSON Schema, an input that does not fit is refused with 422 `input_invalid`.
"""

from app.engine.kinds import NodeKind, Output, RunContext
from app.engine.params import InputParams


async def run(ctx: RunContext, params: InputParams) -> Output:
    """Return what the run started with."""
    return Output(dict(ctx.trigger))


KIND = NodeKind(
    name="trigger.manual", title="Manual trigger", params=InputParams, run=run, docs=__doc__ or "", effect="pure"
)
