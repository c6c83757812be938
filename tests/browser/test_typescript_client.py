"""The TypeScript client in a browser, from Onefold's own origin with a session and from another with a key."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page

from tests.auth.conftest import PASSWORD, ada  # noqa: F401 (a fixture)
from tests.browser.conftest import OpenPage
from tests.clients.npm_package import PROGRAMS, ROOT, run
from tests.clients.strange_server import Strange, answering, html
from tests.conftest import make_settings

pytestmark = pytest.mark.browser
SCOPES = ["actions:read", "actions:write", "actions:run", "files:read", "files:write"]
DONE = {
    "result": {"text": "Hello, Ada!"},
    "end": "execution.completed",
    "stored": ["image/png", 3_000_000],
    "down": 3_000_000,
    "progress": True,
    "etag": True,
    "aborted": "enough",
    "stale": ["revision_conflict", 1],
}
# The refusals and the aborted upload that the program provokes.
EXPECTED = ("the server responded with a status of 412",)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The program of the browser, in one script that makes `program`."""
    script = tmp_path_factory.mktemp("script") / "browser.js"
    source = f"--alias:@onefold/client={ROOT / 'clients/typescript/src/index.ts'}"
    bundle = ("--bundle", "--format=iife", "--global-name=program", source, f"--outfile={script}")
    run(ROOT / "node_modules/.bin/esbuild", PROGRAMS / "browser.ts", *bundle, cwd=ROOT)
    return script.read_text()


@pytest.fixture
def elsewhere() -> Iterator[Strange]:
    """A page of another origin."""
    with answering(html(200, "Elsewhere")) as strange:
        yield strange


@pytest.fixture
def settings(tmp_path: Path, sqlite_template: Path, elsewhere: Strange) -> Any:
    """Settings of an app whose API the other origin may call."""
    path = tmp_path / "onefold.db"
    path.write_bytes(sqlite_template.read_bytes())
    return make_settings(tmp_path / "data", f"sqlite:///{path}", cors_origins=[elsewhere.url])


async def call(page: Page, program: str, function: str, *arguments: str) -> Any:
    """Run one function of the program in a page."""
    await page.evaluate(f"{program}; globalThis.program = program;")
    return await page.evaluate(f"(given) => program.{function}(...given)", list(arguments))


async def test_a_session_counts_on_the_own_origin(ada: str, open_page: OpenPage, program: str) -> None:  # noqa: F811
    page = await open_page("/login", ignore=EXPECTED, bypass_csp=True)
    assert await call(page, program, "bySession", ada, PASSWORD) == {"user": ada, "withKey": True, **DONE}


async def test_a_key_counts_from_an_allowed_origin(
    ada: str,  # noqa: F811
    open_page: OpenPage,
    program: str,
    origin: str,
    elsewhere: Strange,
) -> None:
    page = await open_page("/login", ignore=EXPECTED, bypass_csp=True)
    make_key = """async ([email, password, scopes]) => {
        const onefold = program.createOnefold({ url: location.origin });
        await onefold.auth.login({ email, password });
        return (await onefold.apiKeys.create({ name: "elsewhere", scopes })).key;
    }"""
    await page.evaluate(f"{program}; globalThis.program = program;")
    key = await page.evaluate(make_key, [ada, PASSWORD, SCOPES])
    await page.goto(elsewhere.url)
    assert await call(page, program, "byKey", origin, key) == DONE
