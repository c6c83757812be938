"""Outside the API, whatever answers GET answers HEAD alike and without a body: monitors and link checks ask so."""

import re

import httpx
import pytest

from app.main import OnefoldApp
from app.pages.serving import sitemap
from tests.conftest import ONE_DATABASE
from tests.contract.test_routes import api_routes
from tests.pages.conftest import Publish, node, publish
from tests.pages.guestbook import make_entries
from tests.serving import AS_ONEFOLD, Serve

__all__ = ["publish"]  # a fixture

pytestmark = ONE_DATABASE
SHOWN = {"slug": "shown", "component_id": "t", "bucket": "shown", "key": "a.txt", "number": "1"}
OF_ITS_OWN = ("/api/", "/webhook")
"""HEAD of a webhook must start nothing; docs/webhooks.md says what it answers."""
OF_EACH_ANSWER = {"date", "x-request-id"}


def paths_of(app: OnefoldApp, sheet: str) -> set[str]:
    """Return a path, of something that exists, for each route outside the API that answers GET."""
    routes = [str(route.path) for route in api_routes(app) if "GET" in (route.methods or ())]
    return {
        re.sub(r"\{([^}:]+)(:[^}]+)?\}", lambda found: (SHOWN | {"name": sheet})[found[1]], path)
        for path in routes
        if not path.startswith(OF_ITS_OWN)
    }


async def test_head_answers_like_get(
    app: OnefoldApp, owner: httpx.AsyncClient, publish: Publish, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap, "MAX_URLS", 1)  # so that there are parts
    await publish("other", node("h", "Heading", text="Other"))
    await make_entries(owner)
    table = node("t", "DataTable", query="entries", columns=[{"key": "name", "label": "Name"}])
    await publish("shown", node("h", "Heading", text="Shown " * 200), table, is_home=True)
    await owner.post("/api/storage/buckets", json={"name": "shown", "public": True})
    text = {"Content-Type": "text/plain"}
    await owner.put("/api/storage/buckets/shown/objects/a.txt", content=b"a" * 2000, headers=text)
    sheet = re.search(r'/p/_styles/([^"]+)', (await owner.get("/p/shown")).text)
    assert sheet
    paths = paths_of(app, sheet[1])
    assert {"/", "/healthz", "/readyz", "/robots.txt", "/sitemap.xml", "/p/shown", "/files/shown/a.txt"} < paths
    port = await serve(app, **AS_ONEFOLD)
    headers = {"Accept-Encoding": "identity", "Host": "127.0.0.1:8000"}
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers=headers) as client:
        for path in sorted(paths):
            shown, head = await client.get(path), await client.head(path)
            assert (shown.status_code, head.status_code, head.content) == (200, 200, b""), path
            for name in OF_EACH_ANSWER | ({"content-length"} if path == "/metrics" else set()):
                del shown.headers[name], head.headers[name]
            assert shown.headers == head.headers, path
        for path in ("/p/nothing", "/files/shown/nothing"):
            head = await client.head(path)
            assert (head.status_code, head.content) == (404, b""), path


async def test_head_of_the_api_is_refused(owner: httpx.AsyncClient) -> None:
    answer = await owner.head("/api/pages")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")
