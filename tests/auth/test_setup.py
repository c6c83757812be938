"""The first owner: by the token of the start, or from the settings, and exactly one."""

import asyncio
from pathlib import Path

import httpx
import pytest

from app.auth.errors import WeakPassword
from app.auth.setup import prepare_setup
from app.core.settings import Settings
from app.main import OnefoldApp, create_app
from tests.auth.conftest import PASSWORD, NewBrowser, log_in
from tests.conftest import client_of, make_settings, running

SETUP = "/api/auth/setup"


async def new_token(app: OnefoldApp) -> str:
    """Return the token that another start of the same installation prints."""
    token = await prepare_setup(app.resources.database, app.resources.passwords, app.resources.settings)
    assert token is not None
    return token


async def set_up(client: httpx.AsyncClient, token: str, email: str = "ada@example.com") -> httpx.Response:
    """Return the answer to making the first owner."""
    return await client.post(SETUP, json={"token": token, "email": email, "password": PASSWORD})


async def test_the_token_makes_one_owner_who_is_signed_in(app: OnefoldApp, browser: NewBrowser) -> None:
    client = await browser()
    assert (await client.get(SETUP)).json() == {"open": True}
    token = await new_token(app)
    answer = await set_up(client, token)
    assert answer.status_code == 201, answer.text
    assert answer.json()["user"]["role"] == "owner"
    assert (await client.get("/api/auth/me")).json()["email"] == "ada@example.com"
    assert (await client.get(SETUP)).json() == {"open": False}
    again = await set_up(await browser(), token, "eve@example.com")
    assert (again.status_code, again.json()["code"]) == (409, "setup_closed")
    assert await prepare_setup(app.resources.database, app.resources.passwords, app.resources.settings) is None
    assert (await log_in(await browser(), "ada@example.com")).status_code == 200


async def test_every_start_prints_a_token_that_works_until_one_is_used(app: OnefoldApp, browser: NewBrowser) -> None:
    first, second = await new_token(app), await new_token(app)
    assert first != second
    assert (await set_up(await browser(), first)).status_code == 201
    assert (await set_up(await browser(), second, "eve@example.com")).json()["code"] == "setup_closed"


async def test_a_wrong_token_makes_nobody_and_costs_no_hash(app: OnefoldApp, browser: NewBrowser) -> None:
    await new_token(app)
    client = await browser()
    answer = await set_up(client, "guess")
    assert (answer.status_code, answer.json()["code"]) == (403, "setup_token_invalid")
    assert "set-cookie" not in answer.headers
    assert (await client.get(SETUP)).json() == {"open": True}


@pytest.mark.parametrize("password", ["short", "password123", "aaaaaaaaaaaa", "Ada@Example.com"])
async def test_a_weak_password_is_refused_and_the_token_still_works(
    app: OnefoldApp, browser: NewBrowser, password: str
) -> None:
    token = await new_token(app)
    client = await browser()
    weak = await client.post(SETUP, json={"token": token, "email": "ada@example.com", "password": password})
    assert (weak.status_code, weak.json()["code"]) == (422, "weak_password")
    assert password not in weak.text
    assert (await set_up(client, token)).status_code == 201


@pytest.mark.parametrize("same_address", [True, False])
async def test_of_many_setups_at_once_one_wins(app: OnefoldApp, browser: NewBrowser, same_address: bool) -> None:
    tokens = [await new_token(app) for _ in range(3)] * 2
    clients = [await browser() for _ in tokens]
    answers = await asyncio.gather(
        *(
            set_up(client, token, "ada@example.com" if same_address else f"user{number}@example.com")
            for number, (client, token) in enumerate(zip(clients, tokens, strict=True))
        )
    )
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 5
    winner = clients[[answer.status_code for answer in answers].index(201)]
    assert len((await winner.get("/api/users")).json()["items"]) == 1


async def test_another_site_cannot_set_up(app: OnefoldApp, browser: NewBrowser) -> None:
    token = await new_token(app)
    answer = await set_up(await browser(Origin="https://evil.example"), token)
    assert (answer.status_code, answer.json()["code"]) == (403, "cross_site_request")


class TestOwnerFromSettings:
    """ONEFOLD_ADMIN_EMAIL and ONEFOLD_ADMIN_PASSWORD."""

    @pytest.fixture
    def settings(self, tmp_path: Path, database_url: str) -> Settings:
        return make_settings(
            tmp_path / "data", database_url, admin_email=" Root@Example.com", admin_password=PASSWORD
        )

    async def test_the_owner_signs_in_and_setup_is_closed(self, client: httpx.AsyncClient) -> None:
        assert (await client.get(SETUP)).json() == {"open": False}
        answer = await log_in(client, "root@example.com")
        assert answer.json()["user"]["role"] == "owner"

    async def test_a_second_start_changes_nothing(self, settings: Settings) -> None:
        async with running(create_app(settings)):
            pass
        changed = settings.model_copy(update={"admin_email": "other@example.com"})
        async with running(create_app(changed)) as second, client_of(second) as client:
            assert (await log_in(client, "other@example.com")).status_code == 401
            assert (await log_in(client, "root@example.com")).status_code == 200


async def test_several_first_starts_at_once_make_one_owner(app: OnefoldApp, client: httpx.AsyncClient) -> None:
    settings = app.resources.settings.model_copy(
        update={
            "admin_email": "root@example.com",
            "admin_password": type(app.resources.settings.admin_password)(PASSWORD),
        }
    )
    tokens = await asyncio.gather(
        *(prepare_setup(app.resources.database, app.resources.passwords, settings) for _ in range(4))
    )
    assert tokens == [None] * 4
    assert (await log_in(client, "root@example.com")).status_code == 200
    assert len((await client.get("/api/users")).json()["items"]) == 1


async def test_a_weak_password_in_the_settings_stops_the_start(tmp_path: Path, database_url: str) -> None:
    settings = make_settings(
        tmp_path / "data", database_url, admin_email="root@example.com", admin_password="password123"
    )
    with pytest.raises(WeakPassword):
        async with running(create_app(settings)):
            pass
