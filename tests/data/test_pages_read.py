"""A published page shows the rows of a query, and new rows as soon as they are stored."""

import httpx

from tests.data.conftest import LOCAL


async def test_a_page_shows_rows_and_follows_them(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, orders: str
) -> None:
    query = {"name": "titles", "source": "local", "sql": "SELECT title FROM orders"}
    assert (await owner.post("/api/queries", json=query)).status_code == 201
    table = {"query": "titles", "columns": [{"key": "title", "label": "Title"}]}
    root = {"children": [{"id": "t", "type": "DataTable", "props": table}]}
    body = {"slug": "shop", "title": "Shop", "draft": {"root": root}}
    page = (await owner.post("/api/pages", json=body)).json()
    published = await owner.post(f"/api/pages/{page['id']}/publish")
    assert published.status_code == 200, published.text
    assert "Nothing here yet." in (await client.get("/p/shop")).text
    await owner.post(f"{orders}/rows", json={"values": {"title": "<b>Tea</b>"}})
    html = (await client.get("/p/shop")).text
    assert "&lt;b&gt;Tea&lt;/b&gt;" in html
    assert "Nothing here yet." not in html
    assert (await owner.delete(f"{LOCAL}/orders")).status_code == 204
    assert (await client.get("/p/shop")).status_code == 200
