"""Signing in and out, and what ends a session."""

from dataclasses import replace
from datetime import timedelta

import argon2
import httpx
import pytest
from sqlmodel import select

from app.auth.login_rate_limiter import PER_ADDRESS_AND_NETWORK, PER_DEVICE, PER_NETWORK, WINDOW, LoginRateLimiter
from app.auth.models import User
from app.auth.passwords import DUMMY_HASH, PasswordHasher
from app.core.db.database import utc_now
from app.main import OnefoldApp
from tests.auth.conftest import PASSWORD, NewBrowser, age_sessions, log_in

ME = "/api/auth/me"


async def test_login_gives_a_session_that_me_and_logout_know(browser: NewBrowser, ada: str) -> None:
    client = await browser()
    assert (await client.get(ME)).status_code == 401
    answer = await log_in(client, "ADA@example.com ")
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert body["user"]["email"] == ada
    assert body["user"]["role"] == "owner"
    assert set(body) == {"user", "expires_at"}
    assert answer.headers["cache-control"] == "no-store"
    me = (await client.get(ME)).json()
    assert (me["id"], me["email"], me["role"], me["scopes"]) == (body["user"]["id"], ada, "owner", None)
    gone = await client.post("/api/auth/logout")
    assert gone.status_code == 204
    assert "sid" not in client.cookies
    assert (await client.get(ME)).json()["code"] == "unauthenticated"


async def test_a_logged_out_token_is_dead_even_for_who_kept_it(browser: NewBrowser, ada: str) -> None:
    client, thief = await browser(), await browser()
    token = (await log_in(client, ada)).cookies["sid"]
    await client.post("/api/auth/logout")
    thief.cookies.set("sid", token)
    answer = await thief.get(ME)
    assert (answer.status_code, answer.json()["code"]) == (401, "session_ended")


async def test_cookies_are_plain_on_loopback_http_and_host_bound_over_https(browser: NewBrowser, ada: str) -> None:
    plain = (await log_in(await browser(), ada)).headers["set-cookie"]
    assert plain.startswith("sid=")
    assert "HttpOnly" in plain
    assert "SameSite=lax" in plain
    assert "Path=/" in plain
    assert "Secure" not in plain
    over_https = await browser("https://onefold.example")
    secure = (await log_in(over_https, ada)).headers["set-cookie"]
    assert secure.startswith("__Host-sid=")
    assert "Secure" in secure
    assert "Domain" not in secure
    assert (await over_https.get(ME)).status_code == 200
    assert (await over_https.post("/api/auth/logout")).status_code == 204
    assert (await over_https.get(ME)).status_code == 401


async def test_a_script_signs_in_at_the_address_the_server_listens_on(browser: NewBrowser, ada: str) -> None:
    client = await browser("http://0.0.0.0:8000")
    assert (await log_in(client, ada)).status_code == 200
    assert (await client.get(ME)).status_code == 200


async def test_a_proxy_that_hides_https_still_gets_the_secure_cookie(browser: NewBrowser, ada: str) -> None:
    client = await browser(
        "http://onefold.example", Origin="https://onefold.example", **{"Sec-Fetch-Site": "same-origin"}
    )
    answer = await log_in(client, ada)
    assert answer.headers["set-cookie"].startswith("__Host-sid=")


async def test_a_browser_on_plain_http_elsewhere_is_told_why_not(browser: NewBrowser, ada: str) -> None:
    answer = await log_in(await browser("http://192.0.2.7:8000"), ada)
    assert (answer.status_code, answer.json()["code"]) == (403, "https_required")


async def test_the_plain_cookie_counts_on_loopback_only(browser: NewBrowser, ada: str) -> None:
    token = (await log_in(await browser(), ada)).cookies["sid"]
    elsewhere = await browser("https://onefold.example")
    elsewhere.cookies.set("sid", token)
    assert (await elsewhere.get(ME)).json()["code"] == "unauthenticated"


