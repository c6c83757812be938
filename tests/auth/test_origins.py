"""Origins behind a proxy: the public URL is ours, those of ONEFOLD_CORS_ORIGINS are not."""

from pathlib import Path

import pytest

from app.core.settings import Settings
from tests.auth.conftest import NewBrowser, log_in
from tests.conftest import ONE_DATABASE, make_settings

pytestmark = ONE_DATABASE  # nothing here depends on what the database is

PROXY = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "onefold.example"}


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    return make_settings(
        tmp_path / "data",
        database_url,
        public_url="https://public.example/",
        cors_origins="https://spa.example",
        trusted_proxies="10.0.0.0/8",
    )


async def test_the_public_url_is_our_origin_whatever_host_the_proxy_sends(browser: NewBrowser, ada: str) -> None:
    client = await browser("http://app-internal:8000", Origin="https://public.example")
    answer = await log_in(client, ada)
    assert answer.status_code == 200, answer.text
    assert answer.headers["set-cookie"].startswith("__Host-sid=")


async def test_a_trusted_proxy_tells_scheme_and_host(browser: NewBrowser, ada: str) -> None:
    client = await browser("http://127.0.0.1:8000", ip="10.1.2.3", Origin="https://onefold.example", **PROXY)
    answer = await log_in(client, ada)
    assert answer.status_code == 200, answer.text
    assert answer.headers["set-cookie"].startswith("__Host-sid=")


async def test_nobody_else_tells_us_our_host(browser: NewBrowser, ada: str) -> None:
    client = await browser("http://127.0.0.1:8000", ip="203.0.113.8", Origin="https://onefold.example", **PROXY)
    assert (await log_in(client, ada)).json()["code"] == "cross_site_request"


async def test_an_origin_that_may_use_the_api_may_not_use_the_cookie(browser: NewBrowser, ada: str) -> None:
    client = await browser()
    await log_in(client, ada)
    answer = await client.post("/api/auth/logout", headers={"Origin": "https://spa.example"})
    assert (answer.status_code, answer.json()["code"]) == (403, "cross_site_request")
