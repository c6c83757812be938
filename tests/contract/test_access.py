"""Deny by default: every route × nobody, each role, and keys, against what the route declares."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from uuid import UUID, uuid4

import httpx
from fastapi.routing import RouteContext

from app.auth import service
from app.auth.access import Role, Scope
from app.auth.deps import Access
from app.auth.models import ApiKey, User
from app.auth.tokens import hash_token, make_key
from app.core.db.database import utc_now
from app.main import OnefoldApp
from tests.conftest import BASE_URL, ONE_DATABASE, client_of
from tests.contract.test_routes import access_of, api_routes

NO_SUCH_ID = UUID(int=0)
DELIBERATE = {503, 507}


def methods_of(app: OnefoldApp) -> list[tuple[RouteContext, str]]:
    """Return every route with each of its methods."""
    return [(route, method) for route in api_routes(app) for method in sorted(route.methods or ())]


def url_of(route: RouteContext) -> str:
    """Return a URL of the route that names nothing which exists."""
    assert route.path is not None
    return re.sub(r"\{([^}:]+)(:[^}]+)?\}", lambda m: str(NO_SUCH_ID) if m[1].endswith("id") else "1", route.path)


def protected_routes(app: OnefoldApp) -> list[tuple[RouteContext, str, Access]]:
    """Return every route that wants a caller, with what it wants."""
    return [
        (route, method, access)
        for route, method in methods_of(app)
        for access in access_of(route)
        if isinstance(access, Access)
    ]


async def make_user(app: OnefoldApp, role: Role) -> User:
    """Return a new user of a role."""
    async with app.resources.database.session() as session:
        user = User(email=f"{role}-{uuid4().hex}@example.com", password_hash="!", role=role)
        session.add(user)
    return user


@asynccontextmanager
async def signed_in(app: OnefoldApp, user: User) -> AsyncIterator[httpx.AsyncClient]:
    """A browser with a fresh session: a route before may have ended the last one."""
    async with app.resources.database.session() as session:
        _, token = await service.start_session(session, user)
    async with client_of(app, **{"Origin": BASE_URL, "X-CSRF": "1", "Cookie": f"sid={token}"}) as client:
        yield client


async def make_key_of(app: OnefoldApp, user: User, scopes: list[Scope]) -> str:
    """Return a key of this user."""
    key = make_key()
    async with app.resources.database.session() as session:
        session.add(
            ApiKey(
                user_id=user.id,
                name="key",
                hint=key[-4:],
                key_hash=hash_token(key),
                scopes=scopes,
                last_used_at=utc_now() + timedelta(hours=1),
            )
        )
    return key


def check_answer(answer: httpx.Response, name: str) -> None:
    """Fail for a 5xx that nobody decided on."""
    assert answer.status_code < 500 or answer.status_code in DELIBERATE, f"{name}: {answer.status_code} {answer.text}"


async def test_nobody_gets_into_a_protected_route(app: OnefoldApp) -> None:
    async with client_of(app) as client:
        for route, method, _ in protected_routes(app):
            answer = await client.request(method, url_of(route))
            name = f"{method} {route.path}"
            assert answer.status_code == 401, name
            if method != "HEAD":
                assert answer.json()["code"] == "unauthenticated", name


@ONE_DATABASE
async def test_public_routes_ask_nobody_to_sign_in(app: OnefoldApp) -> None:
    wanted = {(route.path, method) for route, method, _ in protected_routes(app)}
    async with client_of(app, Origin=BASE_URL) as client:
        for route, method in methods_of(app):
            if (route.path, method) not in wanted:
                answer = await client.request(method, url_of(route))
                check_answer(answer, f"{method} {route.path}")
                assert '"code":"unauthenticated"' not in answer.text, f"{method} {route.path}"


@ONE_DATABASE
async def test_each_role_gets_into_what_is_declared_for_it_and_no_further(app: OnefoldApp) -> None:
    for role in Role:
        user = await make_user(app, role)
        for route, method, access in protected_routes(app):
            async with signed_in(app, user) as client:
                answer = await client.request(method, url_of(route))
            name = f"{role}: {method} {route.path}"
            check_answer(answer, name)
            if role.includes(access.role):
                assert answer.status_code not in (401, 403), f"{name}: {answer.text}"
            else:
                assert answer.status_code == 403, f"{name}: {answer.text}"


@ONE_DATABASE
async def test_keys_get_in_by_their_scope_alone(app: OnefoldApp) -> None:
    owner = await make_user(app, Role.OWNER)
    with_each = {scope: await make_key_of(app, owner, [scope]) for scope in Scope}
    async with client_of(app) as client:
        for route, method, access in protected_routes(app):
            for scope, key in with_each.items():
                name = f"{scope}: {method} {route.path}"
                answer = await client.request(method, url_of(route), headers={"Authorization": f"Bearer {key}"})
                check_answer(answer, name)
                if access.any_key or scope is access.scope:
                    assert answer.status_code not in (401, 403), f"{name}: {answer.text}"
                else:
                    assert answer.status_code == 403, f"{name}: {answer.text}"


async def test_a_key_can_do_no_more_than_its_owner(app: OnefoldApp) -> None:
    viewer = await make_user(app, Role.VIEWER)
    key = await make_key_of(app, viewer, list(Scope))
    async with client_of(app, Authorization=f"Bearer {key}") as client:
        for route, method, access in protected_routes(app):
            if access.role is not Role.VIEWER:
                answer = await client.request(method, url_of(route))
                assert answer.status_code == 403, f"{method} {route.path}: {answer.text}"