async def test_a_wrong_password_and_an_unknown_address_look_and_cost_the_same(
    app: OnefoldApp, browser: NewBrowser, ada: str
) -> None:
    client = await browser()
    answers, costs = [], []
    for email in (ada, "nobody@example.com"):
        before = app.resources.passwords.verifications
        answer = await log_in(client, email, "not the password")
        costs.append(app.resources.passwords.verifications - before)
        answers.append((answer.status_code, {k: v for k, v in answer.json().items() if k != "request_id"}))
    assert answers[0] == answers[1]
    assert (answers[0][0], answers[0][1]["code"]) == (401, "invalid_credentials")
    assert costs == [1, 1]


async def test_the_hash_for_unknown_addresses_costs_what_ours_cost() -> None:
    pool = PasswordHasher(threads=1)
    fresh = await pool.hash(PASSWORD)
    pool.close()
    assert fresh.split("$")[1:4] == DUMMY_HASH.split("$")[1:4] == ["argon2id", "v=19", "m=19456,t=2,p=1"]


async def test_an_outdated_hash_is_renewed_by_a_login(app: OnefoldApp, browser: NewBrowser, ada: str) -> None:
    async with app.resources.database.session() as session:
        user = (await session.exec(select(User))).one()
        user.password_hash = argon2.PasswordHasher(1, 8192, 1).hash(PASSWORD)
        session.add(user)
    client = await browser()
    assert (await log_in(client, ada)).status_code == 200
    async with app.resources.database.reader() as session:
        stored = (await session.exec(select(User))).one().password_hash
    assert "m=19456,t=2,p=1" in stored
    assert (await log_in(client, ada)).status_code == 200


@pytest.mark.parametrize(
    "times",
    [
        {"last_seen_at": timedelta(hours=12, seconds=1)},
        {"expires_at": timedelta(seconds=1)},
    ],
)
async def test_a_session_ends_when_idle_and_at_its_end(
    app: OnefoldApp, browser: NewBrowser, ada: str, times: dict[str, timedelta]
) -> None:
    client = await browser()
    await log_in(client, ada)
    await age_sessions(app, **{name: utc_now() - ago for name, ago in times.items()})
    answer = await client.get(ME)
    assert (answer.status_code, answer.json()["code"]) == (401, "session_ended")


async def test_use_keeps_a_session_from_being_idle(app: OnefoldApp, browser: NewBrowser, ada: str) -> None:
    client = await browser()
    await log_in(client, ada)
    await age_sessions(app, last_seen_at=utc_now() - timedelta(hours=11))
    before = (await client.get("/api/auth/sessions")).json()["items"][0]["last_seen_at"]
    assert (utc_now() - timedelta(minutes=1)).isoformat() < before


async def test_ten_wrong_passwords_slow_one_address_from_one_place_only(
    app: OnefoldApp, browser: NewBrowser, ada: str
) -> None:
    now = 1000.0
    app.resources = replace(app.resources, login_rate_limiter=LoginRateLimiter(clock=lambda: now))
    attacker, home = await browser(ip="203.0.113.9"), await browser(ip="198.51.100.4")
    for _ in range(PER_ADDRESS_AND_NETWORK):
        assert (await log_in(attacker, ada, "wrong password")).status_code == 401
    checked = app.resources.passwords.verifications
    refused = await log_in(attacker, ada)
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_attempts")
    assert refused.headers["retry-after"] == str(int(WINDOW))
    assert app.resources.passwords.verifications == checked
    assert (await log_in(home, ada)).status_code == 200
    now += WINDOW
    assert (await log_in(attacker, ada)).status_code == 200


