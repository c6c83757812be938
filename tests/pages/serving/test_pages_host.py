"""Pages and files on a host of their own: they answer there alone, and nothing else does."""

import re
from pathlib import Path

import httpx
import pytest
from pydantic import ValidationError

from app.core.settings import Settings
from app.main import OnefoldApp
from tests.conftest import ONE_DATABASE, make_settings, new_client
from tests.pages.conftest import Publish, node
from tests.serving import AS_ONEFOLD, Serve

pytestmark = ONE_DATABASE
APP, PAGES = "app.example.com", "www.example.com"
HTML = {"Accept": "text/html"}


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    urls = {"public_url": f"http://{APP}", "pages_url": f"http://{PAGES}"}
    return make_settings(tmp_path / "data", database_url, **urls)


@pytest.fixture
async def page(owner: httpx.AsyncClient, publish: Publish) -> str:
    made = await publish("a", node("t", "Text", text="Hello " * 200), is_home=True)
    assert (await owner.post("/api/storage/buckets", json={"name": "open", "public": True})).is_success
    assert (await owner.put("/api/storage/buckets/open/objects/x.txt", content=b"x")).is_success
    return f"/api/pages/{made['id']}"


async def test_each_path_is_on_its_host_alone(
    app: OnefoldApp, owner: httpx.AsyncClient, page: str, serve: Serve
) -> None:
    port = await serve(app, **AS_ONEFOLD)  # kept pages go out from the connection
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        asset = re.search(r"/p/_assets/[^\"]+", (await client.get("/login", headers={"Host": APP})).text)
        assert asset
        for _ in range(2):
            for path, hosts in {
                "/p/a": {PAGES},
                "/": {PAGES},
                "/p/nothing": set(),
                "/files/open/x.txt": {PAGES},
                "/sitemap.xml": {PAGES},
                "/robots.txt": {PAGES},
                asset[0]: {PAGES, APP},
                "/login": {PAGES, APP},
                "/healthz": {PAGES, APP},
                "/openapi.json": {APP, "127.0.0.1"},
                "/docs": {APP, "127.0.0.1"},
                "/metrics": {APP, "127.0.0.1"},
            }.items():
                for host in (PAGES, f"{PAGES}:80", PAGES.upper(), APP, "127.0.0.1", f"{PAGES}:81", f"x.{PAGES}"):
                    answer = await client.get(path, headers={"Host": host})
                    name = PAGES if host in (f"{PAGES}:80", PAGES.upper()) else host
                    is_there = name in hosts or (hosts >= {APP} and name != PAGES)
                    assert (answer.status_code == 200) is is_there, (host, path, answer.status_code)
                    if not is_there:
                        assert answer.status_code == 404
                        known = path != "/p/nothing" or name != PAGES
                        assert answer.json()["code"] == ("wrong_host" if known else "page_not_found"), (host, path)
        refused = await client.get("/p/a", headers=HTML | {"Host": APP})
        assert (refused.status_code, "Page not found" in refused.text) == (404, True)
        assert (await client.post("/p/a/forms/f", headers={"Host": APP})).json()["code"] == "wrong_host"
        assert (await client.get(page, headers={"Host": PAGES})).json()["code"] == "wrong_host"


async def test_links_lead_to_the_host_of_pages(app: OnefoldApp, owner: httpx.AsyncClient, page: str) -> None:
    async with new_client(app, headers={"Host": PAGES}) as visitor:
        shown = (await visitor.get("/p/a")).text
        assert f'rel="canonical" href="http://{PAGES}/"' in shown
        assert f"<loc>http://{PAGES}/</loc>" in (await visitor.get("/sitemap.xml")).text
        assert f"Sitemap: http://{PAGES}/sitemap.xml" in (await visitor.get("/robots.txt")).text
        preview = (await owner.post(f"{page}/preview-token")).json()["url"]
        assert preview.startswith(f"http://{PAGES}/api/pages/")
        seen = await visitor.get(preview.removeprefix(f"http://{PAGES}"))
        assert seen.status_code == 200
        assert f"frame-ancestors http://{APP}" in seen.headers["content-security-policy"]
        body = {"key": "x.txt", "method": "GET", "expires_in": 60}
        signed = (await owner.post("/api/storage/buckets/open/sign", json=body)).json()["url"]
        assert signed.startswith(f"http://{PAGES}/files/open/x.txt")


async def test_a_page_cannot_act_for_who_is_signed_in_to_the_builder(owner: httpx.AsyncClient, page: str) -> None:
    forged = await owner.post(f"{page}/unpublish", headers={"Origin": f"http://{PAGES}"})
    assert (forged.status_code, forged.json()["code"]) == (403, "cross_site_request")


@pytest.mark.parametrize(
    ("public", "pages", "reason"),
    [
        ("http://app.example.com", "http://www.example.com/site", "more than an origin"),
        ("http://app.example.com", "https://app.example.com:444", "whose cookies"),
        (None, "http://www.example.com", "needs ONEFOLD_PUBLIC_URL"),
    ],
)
def test_hosts_that_are_not_apart_are_refused(database_url: str, public: str | None, pages: str, reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        Settings(_env_file=None, public_url=public, pages_url=pages)  # type: ignore[arg-type]
