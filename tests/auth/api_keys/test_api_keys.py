"""API keys: shown once, and refused with a code that says why."""

import binascii
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import event
from sqlmodel import col, update

from app.auth.access import Role
from app.auth.models import ApiKey
from app.auth.tokens import make_key
from app.core.db.database import utc_now
from app.main import OnefoldApp
from tests.auth.conftest import NewBrowser
from tests.conftest import SignIn

KEYS = "/api/api-keys"
ME = "/api/auth/me"


async def make(client: httpx.AsyncClient, **body: Any) -> dict[str, Any]:
    """Return a new key."""
    answer = await client.post(KEYS, json={"name": "script", "scopes": ["actions:run"]} | body)
    assert answer.status_code == 201, answer.text
    created: dict[str, Any] = answer.json()
    return created


def bearer(key: str) -> dict[str, str]:
    """Return the header of a key."""
    return {"Authorization": f"Bearer {key}"}


async def refusal(client: httpx.AsyncClient, key: str) -> tuple[int, str]:
    """Return status and code of a call with this key."""
    answer = await client.get(ME, headers=bearer(key))
    return answer.status_code, answer.json().get("code", "")


async def test_a_key_is_shown_once_and_signs_calls(owner: httpx.AsyncClient, client: httpx.AsyncClient) -> None:
    created = await make(owner, scopes=["pages:read", "actions:run", "pages:read"])
    key = created["key"]
    assert key.startswith("of_sk_")
    assert len(key) == 52
    me = (await client.get(ME, headers=bearer(key))).json()
    assert (me["role"], me["scopes"], me["key_id"]) == ("owner", ["actions:run", "pages:read"], created["id"])
    listed = await owner.get(KEYS)
    assert key not in listed.text
    item = listed.json()["items"][0]
    assert item["hint"] == key[-4:]
    assert item["last_used_at"] is not None
    assert not {"key", "key_hash"} & set(item)


async def test_a_mistyped_key_is_told_apart_without_a_query(app: OnefoldApp, client: httpx.AsyncClient) -> None:
    queries = []

    def count(*_: Any) -> None:
        queries.append(1)

    event.listen(app.resources.database.engine.sync_engine, "before_cursor_execute", count)
    key = make_key()
    wrong = key[:10] + ("a" if key[10] != "a" else "b") + key[11:]
    for mistyped in (wrong, key[:-1], key + "x", "of_sk_", "", "sk_live_123", key.upper(), "of_sk_" + "é" * 46):
        answer = await client.get(ME, headers={"Authorization": f"Bearer {mistyped}".encode()})
        assert (answer.status_code, answer.json()["code"]) == (401, "key_malformed"), mistyped
    assert queries == []


