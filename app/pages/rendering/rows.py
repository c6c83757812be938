"""The rows of named queries that pages show."""

from typing import Any

import structlog

from app.core.errors import OnefoldError
from app.data.service import MAX_ROWS, run_named_query
from app.data.sources.open_sources import DataSources

log = structlog.get_logger("onefold.pages.rendering.rows")


async def read_rows(sources: DataSources, query: str, *, max_rows: int = MAX_ROWS) -> dict[str, Any] | None:
    """Return `{rows, row_count}` of a query that only reads; None, with a warning in the log, when it fails."""
    try:
        found = await run_named_query(sources, query, {}, read_only=True, max_rows=max_rows)
    except OnefoldError as error:
        log.warning("page_query_failed", query=query[:100], code=error.code, reason=error.detail)
        return None
    return {"rows": found.rows, "row_count": found.row_count}
