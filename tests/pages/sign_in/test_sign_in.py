"""`/login`: the form signs in as the API does, leads on within the site, and is sent by nobody else."""

import re
from pathlib import Path

import httpx
import pytest

from app.auth.login_rate_limiter import PER_ADDRESS_AND_NETWORK
from app.auth.setup import prepare_setup
from app.core.settings import Settings
from app.main import OnefoldApp
from tests.auth.conftest import PASSWORD, NewBrowser, ada, browser  # noqa: F401 (fixtures)
from tests.conftest import BASE_URL, ONE_DATABASE, make_settings
from tests.pages.conftest import Publish, node, publish  # noqa: F401 (a fixture)

pytestmark = ONE_DATABASE
FORM = {"Origin": BASE_URL, "Accept": "text/html"}


async def sign_in(client: httpx.AsyncClient, password: str = PASSWORD, **fields: str) -> httpx.Response:
    """Send the form as a browser does."""
    data = {"email": "Ada@example.com", "password": password} | fields
    return await client.post("/login", data=data, headers=FORM)


@pytest.fixture
async def visitor(browser: NewBrowser) -> httpx.AsyncClient:  # noqa: F811
    """A browser in which nobody is signed in; it sends no header by itself that a form could not."""
    client = await browser()
    del client.headers["X-CSRF"], client.headers["Origin"]
    return client


async def test_signing_in_leads_to_where_one_can_go_and_out_again(
    visitor: httpx.AsyncClient,
    ada: str,  # noqa: F811
    publish: Publish,  # noqa: F811
) -> None:
    await publish("welcome", node("h", "Heading", text="Hello", level=1), title="Ada & <friends>")
    form = await visitor.get("/login")
    assert form.status_code == 200
    assert "<h1" in form.text
    assert ">Sign in</h1>" in form.text
    done = await sign_in(visitor)
    assert (done.status_code, done.headers["location"]) == (303, "/login")
    (marked,) = [one for one in done.headers.get_list("set-cookie") if one.startswith("of-visitor=")]
    assert "HttpOnly" not in marked
    shown = (await visitor.get("/login")).text
    assert ada in shown
    assert "owner" in shown
    assert 'href="/docs"' in shown
    assert '<a class="of-link" href="/p/welcome">Ada &amp; &lt;friends&gt;</a>' in shown
    assert (await visitor.get("/api/auth/me")).json()["email"] == ada
    out = await visitor.post("/login/end", headers=FORM)
    assert (out.status_code, out.headers["location"]) == (303, "/login")
    assert "of-visitor" not in visitor.cookies
    assert ">Sign in</h1>" in (await visitor.get("/login")).text
    assert (await visitor.get("/api/auth/me")).status_code == 401


async def test_the_page_needs_no_script_and_nobody_keeps_or_frames_it(visitor: httpx.AsyncClient, ada: str) -> None:  # noqa: F811
    page = await visitor.get("/login")
    assert "script" not in page.text
    assert "style=" not in page.text
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "frame-ancestors 'none'" in policy
    assert page.headers["cache-control"] == "no-store"
    assert '<meta name="robots" content="noindex">' in page.text
    [sheet] = re.findall(r'href="(/p/_assets/[^"]+)"', page.text)
    assert (await visitor.get(sheet)).status_code == 200


async def test_a_wrong_password_shows_the_form_again_without_it(visitor: httpx.AsyncClient, ada: str) -> None:  # noqa: F811
    answer = await sign_in(visitor, "wrong horse battery", next="/docs")
    assert answer.status_code == 401
    assert answer.headers["content-type"].startswith("text/html")
    assert 'role="alert">The e-mail address or the password is wrong</p>' in answer.text
    assert 'value="Ada@example.com"' in answer.text
    assert 'name="next" value="/docs"' in answer.text
    assert "wrong horse" not in answer.text
    assert "set-cookie" not in answer.headers


async def test_what_is_typed_is_never_markup(visitor: httpx.AsyncClient, ada: str) -> None:  # noqa: F811
    answer = await sign_in(visitor, email='"><script>alert(1)</script>')
    assert answer.status_code == 401
    assert "<script" not in answer.text


