"""Loads the demo by calling the app's own API in this process, as a script would: same checks, same result."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import Any

import httpx

from app.core.settings import Settings
from app.main import OnefoldApp

EMAIL = "demo@example.com"
LOGIN_FILE = "demo-login.json"
HERE = files("app.demo")


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """Who may sign in to the demo."""

    email: str
    password: str


def demo_login(settings: Settings) -> DemoLogin:
    """Return the owner of the settings, or the one of this data dir: made once with a password of its own."""
    if settings.admin_email:
        return DemoLogin(settings.admin_email, settings.admin_password.get_secret_value())
    path = settings.data_dir / LOGIN_FILE
    if path.exists():
        return DemoLogin(**json.loads(path.read_text()))
    login = DemoLogin(EMAIL, secrets.token_urlsafe(12))
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(asdict(login), file)
    return login


async def load_demo(app: OnefoldApp, login: DemoLogin) -> bool:
    """Load what of the demo is missing; False where this login does not open the installation.

    Safe at each start: what is there stays, and what an interrupted start left out is added.
    """
    base = app.resources.settings.origin
    transport = httpx.ASGITransport(app)
    headers = {"Origin": base, "X-CSRF": "1"}
    async with httpx.AsyncClient(transport=transport, base_url=base, headers=headers, timeout=60) as client:
        response = await client.post("/api/auth/login", json=asdict(login))
        if response.status_code == httpx.codes.UNAUTHORIZED:
            return False
        response.raise_for_status()
        await _load_guestbook(client)
        await _load_greeting(client)
        (await client.post("/api/auth/logout")).raise_for_status()
    return True


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
    response = await client.post(path, json=body)
    if response.status_code == httpx.codes.CONFLICT:
        return {}
    response.raise_for_status()
    created: dict[str, Any] = response.json()
    return created


async def _has(client: httpx.AsyncClient, path: str, field: str, value: str) -> bool:
    response = await client.get(path, params={"limit": 200})
    response.raise_for_status()
    return any(item[field] == value for item in response.json()["items"])
