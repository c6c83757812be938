"""Runs one SQL statement on a data source and gives `{columns, rows, row_count, truncated}`.

`source` is the name of a data source (`local` is built in). `sql` is fixed when the workflow is published: values
come in by name, as `:total` in the text and `{"total": "{{ trigger.input.total }}"}` in `params`, and are always
bound, never pasted. At most 1000 rows come back; `truncated` says that there were more.

A statement that only reads may run again after a crash. One that writes runs once: if the process dies inside it,
whether it took effect is for you to see.
"""

from collections.abc import Mapping

from pydantic import Field, JsonValue

from app.auth.access import Scope
from app.data.errors import StatementRefused
from app.data.queries.sql import parse
from app.data.service import run_sql
from app.engine.kinds import Effect, NodeKind, Output, RunContext
from app.engine.params import Params, literal
from app.engine.shapes import PLAIN
from app.nodes.data._source import list_references


class DataQueryParams(Params):
    """Params of `data.query`."""

    source: str = literal("Name of the data source.", min_length=1, max_length=100)
    sql: str = literal("One statement, with values as `:name`.", min_length=1, max_length=100_000)
    params: dict[str, JsonValue] = Field(default_factory=dict, description="A value for each `:name`.")


def effect(params: Mapping[str, JsonValue]) -> Effect:
    """Return `idempotent` for a statement that only reads in either dialect, else `once`."""
    sql = str(params.get("sql", ""))
    try:
        reads = parse(sql, "sqlite").reads and parse(sql, "postgres").reads
    except StatementRefused:
        return "once"
    return "idempotent" if reads else "once"


def scope(params: Mapping[str, JsonValue]) -> Scope:
    """Return `data:read` for a statement that only reads, else `data:write`."""
    return Scope.DATA_READ if effect(params) == "idempotent" else Scope.DATA_WRITE


async def run(ctx: RunContext, params: DataQueryParams) -> Output:
    """Run the statement; fails with the codes of the data slice."""
    result = await run_sql(ctx.services.sources, params.source, params.sql, params.params)
    return Output(
        {
            "columns": list(result.columns),
            "rows": list(result.rows),
            "row_count": result.row_count,
            "truncated": result.truncated,
        }
    )


KIND = NodeKind(
    name="data.query",
    title="Query data",
    params=DataQueryParams,
    run=run,
    effect=effect,
    scope=scope,
    references=list_references,
    output={"columns": None, "rows": None, "row_count": PLAIN, "truncated": PLAIN},
    docs=__doc__ or "",
)