async def test_strangers_in_the_network_do_not_lock_a_known_browser_out(
    app: OnefoldApp, browser: NewBrowser, ada: str
) -> None:
    # All callers have one address, as behind a proxy that is not trusted.
    app.resources = replace(app.resources, login_rate_limiter=LoginRateLimiter(clock=lambda: 1000.0))
    home, stranger = await browser(), await browser()
    await log_in(home, ada)
    for number in range(PER_NETWORK):
        app.resources.login_rate_limiter.admit(f"user{number}@example.com", "127.0.0.1")
    assert (await log_in(stranger, ada)).status_code == 429
    assert (await log_in(home, ada)).status_code == 200
    # The cookie counts for its own person, as we made it, and so often.
    device = home.cookies["device"]
    assert (await log_in(home, "bob@example.com")).status_code == 429
    stranger.cookies.set("device", f"x{device}")
    assert (await log_in(stranger, ada)).status_code == 429
    codes = [(await log_in(home, ada, "wrong password")).status_code for _ in range(PER_DEVICE)]
    assert codes == [401] * PER_DEVICE
    assert (await log_in(home, ada)).status_code == 429


def test_one_network_has_a_limit_over_all_addresses_and_ipv6_counts_by_64() -> None:
    limiter = LoginRateLimiter(clock=lambda: 1.0)
    for number in range(PER_NETWORK):
        limiter.admit(f"user{number}@example.com", f"2001:db8:1:2::{number:x}")
    with pytest.raises(Exception, match="Try again in 300 seconds"):
        limiter.admit("another@example.com", "2001:db8:1:2:ffff::1")
    limiter.admit("another@example.com", "2001:db8:1:3::1")


def test_logins_that_succeed_use_no_attempts_up() -> None:
    limiter = LoginRateLimiter(clock=lambda: 1.0)
    for _ in range(PER_NETWORK * 3):
        limiter.succeed(limiter.admit("ada@example.com", "203.0.113.9"))


async def test_more_logins_than_the_pool_takes_are_told_to_come_back(
    app: OnefoldApp, browser: NewBrowser, ada: str
) -> None:
    app.resources.passwords.close()
    app.resources = replace(app.resources, passwords=PasswordHasher(threads=1, waiting=-1))
    answer = await log_in(await browser(), ada)
    assert (answer.status_code, answer.json()["code"], answer.headers["retry-after"]) == (503, "passwords_busy", "1")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9000"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://127.0.0.1:8000@evil.example"},
        {"Origin": "http://[::1"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
    ],
)
async def test_a_login_from_another_site_is_refused(browser: NewBrowser, ada: str, headers: dict[str, str]) -> None:
    answer = await log_in(await browser(**headers), ada)
    assert (answer.status_code, answer.json()["code"]) == (403, "cross_site_request")
    assert "set-cookie" not in answer.headers


async def test_a_script_without_browser_headers_may_log_in(client: httpx.AsyncClient, ada: str) -> None:
    assert (await log_in(client, ada)).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"email": "ada@example.com"},
        {"email": "ada@example.com", "password": None},
        {"email": "a\x00b@example.com", "password": PASSWORD},
        {"email": "ada@example.com", "password": "x" * 1025},
        {"email": "ada@example.com", "password": PASSWORD, "remember": True},
        {"email": ["ada@example.com"], "password": PASSWORD},
        [],
    ],
)
async def test_bad_login_input_is_422(client: httpx.AsyncClient, body: object) -> None:
    answer = await client.post("/api/auth/login", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")
    assert PASSWORD not in answer.text


async def test_broken_and_hostile_json_is_a_client_error(client: httpx.AsyncClient) -> None:
    for content in (b"{", b"", b"\xff\xfe", b'{"email":"\\ud800@x.y","password":"\\ud800\\ud800"}'):
        answer = await client.post("/api/auth/login", content=content, headers={"content-type": "application/json"})
        assert answer.status_code in (400, 422), (content, answer.text)


async def test_a_second_login_in_a_browser_ends_its_first_session(browser: NewBrowser, ada: str) -> None:
    client = await browser()
    await log_in(client, ada)
    await log_in(client, ada)
    assert len((await client.get("/api/auth/sessions")).json()["items"]) == 1


async def test_cookie_and_key_together_are_refused(browser: NewBrowser, ada: str) -> None:
    client = await browser()
    await log_in(client, ada)
    answer = await client.get(ME, headers={"Authorization": "Bearer of_sk_x"})
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
