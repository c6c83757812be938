"""Each recipe, run from top to bottom on one served Onefold; outside services are servers of ours on loopback."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.other_server import OtherServer, Received
from tests.servers import ROOT, OnefoldServer
from tests.shell_blocks import read_steps, run_steps

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed"),
]

DOCS = ROOT / "docs"
BEGIN = "recipes/README.md"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnefoldServer]:
    """One installation for all recipes: none may get in the way of another."""
    folder = tmp_path_factory.mktemp("recipes")
    with OnefoldServer(folder / "data", f"sqlite:///{folder}/onefold.db") as server:
        yield server


@pytest.fixture
def other() -> Iterator[OtherServer]:
    """The outside service."""
    with OtherServer() as other:
        yield other


def follow(page: str, server: OnefoldServer, folder: Path, **settings: str) -> None:
    """Run what a recipe says to do, from making a key on."""
    steps = [step for name in (BEGIN, page) for step in read_steps((DOCS / name).read_text("utf-8"))]
    run_steps(steps, server, folder, settings)


def only(other: OtherServer, path: str) -> Received:
    """Return the one request that came."""
    (received,) = other.received
    assert (received.method, received.path) == ("POST", path)
    return received


def test_a_mail_goes_out_once_with_its_key(server: OnefoldServer, other: OtherServer, tmp_path: Path) -> None:
    follow("recipes/mail.md", server, tmp_path, MAIL_URL=f"{other.url}/emails", MAIL_KEY="re_a_secret_key")
    sent = only(other, "/emails")
    assert sent.headers["authorization"] == "Bearer re_a_secret_key"
    assert sent.headers["idempotency-key"]
    assert json.loads(sent.body) == {
        "from": "Onefold <hello@example.com>",
        "to": ["ada@example.com"],
        "subject": "Hello",
        "text": "It works.",
    }


def test_the_contact_form_stores_and_tells(server: OnefoldServer, other: OtherServer, tmp_path: Path) -> None:
    follow("recipes/contact-form.md", server, tmp_path, NOTIFY_URL=f"{other.url}/hook")
    with server.sign_in() as owner:
        (run,) = (run for run in owner.get("/api/executions").json()["items"] if "page" in run["trigger"])
        owner.get(f"/api/executions/{run['id']}/stream")  # to its end
    assert json.loads(only(other, "/hook").body) == {"text": "Ada (ada@example.com) writes: Does it take cards?"}


def test_a_schedule_is_previewed_published_and_tried(server: OnefoldServer, tmp_path: Path) -> None:
    follow("recipes/schedule.md", server, tmp_path)


def test_slack_is_told_and_asks(server: OnefoldServer, other: OtherServer, tmp_path: Path) -> None:
    follow("recipes/slack.md", server, tmp_path, SLACK_URL=f"{other.url}/services/T/B/X")
    assert json.loads(only(other, "/services/T/B/X").body) == {"text": "The build is green."}


def test_rows_come_from_csv_and_go_out_as_csv(server: OnefoldServer, tmp_path: Path) -> None:
    follow("recipes/csv.md", server, tmp_path)


def test_github_is_told_apart_from_others(server: OnefoldServer, tmp_path: Path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    follow("recipes/github.md", server, tmp_path)


@pytest.mark.parametrize("page", ["from-n8n.md", "from-pocketbase.md"])
def test_what_is_carried_over_does_the_same(server: OnefoldServer, tmp_path: Path, page: str) -> None:
    follow(page, server, tmp_path)


def test_the_log_has_the_request_that_an_error_names(server: OnefoldServer, tmp_path: Path) -> None:
    follow("troubleshooting.md", server, tmp_path, LOG=str(server.log))


def test_each_recipe_is_in_the_list() -> None:
    listed = (DOCS / BEGIN).read_text("utf-8")
    pages = {page.name for page in (DOCS / "recipes").glob("*.md")} - {"README.md"}
    missing = [page for page in pages if f"({page})" not in listed]
    assert missing == []
