"""Starts a run from a published page: a button, a form, any component's event.

What the page sends is `trigger.input` (the fields of a form, or the input its event names), `trigger.page` says
which page and component, `trigger.visitor` who pressed. `input_schema` works as in `trigger.manual`.
"""

from app.engine.kinds import NodeKind, Output, RunContext
from app.engine.params import InputParams


async def run(ctx: RunContext, params: InputParams) -> Output:
    """Return what the run started with."""
    return Output(dict(ctx.trigger))


KIND = NodeKind(name="trigger.page", title="Page trigger", params=InputParams, run=run, docs=__doc__ or "")
