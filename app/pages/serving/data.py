"""Reads the data of a page: all of it at the same time, each within a deadline, and what fails says so by itself."""

import asyncio
from collections.abc import Awaitable, Mapping
from typing import Any
from uuid import UUID

import structlog
from pydantic import JsonValue

from app.core.errors import OnefoldError
from app.data.errors import QueryTimeout
from app.data.service import RowsView, read_view, run_named_query
from app.engine.results import Respond
from app.expressions.evaluate import EvaluationError
from app.pages.errors import PageNotFound
from app.pages.rendering.bindings import ROWS, Binding, PageBindings
from app.pages.rendering.component import Rows
from app.pages.rendering.table_views import EVERYTHING, TableView
from app.pages.serving.services import PageServices
from app.workflows.service import start_from_page

log = structlog.get_logger("onefold.pages.serving.data")
DATA_SECONDS = 5.0
"""How long one query or workflow may take before the page is sent without it."""
_FIRST_ERROR_STATUS = 400


async def load_data(
    services: PageServices,
    bindings: PageBindings,
    variables: Mapping[str, Any],
    views: Mapping[str, TableView],
) -> dict[str, Any]:
    """Return `data`, as expressions read it, and the rows of each component.

    What fails is `{error: {code}}`, with a warning in the log. Raises PageNotFound where there is no row of what must
    exist.
    """
    tasks: dict[tuple[str, str], Awaitable[dict[str, Any]]] = {
        ("data", name): _within(name, _read(services, binding, variables)) for name, binding in bindings.read.items()
    }
    for node_id, (rows, binding) in bindings.shown.items():
        view = views.get(node_id, EVERYTHING)
        tasks[ROWS, node_id] = _within(rows.query, _read_page(services, rows, binding, variables, view))
    found = await asyncio.gather(*tasks.values()) if len(tasks) > 1 else [await one for one in tasks.values()]
    scope: dict[str, Any] = {"data": {}, ROWS: {}}
    for (part, name), value in zip(tasks, found, strict=True):
        scope[part][name] = value
    for name, binding in bindings.read.items():
        if binding.must_exist and scope["data"][name].get("rows") == []:
            raise PageNotFound("There is no such page.")
    return scope


async def _within(name: str, reading: Awaitable[dict[str, Any]]) -> dict[str, Any]:
    try:
        async with asyncio.timeout(DATA_SECONDS):
            return await reading
    except OnefoldError as error:
        code, reason = error.code, error.detail
    except EvaluationError as error:
        code, reason = "expression_failed", str(error)
    except _WorkflowFailed as error:
        code, reason = "workflow_failed", str(error)
    except TimeoutError:
        code, reason = QueryTimeout.code, f"It was stopped after {DATA_SECONDS:g} seconds."
    log.warning("page_query_failed", query=name[:100], code=code, reason=reason)
    return {"error": {"code": code}}


def _data(rows: list[dict[str, JsonValue]]) -> dict[str, Any]:
    return {"rows": rows, "row_count": len(rows), "row": rows[0] if rows else None, "error": None}


async def _read(services: PageServices, binding: Binding, variables: Mapping[str, Any]) -> dict[str, Any]:
    given = binding.values(variables)
    if binding.workflow_id is not None:
        return _data(await _run_workflow(services, binding.workflow_id, given))
    found = await run_named_query(services.sources, binding.query or "", given, read_only=True)
    return _data(found.rows)


async def _read_page(
    services: PageServices, rows: Rows, binding: Binding, variables: Mapping[str, Any], view: TableView
) -> dict[str, Any]:
    offset = (view.page - 1) * rows.page_size
    if binding.workflow_id is not None:
        every = await _run_workflow(services, binding.workflow_id, binding.values(variables))
        part = every[offset : offset + rows.page_size]
        sums: dict[str, JsonValue] = {
            column: _total(how, [row.get(column) for row in every]) for column, how in rows.totals.items()
        }
        return _shown(part, has_more=len(every) > offset + len(part), total=len(every), totals=sums)
    asked = RowsView(
        rows.page_size, offset, view.sort or rows.sort, view.search, rows.searchable, view.filters, rows.totals
    )
    found, total, totals = await read_view(
        services.sources, binding.query or "", binding.values(variables), asked, count=rows.counted
    )
    return _shown(found.rows, has_more=found.truncated, total=total, totals=totals)


class _WorkflowFailed(Exception):
    """The workflow of a page's data ended without an answer, or with one that says that it failed."""


async def _run_workflow(
    services: PageServices, workflow_id: UUID, given: Mapping[str, JsonValue]
) -> list[dict[str, JsonValue]]:
    """Return the rows that a workflow responds: a list of objects, or one object. The run goes on past a deadline."""
    run_id = await start_from_page(
        services.database, services.runner, workflow_id, input=dict(given), page=None, visitor={}
    )
    response = await services.runner.wait_response(run_id, DATA_SECONDS)
    if response is None:
        raise TimeoutError
    if not isinstance(response, Respond) or response.status >= _FIRST_ERROR_STATUS:
        raise _WorkflowFailed(f"The run {run_id} gave no data.")
    items = response.body if isinstance(response.body, list) else [response.body]
    return [item for item in items if isinstance(item, dict)]


def _total(how: str, values: list[JsonValue]) -> float | None:
    """Return the sum or average of those values that are numbers; None where there is none."""
    numbers = [value for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
    if not numbers:
        return None
    return sum(numbers) if how == "sum" else sum(numbers) / len(numbers)


def _shown(
    rows: list[dict[str, JsonValue]], *, has_more: bool, total: int | None, totals: Mapping[str, JsonValue]
) -> dict[str, Any]:
    return {
        "rows": rows,
        "row_count": len(rows),
        "has_more": has_more,
        "total": total,
        "totals": totals,
        "error": None,
    }
