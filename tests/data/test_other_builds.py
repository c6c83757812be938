"""Named queries and sources that another build stored: they are shown as they are, never run, and nothing breaks."""

from typing import Any

import httpx
from sqlmodel import select
from structlog.testing import capture_logs

from app.data.models import DataSource, NamedQuery
from app.main import OnefoldApp
from tests.conftest import ONE_DATABASE
from tests.pages.conftest import node, tree

pytestmark = ONE_DATABASE
SQL = "SELECT :n AS n"
PARAM = {"name": "n", "type": "integer", "required": False, "default": 1}
STRANGE: dict[str, dict[str, Any]] = {
    "field": {"params": [PARAM | {"min": 3}]},
    "type": {"params": [PARAM | {"type": "money"}]},
    "lacks": {"params": [{"type": "integer"}]},
    "no-list": {"params": {"n": PARAM}},
    "no-object": {"params": ["n"]},
    "mode": {"mode": "stream"},
}
"""What another build may have stored of a query."""


async def change(app: OnefoldApp, model: type[NamedQuery] | type[DataSource], name: str, **fields: Any) -> None:
    """Change a row behind the app's back."""
    async with app.resources.database.session() as session:
        row = (await session.exec(select(model).where(model.name == name))).one()
        for field, value in fields.items():
            setattr(row, field, value)
        session.add(row)


def no_faults(logs: list[Any]) -> bool:
    """Whether nothing was logged as an error or with a traceback."""
    return not [entry for entry in logs if entry["log_level"] in ("error", "critical") or "exc_info" in entry]


async def test_strange_queries_are_shown_not_run_and_can_be_mended(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    for name in STRANGE:
        made = await owner.post("/api/queries", json={"name": name, "source": "local", "sql": SQL, "params": [PARAM]})
        assert made.status_code == 201, made.text
        await change(app, NamedQuery, name, **STRANGE[name])
    with capture_logs() as logs:
        listed = {item["name"]: item for item in (await owner.get("/api/queries")).json()["items"]}
        for name, strange in STRANGE.items():
            url = f"/api/queries/{name}"
            assert (await owner.get(url)).json() == listed[name]
            assert strange.items() <= listed[name].items(), name
            ran = await owner.post(f"{url}/run", json={"params": {}})
            assert (ran.status_code, ran.json()["code"]) == (409, "query_unreadable"), (name, ran.text)
            assert name in ran.json()["detail"]
            half = await owner.patch(url, json={"sql": SQL})
            assert (half.status_code, half.json()["code"]) == (409, "query_unreadable"), (name, half.text)
            assert (await owner.get(url)).json() == listed[name]
            mended = await owner.patch(url, json={"params": [PARAM], "mode": "read"})
            assert (mended.status_code, mended.json()["params"]) == (200, [PARAM]), (name, mended.text)
            assert (await owner.post(f"{url}/run", json={"params": {}})).json()["rows"] == [{"n": 1}]
            await change(app, NamedQuery, name, **strange)
            assert (await owner.delete(url)).status_code == 204
    assert no_faults(logs)


async def test_a_page_shows_a_strange_query_as_it_shows_one_that_fails(
    app: OnefoldApp, owner: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    for name in STRANGE:
        query = {"name": name, "source": "local", "sql": SQL, "params": [PARAM]}
        assert (await owner.post("/api/queries", json=query)).status_code == 201
        table = node("t", "DataTable", query=name, columns=[{"key": "n", "label": "N"}])
        words = node("w", "Text", text=f"{{{{ data['{name}'].rows|length }}}} rows")
        draft = tree(table, words, node("last", "Text", text="LAST"))
        page = await owner.post("/api/pages", json={"slug": name, "title": name, "draft": draft})
        assert (await owner.post(f"/api/pages/{page.json()['id']}/publish")).status_code == 200, name
        await change(app, NamedQuery, name, **STRANGE[name])
        with capture_logs() as logs:
            shown = await client.get(f"/p/{name}", headers={"Accept": "text/html"})
            assert (shown.status_code, "LAST" in shown.text) == (200, True), (name, shown.text)
            checked = (await owner.post(f"/api/pages/{page.json()['id']}/validate")).json()
            problems = [found["code"] for found in checked["problems"]]
            assert (checked["valid"], set(problems)) == (False, {"query_not_usable"})
            assert name in checked["problems"][0]["message"]
        failed = {entry["code"] for entry in logs if entry["event"] == "page_query_failed"}
        assert failed == {"query_unreadable"}, name
        assert no_faults(logs)


async def test_a_source_of_an_unknown_kind_is_shown_and_not_opened(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    body = {"name": "shop", "kind": "sqlite", "url": "shop.db"}
    assert (await owner.post("/api/data-sources", json=body)).status_code == 201
    query = {"name": "one", "source": "shop", "sql": "SELECT 1 AS n"}
    assert (await owner.post("/api/queries", json=query)).status_code == 201
    await change(app, DataSource, "shop", kind="warehouse")
    with capture_logs() as logs:
        listed = (await owner.get("/api/data-sources")).json()["items"]
        assert [item["kind"] for item in listed] == ["local", "warehouse"]
        url = "/api/data-sources/shop"
        assert (await owner.get(url)).json()["kind"] == "warehouse"
        status = (await owner.post(f"{url}/check")).json()
        assert (status["reachable"], "warehouse" in status["detail"]) == (False, True)
        refused = [
            await owner.post("/api/queries/one/run", json={}),
            await owner.post("/api/queries", json=query | {"name": "two"}),
            await owner.patch("/api/queries/one", json={"sql": "SELECT 2 AS n"}),
            await owner.get(f"{url}/tables"),
            await owner.patch(url, json={"url": "other.db"}),
        ]
        assert [(answer.status_code, answer.json()["code"]) for answer in refused] == [(409, "source_unreadable")] * 5
        assert (await owner.delete("/api/queries/one")).status_code == 204
        assert (await owner.delete(url)).status_code == 204
    assert no_faults(logs)
