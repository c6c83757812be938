"""What owners do with users, and that it counts at once."""

import asyncio
from typing import Any
from uuid import UUID

import httpx
import pytest

from app.auth.access import ACCESS_CHANGED, Role
from app.main import OnefoldApp
from tests.auth.conftest import PASSWORD, NewBrowser, log_in

USERS = "/api/users"


async def add(owner: httpx.AsyncClient, email: str = "bob@example.com", role: str = "editor") -> dict[str, Any]:
    """Return a new user."""
    answer = await owner.post(USERS, json={"email": email, "password": PASSWORD, "role": role})
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def my_id(client: httpx.AsyncClient) -> str:
    """Return who this is."""
    return str((await client.get("/api/auth/me")).json()["id"])


async def test_an_owner_makes_reads_lists_changes_and_deletes_users(
    owner: httpx.AsyncClient, browser: NewBrowser
) -> None:
    bob = await add(owner, " Bob@Example.com ")
    assert set(bob) == {"id", "email", "role", "suspended", "created_at"}
    assert (bob["email"], bob["role"], bob["suspended"]) == ("bob@example.com", "editor", False)
    assert (await owner.get(f"{USERS}/{bob['id']}")).json() == bob
    assert (await owner.get(USERS)).json()["items"][0] == bob
    client = await browser()
    assert (await log_in(client, "bob@example.com")).json()["user"]["role"] == "editor"
    changed = await owner.patch(f"{USERS}/{bob['id']}", json={"role": "viewer"})
    assert changed.json()["role"] == "viewer"
    assert (await client.get("/api/auth/me")).json()["role"] == "viewer"
    assert (await owner.delete(f"{USERS}/{bob['id']}")).status_code == 204
    assert (await client.get("/api/auth/me")).status_code == 401
    gone = await owner.get(f"{USERS}/{bob['id']}")
    assert (gone.status_code, gone.json()["code"]) == (404, "user_not_found")


async def test_an_address_belongs_to_one_user(owner: httpx.AsyncClient) -> None:
    await add(owner)
    answer = await owner.post(USERS, json={"email": "BOB@example.com", "password": PASSWORD})
    assert (answer.status_code, answer.json()["code"]) == (409, "email_taken")


async def test_a_suspension_acts_at_once_and_does_not_bring_sessions_back(
    app: OnefoldApp, owner: httpx.AsyncClient, browser: NewBrowser
) -> None:
    announced: list[Any] = []

    async def listen(message: Any) -> None:
        announced.append(message.user_id)

    app.resources.bus.subscribe(ACCESS_CHANGED, listen)
    bob = await add(owner)
    client = await browser()
    await log_in(client, "bob@example.com")
    assert (await owner.patch(f"{USERS}/{bob['id']}", json={"suspended": True})).json()["suspended"] is True
    assert announced == [UUID(bob["id"])]
    assert (await client.get("/api/auth/me")).json()["code"] == "session_ended"
    refused = await log_in(await browser(), "bob@example.com")
    assert (refused.status_code, refused.json()["code"]) == (401, "user_suspended")
    wrong = await log_in(await browser(), "bob@example.com", "wrong password")
    assert wrong.json()["code"] == "invalid_credentials"
    assert (await owner.patch(f"{USERS}/{bob['id']}", json={"suspended": False})).json()["suspended"] is False
    assert (await client.get("/api/auth/me")).status_code == 401
    assert (await log_in(client, "bob@example.com")).status_code == 200


async def test_a_password_set_by_an_owner_ends_the_users_sessions(
    owner: httpx.AsyncClient, browser: NewBrowser
) -> None:
    bob = await add(owner)
    client = await browser()
    await log_in(client, "bob@example.com")
    answer = await owner.patch(f"{USERS}/{bob['id']}", json={"password": "a brand new phrase"})
    assert answer.status_code == 200
    assert (await client.get("/api/auth/me")).status_code == 401
    assert (await log_in(client, "bob@example.com", "a brand new phrase")).status_code == 200


