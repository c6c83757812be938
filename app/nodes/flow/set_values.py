"""Makes an object out of values, to name and shape data for the nodes behind it.

`values` maps names to any JSON, expressions included; the object is the output: `{{ nodes.<id>.output.<name> }}`.
"""

from pydantic import Field

from app.engine.kinds import NodeKind, Output, RunContext
from app.engine.params import Params, Value


class SetParams(Params):
    """Params of `set`."""

    values: dict[str, Value] = Field(description="Names and their values.")


async def run(ctx: RunContext, params: SetParams) -> Output:
    """Return the values."""
    return Output(params.values)


KIND = NodeKind(name="set", title="Set values", params=SetParams, run=run, docs=__doc__ or "")
