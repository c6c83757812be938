"""Roles, scopes and networks that another build stored: they are listed as they are, and grant nothing here."""

from typing import Any
from uuid import UUID

import httpx
import pytest
from structlog.testing import capture_logs

from app.auth import service
from app.auth.access import Principal, Role, Scope
from app.auth.models import ApiKey, User
from app.core.ids import uuid7
from app.executions import service as executions
from app.main import OnefoldApp
from tests.auth.api_keys.test_api_keys import bearer, make
from tests.auth.conftest import PASSWORD, NewBrowser, log_in
from tests.conftest import ONE_DATABASE

pytestmark = ONE_DATABASE
ME = "/api/auth/me"


async def store(app: OnefoldApp, model: type[User] | type[ApiKey], row_id: str, **fields: Any) -> None:
    """Change a row behind the app's back."""
    async with app.resources.database.session() as session:
        row = await session.get_one(model, UUID(row_id))
        for field, value in fields.items():
            setattr(row, field, value)
        session.add(row)


async def test_a_role_of_another_build_is_listed_and_grants_nothing(
    app: OnefoldApp, owner: httpx.AsyncClient, browser: NewBrowser
) -> None:
    body = {"email": "eve@example.com", "password": PASSWORD, "role": "owner"}
    user_id = (await owner.post("/api/users", json=body)).json()["id"]
    eve = await browser()
    assert (await log_in(eve, "eve@example.com")).status_code == 200
    key = await make(eve, scopes=["admin"])
    principal = await service.find_principal(app.resources.database, user_id=UUID(user_id), key_id=None)
    assert principal is not None
    await store(app, User, user_id, role="superowner")
    with capture_logs() as logs:
        listed = (await owner.get("/api/users")).json()["items"]
        assert {item["id"]: item["role"] for item in listed}[user_id] == "superowner"
        assert (await owner.get(f"/api/users/{user_id}")).json()["role"] == "superowner"
        anonymous = await browser()
        refused = [
            await eve.get(ME),
            await eve.get("/api/workflows"),
            await anonymous.get(ME, headers=bearer(key["key"])),
            await log_in(await browser(), "eve@example.com"),
        ]
        assert [(answer.status_code, answer.json()["code"]) for answer in refused] == [(403, "forbidden")] * 4
        assert all("superowner" in answer.json()["detail"] for answer in refused)
        found = await service.find_principal(app.resources.database, user_id=UUID(user_id), key_id=UUID(key["id"]))
        assert found is None
        assert await service.revalidate(app.resources.database, [principal]) == set()
        # They are no owner: the last one who is known to be one stays.
        me = (await owner.get(ME)).json()["id"]
        assert (await owner.delete(f"/api/users/{me}")).json()["code"] == "last_owner"
        changed = await owner.patch(f"/api/users/{user_id}", json={"role": "viewer"})
        assert (changed.status_code, changed.json()["role"]) == (200, "viewer")
        assert (await eve.get(ME)).json()["role"] == "viewer"
    assert not [entry for entry in logs if entry["log_level"] == "error" or "exc_info" in entry]


@pytest.mark.parametrize("scopes", [["admin:all", "pages:read"], [7, None, {"a": 1}, "pages:read"]])
async def test_a_scope_of_another_build_is_listed_and_grants_nothing(
    app: OnefoldApp, owner: httpx.AsyncClient, client: httpx.AsyncClient, scopes: list[Any]
) -> None:
    made = await make(owner, scopes=["admin"])
    await store(app, ApiKey, made["id"], scopes=scopes)
    listed = (await owner.get("/api/api-keys")).json()["items"]
    assert listed[0]["scopes"] == scopes
    headers = bearer(made["key"])
    assert (await client.get(ME, headers=headers)).json()["scopes"] == ["pages:read"]
    assert (await client.get("/api/pages", headers=headers)).status_code == 200
    for path in ("/api/users", "/api/workflows", "/api/queries"):
        assert (await client.get(path, headers=headers)).status_code == 403, path
    user_id = UUID(made["user_id"])
    found = await service.find_principal(app.resources.database, user_id=user_id, key_id=UUID(made["id"]))
    assert found is not None
    assert (found.role, found.scopes) == (Role.OWNER, {Scope.PAGES_READ})


@pytest.mark.parametrize("scopes", [{"pages:read": True}, "pages:read", 7, True])
async def test_scopes_of_another_form_grant_nothing(
    app: OnefoldApp, owner: httpx.AsyncClient, client: httpx.AsyncClient, scopes: Any
) -> None:
    made = await make(owner, scopes=["pages:read"])
    await store(app, ApiKey, made["id"], scopes=scopes)
    assert (await owner.get("/api/api-keys")).json()["items"][0]["scopes"] == scopes
    assert (await client.get("/api/pages", headers=bearer(made["key"]))).status_code == 403


@pytest.mark.parametrize("cidrs", [["country:de"], [7, None], {}, {"127.0.0.1": 1}, "127.0.0.1", 7])
async def test_a_network_of_another_build_lets_nobody_in(
    app: OnefoldApp, owner: httpx.AsyncClient, client: httpx.AsyncClient, cidrs: Any
) -> None:
    made = await make(owner)
    await store(app, ApiKey, made["id"], cidrs=cidrs)
    assert (await owner.get("/api/api-keys")).json()["items"][0]["cidrs"] == cidrs
    refused = await client.get(ME, headers=bearer(made["key"]))
    assert (refused.status_code, refused.json()["code"]) == (403, "key_address_refused"), refused.text
    if isinstance(cidrs, list):
        await store(app, ApiKey, made["id"], cidrs=[*cidrs, "127.0.0.0/8"])
        assert (await client.get(ME, headers=bearer(made["key"]))).status_code == 200


async def test_a_ticket_of_a_role_of_another_build_opens_nothing(app: OnefoldApp) -> None:
    role: Any = "superowner"
    caller = Principal(uuid7(), "", role, session_id=uuid7())
    execution_id = uuid7()
    ticket, _ = executions.make_ticket(app.resources.key_ring, execution_id, caller)
    assert await executions.take_ticket(app.resources.database, app.resources.key_ring, ticket, execution_id) is None
