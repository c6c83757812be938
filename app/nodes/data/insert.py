"""Stores a row in a table of a data source and gives it back, defaults included: `{rows, row_count}`.

`source` is the name of a data source (`local` is built in), `values` an object of columns. On `local` a row is stored
exactly once, crashes and retries included, because the row carries the run's idempotency key. Other sources take no
such key: if the process dies inside the node, whether the row is there is for you to see.
"""

from pydantic import Field, JsonValue

from app.auth.access import Scope
from app.data.effects import EffectKey
from app.data.service import insert_row
from app.engine.kinds import NodeKind, Output, RunContext
from app.engine.params import Params, literal
from app.engine.shapes import PLAIN
from app.nodes.data._source import list_references


class DataInsertParams(Params):
    """Params of `data.insert`."""

    source: str = literal("Name of the data source.", min_length=1, max_length=100)
    table: str = literal("Name of the table.", min_length=1, max_length=200)
    values: dict[str, JsonValue] = Field(description="Columns and their values.")


async def run(ctx: RunContext, params: DataInsertParams) -> Output:
    """Store the row; fails with the codes of the data slice."""
    key = EffectKey(ctx.idempotency_key)
    result = await insert_row(ctx.services.sources, params.source, params.table, params.values, key)
    return Output({"rows": list(result.rows), "row_count": result.row_count})


KIND = NodeKind(
    name="data.insert",
    title="Insert row",
    params=DataInsertParams,
    run=run,
    effect="once",
    scope=Scope.DATA_WRITE,
    references=list_references,
    output={"rows": None, "row_count": PLAIN},
    docs=__doc__ or "",
)
