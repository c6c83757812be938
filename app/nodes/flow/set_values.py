"""Makes an object out of values, to name and shape data for the nodes behind it.

`values` maps names to any JSON, expressions included; the object is the output: `{{ nodes.<id>.output.<name> }}`.
"""

from collections.abc import Mapping

from pydantic import Field, JsonValue

from app.engine.kinds import NodeKind, Output, RunContext
from app.engine.params import Params, Value
from app.engine.shapes import Shape, shape_of


class SetParams(Params):
    """Params of `set`."""

    values: dict[str, Value] = Field(description="Names and their values.")


async def run(ctx: RunContext, params: SetParams) -> Output:
    """Return the values."""
    return Output(params.values)


def output(params: Mapping[str, JsonValue]) -> Shape:
    """Return what is known of the values before they are made."""
    return shape_of(params.get("values"))


KIND = NodeKind(name="set", title="Set values", params=SetParams, run=run, output=output, docs=__doc__ or "")
