"""Secrets over HTTP: made, replaced, never read back, kept while in use."""

import base64

import httpx
import pytest
from pydantic import SecretStr
from sqlmodel import select

from app.core.security.key_ring import KEY_FILE
from app.core.settings import Settings
from app.main import OnefoldApp, create_app
from app.secrets.models import Secret
from app.secrets.named.service import reveal_secrets
from tests.conftest import BASE_URL, client_of, running
from tests.workflows.graphs import MANUAL, chain, finished, node, publish, webhook


async def test_a_secret_without_a_value_is_made_and_shown_once(owner: httpx.AsyncClient) -> None:
    made = await owner.post("/api/secrets", json={"name": "HOOK"})
    assert made.status_code == 201
    value = made.json()["value"]
    assert len(base64.b64decode(value.removeprefix("whsec_"))) == 32
    assert made.headers["cache-control"] == "no-store"
    url = f"/api/secrets/{made.json()['id']}"
    for answer in (await owner.get(url), await owner.get("/api/secrets")):
        assert "HOOK" in answer.text
        assert value not in answer.text
        assert '"value"' not in answer.text


async def test_a_given_value_is_kept_encrypted_and_never_answered(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    made = await owner.post("/api/secrets", json={"name": "TOKEN", "value": "open sesame"})
    assert (made.status_code, made.json()["value"]) == (201, None)
    async with app.resources.database.reader() as session:
        row = (await session.exec(select(Secret))).one()
    assert "sesame" not in row.value
    database, key_ring = app.resources.database, app.resources.key_ring
    assert await reveal_secrets(database, key_ring, ["TOKEN", "GONE"]) == {"TOKEN": "open sesame"}
    changed = await owner.patch(f"/api/secrets/{row.id}", json={"value": "other value"})
    assert changed.status_code == 200
    assert await reveal_secrets(database, key_ring, ["TOKEN"]) == {"TOKEN": "other value"}


async def test_names_are_unique_and_wrong_ones_refused(owner: httpx.AsyncClient) -> None:
    assert (await owner.post("/api/secrets", json={"name": "A"})).status_code == 201
    taken = await owner.post("/api/secrets", json={"name": "A", "value": "long enough"})
    assert (taken.status_code, taken.json()["code"]) == (409, "secret_name_taken")
    short = {"name": "B", "value": "7 chars"}
    for body in ({"name": "1A"}, {"name": "a-b"}, {"name": ""}, short, {"name": "B", "x": 1}):
        assert (await owner.post("/api/secrets", json=body)).status_code == 422


async def test_a_secret_in_use_is_kept(owner: httpx.AsyncClient) -> None:
    ids = {}
    for name in ("HOOK", "TOKEN", "FREE"):
        ids[name] = (await owner.post("/api/secrets", json={"name": name, "value": "long enough"})).json()["id"]
    call = node("call", "http.request", url="https://example.com", headers={"X": "{{ secrets.TOKEN }}"})
    first = await publish(owner, chain(MANUAL, call), "caller")
    await publish(owner, chain(webhook("x", {"mode": "header", "secret": "HOOK"})), "hooked")
    for name, user in (("HOOK", "hooked"), ("TOKEN", "caller")):
        refused = await owner.delete(f"/api/secrets/{ids[name]}")
        assert (refused.status_code, refused.json()["code"]) == (409, "secret_in_use")
        assert [one["name"] for one in refused.json()["used_by"]] == [user]
    assert (await owner.delete(f"/api/secrets/{ids['FREE']}")).status_code == 204
    await owner.post(f"/api/workflows/{first}/unpublish")
    assert (await owner.delete(f"/api/secrets/{ids['TOKEN']}")).status_code == 204
    gone = await owner.get(f"/api/secrets/{ids['TOKEN']}")
    assert (gone.status_code, gone.json()["code"]) == (404, "secret_not_found")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_needs_a_secret_whose_key_is_gone_says_so(settings: Settings) -> None:
    """The ring was replaced: neither a call that is to be checked nor a run gets at the secret."""
    call = node("call", "http.request", url="http://127.0.0.1:9/", headers={"X": "{{ secrets.TOKEN }}"})
    admin = {"email": "owner@example.com", "password": "correct horse battery"}
    headers = {"Origin": BASE_URL, "X-CSRF": "1"}
    made_with = {"admin_email": admin["email"], "admin_password": SecretStr(admin["password"])}
    async with running(create_app(settings.model_copy(update=made_with))) as app, client_of(app, **headers) as client:
        assert (await client.post("/api/auth/login", json=admin)).status_code == 200
        await client.post("/api/secrets", json={"name": "TOKEN", "value": "open sesame"})
        called = await publish(client, chain(webhook("hook", {"mode": "header", "secret": "TOKEN"})))
        runs = await publish(client, chain(MANUAL, call))
    assert called != runs
    (settings.data_dir / KEY_FILE).unlink()
    async with running(create_app(settings)) as app, client_of(app, **headers) as client:
        assert (await client.post("/api/auth/login", json=admin)).status_code == 200
        refused = await client.post("/webhook/hook", headers={"X-Webhook-Secret": "open sesame"})
        assert (refused.status_code, refused.json()["code"]) == (503, "decryption_failed")
        started = await client.post(f"/api/workflows/{runs}/execute", json={})
        ended = await finished(client, started.json()["id"])
        assert (ended["status"], ended["error"]["code"]) == ("failed", "decryption_failed")