async def test_unknown_expired_and_revoked_keys_have_codes_of_their_own(
    app: OnefoldApp, owner: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    assert await refusal(client, make_key()) == (401, "key_unknown")
    created = await make(owner, expires_at=(utc_now() + timedelta(hours=1)).isoformat())
    assert await refusal(client, created["key"]) == (200, "")
    async with app.resources.database.session() as session:
        past = utc_now() - timedelta(seconds=1)
        await session.exec(update(ApiKey).where(col(ApiKey.id).is_not(None)).values(expires_at=past))
    assert await refusal(client, created["key"]) == (401, "key_expired")
    second = await make(owner)
    assert (await owner.delete(f"{KEYS}/{second['id']}")).status_code == 204
    assert await refusal(client, second["key"]) == (401, "key_revoked")
    assert (await owner.delete(f"{KEYS}/{second['id']}")).status_code == 204


@pytest.mark.parametrize("header", ["Basic YTpi", "Bearer", "Bearer ", "of_sk_x", "Digest x", ""])
async def test_other_authorization_headers_are_401(client: httpx.AsyncClient, header: str) -> None:
    answer = await client.get(ME, headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer.json()["code"] in ("unauthenticated", "key_malformed")


async def test_a_key_follows_its_owner_down(
    owner: httpx.AsyncClient, sign_in: SignIn, client: httpx.AsyncClient
) -> None:
    editor = await sign_in(Role.EDITOR)
    created = await make(editor, scopes=["admin"])
    editor_id = (await editor.get(ME)).json()["id"]
    assert (await client.get("/api/users", headers=bearer(created["key"]))).status_code == 403
    await owner.patch(f"/api/users/{editor_id}", json={"role": "owner"})
    assert (await client.get("/api/users", headers=bearer(created["key"]))).status_code == 200
    await owner.patch(f"/api/users/{editor_id}", json={"role": "viewer"})
    assert (await client.get("/api/users", headers=bearer(created["key"]))).status_code == 403
    await owner.patch(f"/api/users/{editor_id}", json={"suspended": True})
    assert await refusal(client, created["key"]) == (401, "user_suspended")


async def test_networks_bound_where_a_key_works(owner: httpx.AsyncClient, browser: NewBrowser) -> None:
    created = await make(owner, cidrs=["203.0.113.9/24", "2001:db8::/32"])
    assert created["cidrs"] == ["203.0.113.0/24", "2001:db8::/32"]
    for ip, expected in {
        "203.0.113.200": (200, ""),
        "::ffff:203.0.113.200": (200, ""),
        "2001:db8:ffff::1": (200, ""),
        "203.0.114.1": (403, "key_address_refused"),
        "testclient": (403, "key_address_refused"),
    }.items():
        assert await refusal(await browser(ip=ip), created["key"]) == expected, ip


async def test_people_see_and_revoke_their_own_keys_and_owners_everybodys(
    owner: httpx.AsyncClient, sign_in: SignIn
) -> None:
    one, two = await sign_in(Role.VIEWER), await sign_in(Role.VIEWER)
    ones, twos = await make(one), await make(two)
    assert [item["id"] for item in (await one.get(KEYS)).json()["items"]] == [ones["id"]]
    assert [item["id"] for item in (await owner.get(KEYS)).json()["items"]] == [twos["id"], ones["id"]]
    foreign = await one.delete(f"{KEYS}/{twos['id']}")
    assert (foreign.status_code, foreign.json()["code"]) == (404, "key_not_found")
    assert (await owner.delete(f"{KEYS}/{twos['id']}")).status_code == 204


async def test_a_key_makes_no_key_that_may_do_more(owner: httpx.AsyncClient, client: httpx.AsyncClient) -> None:
    admin = (await make(owner, scopes=["admin"]))["key"]
    more = await client.post(KEYS, json={"name": "more", "scopes": ["admin", "data:write"]}, headers=bearer(admin))
    assert more.status_code == 403
    same = await client.post(KEYS, json={"name": "same", "scopes": ["admin"]}, headers=bearer(admin))
    assert same.status_code == 201


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"name": "x" * 101},
        {"name": "a\x00b"},
        {"scopes": []},
        {"scopes": ["root"]},
        {"scopes": "admin"},
        {"expires_at": "2001-01-01T00:00:00Z"},
        {"expires_at": "9999-12-31T23:59:59-12:00"},
        {"expires_at": "0001-01-01T00:00:00+14:00"},
        {"expires_at": "2999-01-01T00:00:00"},
        {"cidrs": ["300.0.0.0/8"]},
        {"cidrs": ["10.0.0.0/8"] * 51},
        {"cidrs": [4]},
        {"user_id": "00000000-0000-0000-0000-000000000000"},
    ],
)
async def test_bad_keys_are_refused(owner: httpx.AsyncClient, change: dict[str, Any]) -> None:
    answer = await owner.post(KEYS, json={"name": "k", "scopes": ["admin"]} | change)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input"), answer.text


def test_the_checksum_is_the_crc_32_of_what_stands_before_it() -> None:
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    for key in {make_key() for _ in range(50)}:
        value = 0
        for character in key[-6:]:
            value = value * 62 + digits.index(character)
        assert value == binascii.crc32(key[:-6].encode())
