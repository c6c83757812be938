"""Runs its `body` once for each item, and gives `{items, errors}` when all are through.

`body` is a graph of its own, `{nodes, edges}`, without triggers: a round starts at each node that no edge leads to.
Inside, `{{ item }}` is the item and `{{ index }}` its position from 0; nodes before the loop can be read as ever, and
nodes of the body by each other in the same round. Node ids are unique over the whole workflow, bodies included.

`items` of the output holds the output of each round's last node, in the order of the items, however many rounds run
at once (`concurrency`). When a round fails, `on_item_error` decides: `stop` (the loop fails with it), `skip` (it is
left out of `items`), or `collect` (its place in `items` is null, and `errors` has `{index, code, message, node}`).

A loop has at most 10,000 items. An empty list makes no rounds; nothing (a name that is not there) is an error, and
`{{ …|default([]) }}` takes it for an empty list. After a crash the rounds that ended are not run again.
"""

import asyncio
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, JsonValue

from app.engine.graph import Subgraph
from app.engine.kinds import BodyFailed, NodeError, NodeKind, Output, Parked, RunContext
from app.engine.params import Params, Value

MAX_ITEMS = 10_000
MAX_CONCURRENCY = 50


def _refuse_nothing(items: object) -> object:
    """A misspelt name is nothing too: a loop that took it for an empty list would skip its work unnoticed."""
    if items is None:
        raise ValueError("this is nothing, not an empty list; where it may be, add `|default([])` to the expression")
    return items


class ForEachParams(Params):
    """Params of `for_each`."""

    items: Annotated[list[Value], BeforeValidator(_refuse_nothing)] = Field(description="The list to go through.")
    body: Subgraph = Field(description="What runs for each item.", json_schema_extra={"x-literal": True})
    concurrency: int = Field(1, ge=1, le=MAX_CONCURRENCY, description="Rounds that may run at once.")
    on_item_error: Literal["stop", "skip", "collect"] = Field("stop", description="What a failed round does.")


async def run(ctx: RunContext, params: ForEachParams) -> Output:
    """Go through the items; fails with `too_many_items`, or as the round that failed does."""
    if len(params.items) > MAX_ITEMS:
        raise NodeError("too_many_items", f"A loop has at most {MAX_ITEMS:,} items; these are {len(params.items):,}.")
    outputs: dict[int, JsonValue] = {}
    errors: dict[int, dict[str, Any]] = {}
    parked = False
    rest = iter(enumerate(params.items))

    async def go_on() -> None:
        nonlocal parked
        for index, item in rest:
            try:
                outputs[index] = await ctx.run_body("body", index, item)
            except BodyFailed as failure:
                if params.on_item_error == "stop":
                    message = f"Item {index}: {failure.error['message']}"
                    raise NodeError(failure.error["code"], message) from failure
                errors[index] = failure.error
            except Parked:
                parked = True

    rounds = [asyncio.create_task(go_on()) for _ in range(min(params.concurrency, len(params.items)))]
    try:
        await asyncio.gather(*rounds)
    finally:
        for task in rounds:
            task.cancel()
        await asyncio.gather(*rounds, return_exceptions=True)
    if parked:
        raise Parked
    return Output(_collect(params, outputs, errors))


def _collect(
    params: ForEachParams, outputs: dict[int, JsonValue], errors: dict[int, dict[str, Any]]
) -> dict[str, JsonValue]:
    if params.on_item_error != "collect":
        return {"items": [outputs[index] for index in sorted(outputs)], "errors": []}
    listed: list[JsonValue] = [
        {"index": index, "code": error["code"], "message": error["message"], "node": error["node"]}
        for index, error in sorted(errors.items())
    ]
    return {"items": [outputs.get(index) for index in range(len(params.items))], "errors": listed}


KIND = NodeKind(
    name="for_each",
    title="For each",
    params=ForEachParams,
    run=run,
    bodies=("body",),
    output={"items": None, "errors": None},
    docs=__doc__ or "",
)
