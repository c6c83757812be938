"""Writes a line to the run's log, seen live by whoever watches the run.

`level` is `debug`, `info`, `warning` or `error`; `message` is text; `data` is any JSON to show beside it.
"""

from typing import Literal

from pydantic import Field

from app.engine.kinds import NodeKind, Output, RunContext
from app.engine.params import Params, Text, Value
from app.engine.shapes import PLAIN


class LogParams(Params):
    """Params of `log`."""

    level: Literal["debug", "info", "warning", "error"] = Field("info", description="How grave it is.")
    message: Text = Field(description="What happened.", max_length=10_000)
    data: Value = Field(None, description="Any JSON shown beside the message.")


async def run(ctx: RunContext, params: LogParams) -> Output:
    """Append the line to the run."""
    await ctx.log(params.level, params.message, params.data)
    return Output()


KIND = NodeKind(name="log", title="Log", params=LogParams, run=run, output=PLAIN, docs=__doc__ or "")
