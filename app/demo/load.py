"""Loads the demo by calling the app's own API in this process, as a script would: the same checks, the same result."""

import json
import os
import secrets
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI

from app.auth import service as auth_service
from app.auth.access import Role

EMAIL = "demo@example.com"
LOGIN_FILE = "demo-login.json"
HERE = files("app.demo")


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """Who may sign in to the demo; None for the password when the demo was not loaded here."""

    email: str
    password: str


async def load_demo(app: FastAPI) -> DemoLogin | None:
    """Load the demo into an empty installation; returns its login, or None where somebody else has set it up.

    Safe to call at each start: what is there stays, and what an interrupted start left out is added.
    """
    login = _read_login(app)
    if login is None:
        if await auth_service.has_users(app.state.database):
            return None
        login = _make_login(app)
    async with app.state.database.session() as session:
        user = await auth_service.find_user(session, login.email)
        if user is None:
            user = await auth_service.create_user(session, login.email, login.password, Role.OWNER)
        _, token = await auth_service.start_session(session, user, user_agent="onefold demo")
    base = "http://127.0.0.1"
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app),
        base_url=base,
        headers={"Origin": base, "X-CSRF": "1"},
        cookies={"sid": token},
    ) as client:
        await _load_guestbook(client)
        await _load_greeting(client)
        await client.post("/api/auth/logout")
    return login


async def _load_guestbook(client: httpx.AsyncClient) -> None:
    columns = [{"name": name, "type": "text", "required": True} for name in ("name", "message")]
    await _make(client, "/api/data-sources/local/tables", {"name": "guestbook", "columns": columns})
    query = "SELECT name, message, created_at FROM guestbook ORDER BY id DESC"
    await _make(client, "/api/queries", {"name": "guestbook-entries", "source": "local", "sql": query})
    await _make(client, "/api/storage/buckets", {"name": "welcome", "public": True})
    picture = (HERE / "cover.svg").read_bytes()
    put = await client.put(
        "/api/storage/buckets/welcome/objects/cover.svg", content=picture, headers={"Content-Type": "image/svg+xml"}
    )
    put.raise_for_status()
    if await _has(client, "/api/pages", "slug", "welcome"):
        return
    workflow_id = await _publish_workflow(client, "sign-guestbook", "sign_guestbook.json")
    text = (HERE / "welcome.json").read_text().replace("SIGN_GUESTBOOK", workflow_id)
    page = await _make(
        client,
        "/api/pages",
        {"slug": "welcome", "title": "Welcome to Onefold", "draft": json.loads(text), "is_home": True},
    )
    (await client.post(f"/api/pages/{page['id']}/publish")).raise_for_status()


async def _load_greeting(client: httpx.AsyncClient) -> None:
    if not await _has(client, "/api/workflows", "name", "greet"):
        await _publish_workflow(client, "greet", "greet.json")


async def _publish_workflow(client: httpx.AsyncClient, name: str, file: str) -> str:
    graph = json.loads((HERE / file).read_text())
    workflow = await _make(client, "/api/workflows", {"name": name, "draft": graph})
    (await client.post(f"/api/workflows/{workflow['id']}/publish")).raise_for_status()
    return str(workflow["id"])


async def _make(client: httpx.AsyncClient, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """Create something; what exists already is left as it is."""
    answer = await client.post(path, json=body)
    if answer.status_code == httpx.codes.CONFLICT:
        return {}
    answer.raise_for_status()
    created: dict[str, Any] = answer.json()
    return created


async def _has(client: httpx.AsyncClient, path: str, field: str, value: str) -> bool:
    answer = await client.get(path, params={"limit": 200})
    answer.raise_for_status()
    return any(item[field] == value for item in answer.json()["items"])


def _login_path(app: FastAPI) -> Path:
    path: Path = app.state.settings.data_dir / LOGIN_FILE
    return path


def _read_login(app: FastAPI) -> DemoLogin | None:
    path = _login_path(app)
    return DemoLogin(**json.loads(path.read_text())) if path.exists() else None


def _make_login(app: FastAPI) -> DemoLogin:
    """Make a password of its own for this installation and keep it, so that each start can show it."""
    login = DemoLogin(EMAIL, secrets.token_urlsafe(12))
    descriptor = os.open(_login_path(app), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump({"email": login.email, "password": login.password}, file)
    return login