@pytest.mark.parametrize("change", [{"role": "editor"}, {"suspended": True}, None])
async def test_the_last_active_owner_stays(owner: httpx.AsyncClient, change: dict[str, Any] | None) -> None:
    me = await my_id(owner)
    other = await add(owner, role="owner")
    await owner.patch(f"{USERS}/{other['id']}", json={"suspended": True})
    url = f"{USERS}/{me}"
    answer = await (owner.patch(url, json=change) if change else owner.delete(url))
    assert (answer.status_code, answer.json()["code"]) == (409, "last_owner")
    assert (await owner.get("/api/auth/me")).json()["role"] == "owner"
    await owner.patch(f"{USERS}/{other['id']}", json={"suspended": False})
    answer = await (owner.patch(url, json=change) if change else owner.delete(url))
    assert answer.status_code in (200, 204)


async def test_two_owners_who_demote_each_other_leave_one(owner: httpx.AsyncClient, sign_in: Any) -> None:
    second = await sign_in(Role.OWNER)
    first_id, second_id = await my_id(owner), await my_id(second)
    answers = await asyncio.gather(
        owner.patch(f"{USERS}/{second_id}", json={"role": "viewer"}),
        second.patch(f"{USERS}/{first_id}", json={"role": "viewer"}),
    )
    roles = [(await client.get("/api/auth/me")).json()["role"] for client in (owner, second)]
    assert sorted(roles) == ["owner", "viewer"], [answer.text for answer in answers]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"email": "bob", "password": PASSWORD}, "invalid_input"),
        ({"email": "bob@x.y\x00", "password": PASSWORD}, "invalid_input"),
        ({"email": "b b@x.y", "password": PASSWORD}, "invalid_input"),
        ({"email": "a@b@c", "password": PASSWORD}, "invalid_input"),
        ({"email": f"{'b' * 251}@x.y", "password": PASSWORD}, "invalid_input"),
        ({"email": f"{'İ' * 250}@x.y", "password": PASSWORD}, "invalid_input"),
        ({"email": "bob@x.y", "password": PASSWORD, "role": "root"}, "invalid_input"),
        ({"email": "bob@x.y", "password": PASSWORD, "id": 1}, "invalid_input"),
        ({"email": "bob@x.y", "password": "short"}, "weak_password"),
        ({"email": "bob.the.builder@x.y", "password": "Bob.The.Builder@x.y"}, "weak_password"),
    ],
)
async def test_bad_users_are_refused(owner: httpx.AsyncClient, body: dict[str, Any], code: str) -> None:
    answer = await owner.post(USERS, json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_what_people_do_is_in_the_audit_log(owner: httpx.AsyncClient, browser: NewBrowser) -> None:
    bob = await add(owner)
    client = await browser(ip="203.0.113.7")
    await log_in(client, "bob@example.com", "wrong password")
    await log_in(client, "bob@example.com")
    key = (await client.post("/api/api-keys", json={"name": "k", "scopes": ["admin"]})).json()
    await client.delete(f"/api/api-keys/{key['id']}")
    await client.post("/api/auth/password", json={"current_password": PASSWORD, "new_password": "a brand new phrase"})
    await client.post("/api/auth/logout")
    await owner.patch(f"{USERS}/{bob['id']}", json={"role": "viewer"})
    await owner.delete(f"{USERS}/{bob['id']}")
    answer = await owner.get("/api/audit-events")
    events = answer.json()["items"]
    assert [event["action"] for event in reversed(events)] == [
        "user.created",
        "login.failed",
        "login.succeeded",
        "key.created",
        "key.revoked",
        "password.changed",
        "logout",
        "user.changed",
        "user.deleted",
    ]
    failed = events[-2]
    assert (failed["actor_id"], failed["actor_email"], failed["ip"]) == (None, "bob@example.com", "203.0.113.7")
    created = events[-4]
    assert (created["actor_id"], created["target"]) == (bob["id"], key["id"])
    assert PASSWORD not in answer.text
    assert key["key"] not in answer.text
    only = (await owner.get("/api/audit-events?action=key.created&limit=1")).json()
    assert [event["action"] for event in only["items"]] == ["key.created"]


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=x", "cursor=%00", "cursor=abc"])
async def test_bad_paging_is_a_client_error(owner: httpx.AsyncClient, query: str) -> None:
    assert (await owner.get(f"{USERS}?{query}")).status_code in (400, 422)
