"""What people do with their own account: password, sessions; and what a change elsewhere ends at once."""

from typing import Any
from uuid import UUID

import pytest

from app.auth.access import ACCESS_CHANGED, AccessChanged
from app.main import OnefoldApp
from tests.auth.conftest import PASSWORD, NewBrowser, log_in

ME = "/api/auth/me"
NEW = "another good phrase"


@pytest.fixture
def announced(app: OnefoldApp) -> list[Any]:
    """What is published about changed access while the test runs."""
    messages: list[Any] = []

    async def listen(message: Any) -> None:
        messages.append(message)

    app.resources.bus.subscribe(ACCESS_CHANGED, listen)
    return messages


async def test_a_new_password_ends_every_other_session_and_renews_this_one(
    browser: NewBrowser, ada: str, announced: list[Any]
) -> None:
    here, there = await browser(), await browser()
    await log_in(here, ada)
    await log_in(there, ada)
    before = here.cookies["sid"]
    answer = await here.post("/api/auth/password", json={"current_password": PASSWORD, "new_password": NEW})
    assert answer.status_code == 200, answer.text
    assert here.cookies["sid"] != before
    me = (await here.get(ME)).json()
    assert announced == [AccessChanged(UUID(me["id"]))]
    assert (await there.get(ME)).json()["code"] == "session_ended"
    old = await browser()
    old.cookies.set("sid", before)
    assert (await old.get(ME)).status_code == 401
    assert (await log_in(await browser(), ada)).status_code == 401
    assert (await log_in(await browser(), ada, NEW)).status_code == 200


async def test_signing_out_everywhere_ends_this_session_too(
    browser: NewBrowser, ada: str, announced: list[Any]
) -> None:
    here, there = await browser(), await browser()
    await log_in(here, ada)
    await log_in(there, ada)
    me = (await here.get(ME)).json()["id"]
    assert (await here.delete("/api/auth/sessions")).status_code == 204
    assert "sid" not in here.cookies
    assert announced == [AccessChanged(UUID(me))]
    assert (await there.get(ME)).json()["code"] == "session_ended"
    await log_in(here, ada)
    assert len((await here.get("/api/auth/sessions")).json()["items"]) == 1


async def test_a_wrong_current_password_changes_nothing_and_is_limited(browser: NewBrowser, ada: str) -> None:
    client = await browser()
    await log_in(client, ada)
    body = {"current_password": "wrong password", "new_password": NEW}
    codes = [(await client.post("/api/auth/password", json=body)).json()["code"] for _ in range(11)]
    assert codes == ["invalid_credentials"] * 10 + ["too_many_attempts"]
    assert (await client.get(ME)).status_code == 200


async def test_a_weak_new_password_is_refused(browser: NewBrowser, ada: str) -> None:
    client = await browser()
    await log_in(client, ada)
    answer = await client.post(
        "/api/auth/password", json={"current_password": PASSWORD, "new_password": "qwertyuiop"}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "weak_password")
    assert (await log_in(await browser(), ada)).status_code == 200


async def test_people_see_and_end_their_own_sessions(browser: NewBrowser, ada: str, announced: list[Any]) -> None:
    here, there = await browser(**{"User-Agent": "Here/1"}), await browser(ip="203.0.113.5")
    await log_in(there, ada)
    await log_in(here, ada)
    items = (await here.get("/api/auth/sessions")).json()["items"]
    assert [(item["current"], item["ip"]) for item in items] == [(True, "127.0.0.1"), (False, "203.0.113.5")]
    assert items[0]["user_agent"] == "Here/1"
    assert not {"token", "token_hash"} & set(items[0])
    other = items[1]["id"]
    assert (await here.delete(f"/api/auth/sessions/{other}")).status_code == 204
    assert [message.session_id for message in announced] == [UUID(other)]
    assert (await there.get(ME)).status_code == 401
    gone = await here.delete(f"/api/auth/sessions/{other}")
    assert (gone.status_code, gone.json()["code"]) == (404, "session_not_found")


async def test_sessions_of_others_are_not_there(browser: NewBrowser, ada: str, sign_in: Any) -> None:
    mine = await browser()
    await log_in(mine, ada)
    session_id = (await mine.get("/api/auth/sessions")).json()["items"][0]["id"]
    other_owner = await sign_in("owner")
    assert (await other_owner.delete(f"/api/auth/sessions/{session_id}")).status_code == 404
    assert (await mine.get(ME)).status_code == 200


async def test_sessions_come_in_pages(browser: NewBrowser, ada: str) -> None:
    clients = [await browser() for _ in range(3)]
    for client in clients:
        await log_in(client, ada)
    first = (await clients[0].get("/api/auth/sessions?limit=2")).json()
    second = (await clients[0].get(f"/api/auth/sessions?limit=2&cursor={first['next_cursor']}")).json()
    assert len({item["id"] for item in first["items"] + second["items"]}) == 3
    assert second["next_cursor"] is None


@pytest.mark.parametrize(
    ("headers", "without"),
    [
        ({}, "X-CSRF"),
        ({}, "Origin"),
        ({"Origin": "https://evil.example"}, None),
        ({"Origin": "null"}, None),
        ({"Sec-Fetch-Site": "cross-site"}, None),
        ({"Sec-Fetch-Site": "same-site"}, None),
        ({"Origin": "http://127.0.0.1"}, None),
    ],
)
async def test_a_change_by_cookie_needs_our_own_page(
    browser: NewBrowser, ada: str, headers: dict[str, str], without: str | None
) -> None:
    client = await browser()
    await log_in(client, ada)
    if without:
        del client.headers[without]
    answer = await client.post("/api/auth/logout", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "cross_site_request")
    assert (await client.get(ME)).status_code == 200


async def test_every_method_that_changes_needs_the_csrf_header(browser: NewBrowser, ada: str) -> None:
    client = await browser()
    await log_in(client, ada)
    session = (await client.get("/api/auth/sessions")).json()["items"][0]["id"]
    del client.headers["X-CSRF"]
    for method, path in (
        ("POST", "/api/auth/logout"),
        ("DELETE", f"/api/auth/sessions/{session}"),
        ("PATCH", f"/api/users/{session}"),
        ("PUT", f"/api/workflows/{session}/draft"),
    ):
        answer = await client.request(method, path)
        assert (answer.status_code, answer.json()["code"]) == (403, "cross_site_request"), method
    assert (await client.get(ME)).status_code == 200


async def test_a_cookie_and_a_key_together_are_refused_as_such(browser: NewBrowser, ada: str) -> None:
    client = await browser()
    await log_in(client, ada)
    for without in (None, "X-CSRF"):
        if without:
            del client.headers[without]
        for method, path in (("GET", ME), ("POST", "/api/auth/logout")):
            answer = await client.request(method, path, headers={"Authorization": "Bearer x"})
            assert (answer.status_code, answer.json()["code"]) == (400, "bad_request"), method
    assert (await client.get(ME)).status_code == 200


async def test_fetch_metadata_alone_shows_our_own_page(browser: NewBrowser, ada: str) -> None:
    client = await browser()
    await log_in(client, ada)
    del client.headers["Origin"]
    assert (await client.post("/api/auth/logout", headers={"Sec-Fetch-Site": "same-origin"})).status_code == 204


async def test_a_default_port_in_the_host_is_the_same_origin(browser: NewBrowser, ada: str) -> None:
    client = await browser("https://onefold.example")
    answer = await client.post(
        "/api/auth/login",
        json={"email": ada, "password": PASSWORD},
        headers={"Host": "onefold.example:443", "Origin": "https://onefold.example"},
    )
    assert answer.status_code == 200, answer.text