@pytest.mark.parametrize("fields", [{"email": ""}, {"email": "x" * 300}, {"password": ""}, {"password": "x" * 5000}])
async def test_fields_that_cannot_be_right_are_named(visitor: httpx.AsyncClient, fields: dict[str, str]) -> None:
    data = {"email": "ada@example.com", "password": PASSWORD} | fields
    answer = await visitor.post("/login", data=data, headers=FORM)
    assert answer.status_code in (401, 422)
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [
        ("/docs", "/docs"),
        ("/p/welcome?a=b#c", "/p/welcome?a=b#c"),
        ("", "/login"),
        ("docs", "/login"),
        ("//evil.example", "/login"),
        ("/\\evil.example", "/login"),
        ("\\\\evil.example", "/login"),
        ("https://evil.example/", "/login"),
        ("/\t/evil.example", "/login"),
        ("/\n/evil.example", "/login"),
        ("javascript:alert(1)", "/login"),
        ("/a\r\nSet-Cookie: x=y", "/login"),
        ("/ü", "/login"),
    ],
)
async def test_signing_in_leads_nowhere_but_into_this_site(
    visitor: httpx.AsyncClient,
    ada: str,  # noqa: F811
    wanted: str,
    led_to: str,
) -> None:
    form = await visitor.get("/login", params={"next": wanted})
    assert f'name="next" value="{led_to}"' in form.text
    assert (await sign_in(visitor, next=wanted)).headers["location"] == led_to


@pytest.mark.parametrize("path", ["/login", "/login/setup", "/login/end"])
async def test_no_other_site_sends_the_form(visitor: httpx.AsyncClient, ada: str, path: str) -> None:  # noqa: F811
    assert (await sign_in(visitor)).status_code == 303
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        data = {"email": ada, "password": PASSWORD, "token": "x"}
        answer = await visitor.post(path, data=data, headers=headers | {"Accept": "text/html"})
        assert answer.status_code == 403
        assert "This was not sent from this site" in answer.text
        assert "set-cookie" not in answer.headers
    assert (await visitor.get("/api/auth/me")).status_code == 200, "nobody signed them out"


async def test_attempts_are_counted_together_with_those_of_the_api(
    visitor: httpx.AsyncClient,
    ada: str,  # noqa: F811
) -> None:
    for number in range(PER_ADDRESS_AND_NETWORK):
        if number % 2:
            await sign_in(visitor, "wrong horse battery")
        else:
            await visitor.post("/api/auth/login", json={"email": ada, "password": "wrong horse battery"})
    answer = await sign_in(visitor)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    assert "Too many attempts" in answer.text
    api = await visitor.post("/api/auth/login", json={"email": ada, "password": PASSWORD})
    assert api.status_code == 429


async def test_the_first_owner_is_made_with_the_token_of_the_start(
    app: OnefoldApp, visitor: httpx.AsyncClient
) -> None:
    token = await prepare_setup(app.resources.database, app.resources.passwords, app.resources.settings)
    assert token is not None
    form = await visitor.get("/login")
    assert ">Make the first owner</h1>" in form.text

    async def send(**fields: str) -> httpx.Response:
        data = {"token": token, "email": "ada@example.com", "password": PASSWORD} | fields
        return await visitor.post("/login/setup", data=data, headers=FORM)

    for wrong, status, message in (
        ({"token": "guess"}, 403, "The setup token is not valid"),
        ({"password": "short"}, 422, "at least 10 characters"),
        ({"email": "nobody"}, 422, "E-mail address: "),
    ):
        answer = await send(**wrong)
        assert (answer.status_code, message in answer.text) == (status, True), answer.text
        assert ">Make the first owner</h1>" in answer.text
    assert (await send()).headers["location"] == "/login"
    assert (await visitor.get("/api/auth/me")).json()["role"] == "owner"
    again = await send(email="eve@example.com")
    assert again.status_code == 409
    assert ">Sign in</h1>" in again.text, "there is an owner now"


async def test_a_session_that_has_ended_shows_the_form(visitor: httpx.AsyncClient, ada: str) -> None:  # noqa: F811
    visitor.cookies.set("sid", "no-such-session")
    assert ">Sign in</h1>" in (await visitor.get("/login")).text
    assert (await visitor.post("/login/end", headers=FORM)).status_code == 303


async def test_over_plain_http_from_elsewhere_it_says_why_not(browser: NewBrowser, ada: str) -> None:  # noqa: F811
    client = await browser("http://app.example.com")
    answer = await client.post("/login", data={"email": ada, "password": PASSWORD})
    assert answer.status_code == 403
    assert "Open this over https" in answer.text


class TestBehindAProxy:
    """The cookie of https is the secure one, whatever the connection to us is."""

    @pytest.fixture
    def settings(self, tmp_path: Path, database_url: str) -> Settings:
        """Settings of an app that people reach by https."""
        return make_settings(tmp_path / "data", database_url, public_url="https://app.example.com")

    async def test_the_cookie_is_the_secure_one(self, browser: NewBrowser, ada: str) -> None:  # noqa: F811
        client = await browser("http://app.example.com", Origin="https://app.example.com")
        answer = await client.post("/login", data={"email": ada, "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        assert "__Host-sid=" in answer.headers["set-cookie"]
