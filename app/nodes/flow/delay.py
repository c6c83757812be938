"""Waits, then goes on. `seconds` is at most a day (86400).

The time it ends is written down first: after a crash or a deploy only what is left is waited.
"""

from pydantic import Field

from app.engine.kinds import NodeKind, Output, RunContext
from app.engine.params import Params
from app.engine.shapes import PLAIN

DAY_SECONDS = 86_400


class DelayParams(Params):
    """Params of `delay`."""

    seconds: float = Field(description="How long to wait.", ge=0, le=DAY_SECONDS, allow_inf_nan=False)


async def run(ctx: RunContext, params: DelayParams) -> Output:
    """Wait."""
    await ctx.sleep(params.seconds)
    return Output()


# Idempotent, not pure: it runs as a task of its own, so that other branches go on.
KIND = NodeKind(
    name="delay", title="Delay", params=DelayParams, run=run, effect="idempotent", output=PLAIN, docs=__doc__ or ""
)
