"""Who uses a thing is found out in little memory, however much is published."""

import tracemalloc
from collections.abc import Awaitable, Callable, Sequence

import httpx
import pytest
from sqlalchemy import insert

from app.core.db.database import Table
from app.core.usage import BATCH, MAX_NAMED
from app.main import OnefoldApp
from app.pages.models import Page, PageVersion
from app.workflows.models import Workflow, WorkflowVersion
from tests.conftest import ONE_DATABASE
from tests.contract.test_in_use import TABLE, component, make_query, make_variable, tree
from tests.workflows.graphs import MANUAL, chain, node

pytestmark = ONE_DATABASE
MEGABYTE = 1024**2
FILLER = "x" * 40_000
Publish = Callable[[OnefoldApp, int, str], Awaitable[None]]


async def publish_pages(app: OnefoldApp, count: int, filler: str) -> None:
    """Store pages as publishing does, that show the query `used` unless they are filled with something else."""
    shown = tree(component("t", "Text", text=filler) if filler else component("t", "DataTable", **TABLE))
    pages = [Page(slug=f"{filler[:1]}{at}", title="Page", draft=tree(), published_version=1) for at in range(count)]
    await store(app, pages)
    await store(app, [PageVersion(page_id=page.id, number=1, tree=shown, title="Page") for page in pages])


async def publish_workflows(app: OnefoldApp, count: int, filler: str) -> None:
    """Store workflows as publishing does, that read `env.USED` unless they are filled with something else."""
    graph = chain(MANUAL, node("a", "set", values={"a": filler or "{{ env.USED }}"}))
    workflows = [Workflow(name="workflow", draft={}, published_version=1) for _ in range(count)]
    await store(app, workflows)
    await store(app, [WorkflowVersion(workflow_id=workflow.id, number=1, graph=graph) for workflow in workflows])


async def store(app: OnefoldApp, rows: Sequence[Table]) -> None:
    async with app.resources.database.begin() as connection:
        await connection.execute(insert(type(rows[0])), [row.model_dump() for row in rows])


@pytest.mark.parametrize(("make", "publish"), [(make_query, publish_pages), (make_variable, publish_workflows)])
async def test_what_is_published_is_read_a_little_at_a_time(
    app: OnefoldApp, owner: httpx.AsyncClient, make: Callable[[httpx.AsyncClient], Awaitable[str]], publish: Publish
) -> None:
    url = await make(owner)
    await publish(app, 8 * BATCH, FILLER)
    tracemalloc.start()
    try:
        deleted = await owner.delete(url)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert deleted.status_code == 204, deleted.text
    assert peak < 8 * BATCH * len(FILLER) / 2
    assert await make(owner) == url
    await publish(app, MAX_NAMED + BATCH, "")
    refused = await owner.delete(url)
    assert f"and {MAX_NAMED + BATCH - 5} more" in refused.json()["detail"]
    assert len(refused.json()["used_by"]) == MAX_NAMED
