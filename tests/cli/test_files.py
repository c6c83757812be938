"""`onefold export` and `onefold import`: files that people can read, and that come back byte for byte."""

import asyncio
import json
import shutil
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from app.cli.problems import Exit
from app.core.settings import Settings
from app.main import create_app
from tests.cli.command import onefold, refused
from tests.cli.installations import ADMIN, made, owner_of, prepare
from tests.conftest import running
from tests.pages.conftest import node as component
from tests.workflows.graphs import MANUAL, chain, node

HELLO = chain(MANUAL, node("greet", "set", values={"text": "Hello {{ trigger.input.name }}", "price": 1.0, "ü": [1]}))
HOOK = chain(
    node("hook", "trigger.webhook", path="orders", auth={"mode": "none"}, respond="node"),
    node("reply", "respond", body="first"),
)


async def fill(client: httpx.AsyncClient) -> None:
    """Make what an export has to hold: drafts, what is published, and what has gone on since."""
    columns = [{"name": "name", "type": "text"}]
    await made(client, "/api/data-sources/local/tables", {"name": "guests", "columns": columns})
    query = {"name": "entries", "source": "local", "sql": "SELECT name\r\nFROM guests\n-- ü\n", "params": []}
    await made(client, "/api/queries", query)
    params = [{"name": "n", "type": "text", "required": False, "default": "x"}]
    await made(client, "/api/queries", {"name": "one", "source": "local", "sql": "SELECT :n AS n", "params": params})
    ids = {}
    for name, graph in (("Sign the guestbook!", HELLO), ("hooks", HOOK), ("same", HELLO), ("Same", chain(MANUAL))):
        ids[name] = (await made(client, "/api/workflows", {"name": name, "draft": graph})).json()["id"]
    for name in ("Sign the guestbook!", "hooks"):
        await made(client, f"/api/workflows/{ids[name]}/publish", None, 200)
    await replace_draft(client, f"/api/workflows/{ids['hooks']}", HELLO)
    run = [{"do": "run_workflow", "workflow_id": ids["Sign the guestbook!"], "input": {}}]
    tree = {"root": {"children": [component("b", "Button", label="Press", on_click=run)]}}
    page = {"slug": "shop/welcome", "title": "Welcome", "draft": tree, "is_home": True}
    page_id = (await made(client, "/api/pages", page)).json()["id"]
    await made(client, f"/api/pages/{page_id}/publish", None, 200)
    await made(client, "/api/pages", {"slug": "draft", "title": "A draft ü", "role": "not_found"})
    later = {"slug": "later", "title": "First title", "draft": tree}
    later_id = (await made(client, "/api/pages", later)).json()["id"]
    await made(client, f"/api/pages/{later_id}/publish", None, 200)
    await replace_draft(client, f"/api/pages/{later_id}", {"root": {"children": []}})


async def replace_draft(client: httpx.AsyncClient, path: str, draft: dict[str, Any]) -> None:
    """Store another draft."""
    etag = (await client.get(path)).headers["etag"]
    put = await client.put(f"{path}/draft", json=draft, headers={"If-Match": etag})
    assert put.status_code == 200, put.text


def read(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


async def served(work: Any) -> Any:
    """Do something with an owner's client while the app runs."""
    async with running(create_app(Settings())) as app, owner_of(app) as client:
        return await work(client)


@pytest.fixture
def exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An export of an installation that the settings name."""
    prepare(monkeypatch, tmp_path / "old")
    asyncio.run(served(fill))
    assert onefold("export", str(tmp_path / "files")).exit_code == 0
    return tmp_path / "files"


def test_it_comes_back_byte_for_byte_with_its_ids_and_what_is_published(
    databases: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    prepare(monkeypatch, tmp_path / "old")  # SQLite, whatever it goes to
    asyncio.run(served(fill))
    first, second = tmp_path / "first", tmp_path / "second"
    assert onefold("export", str(first)).exit_code == 0
    prepare(monkeypatch, tmp_path / "new", databases[1])

    async def import_while_it_runs(client: httpx.AsyncClient) -> None:
        columns = [{"name": "name", "type": "text"}]
        await made(client, "/api/data-sources/local/tables", {"name": "guests", "columns": columns})
        assert (await client.get("/p/shop/welcome")).status_code == 404
        result = await asyncio.to_thread(onefold, "import", str(first))
        assert result.exit_code == 0, result.output
        assert "9 changed, 0 are the same." in result.stdout
        page = await client.get("/p/shop/welcome")
        assert (page.status_code, "Press" in page.text) == (200, True)
        assert (await client.get("/p/later")).text.count("First title") > 0
        assert (await client.get("/p/draft")).status_code == 404
        hook = await client.post("/webhook/orders", json={})
        assert (hook.status_code, hook.json()) == (200, "first"), "the published graph answers, not the draft"
        versions = (await client.get("/api/audit-events", params={"action": "file.imported"})).json()["items"]
        assert len(versions) == 9
        assert versions[0]["actor_email"] == ADMIN["email"]

    asyncio.run(served(import_while_it_runs))
    assert onefold("export", str(second)).exit_code == 0
    assert read(second) == read(first)
    again = onefold("import", str(first))
    assert "0 changed, 9 are the same." in again.stdout


def test_files_are_for_people(exported: Path) -> None:
    files = read(exported)
    named = [name for name in files if name.startswith("workflows/same-")]
    assert len(named) == 2, "two of one name are told apart"
    assert {"workflows/sign-the-guestbook.json", "pages/shop/welcome.json", "queries/entries.sql"} <= set(files)
    assert files["queries/entries.sql"] == "SELECT name\r\nFROM guests\n-- ü\n\n".encode()
    page = files["pages/draft.json"].decode()
    assert page.startswith('{\n  "id": "')
    assert '"title": "A draft ü"' in page
    assert json.loads(page)["published"] is None
    assert json.loads(files["workflows/sign-the-guestbook.json"])["published"] == "draft"
    assert json.loads(files["workflows/hooks.json"])["published"]["nodes"][0]["id"] == "hook"


def test_a_dry_run_says_what_would_change_and_changes_nothing(exported: Path, tmp_path: Path) -> None:
    path = exported / "workflows" / "sign-the-guestbook.json"
    content = json.loads(path.read_text())
    content["draft"]["nodes"][1]["params"]["values"]["text"] = "Good day"
    path.write_text(json.dumps(content))
    (exported / "workflows" / "new.json").write_text(
        json.dumps({"id": str(uuid4()), "name": "new", "published": None, "draft": chain(MANUAL)})
    )
    (exported / "pages" / "draft.json").unlink()
    before = tmp_path / "before"
    onefold("export", str(before))
    result = onefold("import", str(exported), "--dry-run", "--json")
    assert result.exit_code == 0, result.output
    said = json.loads(result.stdout)
    assert (said["dry_run"], said["only_in_database"]) == (True, 1)
    assert {
        change["file"]: (change["what"], change["parts"]) for change in said["changes"] if change["what"] != "same"
    } == {
        "workflows/sign-the-guestbook.json": ("changed", ["published", "draft"]),
        "workflows/new.json": ("new", []),
    }
    after = tmp_path / "after"
    onefold("export", str(after))
    assert read(after) == read(before)
    shown = onefold("import", str(exported), "--dry-run").stdout
    assert "2 would change, 7 are the same, 1 more in the database are left alone." in shown
    assert onefold("import", str(exported)).exit_code == 0
    onefold("export", str(after))
    assert b"Good day" in read(after)["workflows/sign-the-guestbook.json"]
    assert "pages/draft.json" in read(after), "what the folder does not have stays"


def test_with_drafts_only_nothing_is_published(
    exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(monkeypatch, tmp_path / "new")
    result = onefold("import", str(exported), "--drafts-only")
    assert result.exit_code == 0, result.output
    onefold("export", str(tmp_path / "drafts"))
    files = [
        json.loads(content) for name, content in read(tmp_path / "drafts").items() if name.startswith(("w", "p"))
    ]
    assert {file["published"] for file in files} == {None}


def break_json(folder: Path) -> None:
    (folder / "pages" / "draft.json").write_text("{")


def break_field(folder: Path) -> None:
    path = folder / "workflows" / "hooks.json"
    path.write_text(path.read_text().replace('"settings": {}', '"setings": {}'))


def break_graph(folder: Path) -> None:
    path = folder / "workflows" / "sign-the-guestbook.json"
    path.write_text(path.read_text().replace('"kind": "set"', '"kind": "sett"'))


def break_statement(folder: Path) -> None:
    (folder / "queries" / "one.sql").unlink()


def break_id(folder: Path) -> None:
    shutil.copy(folder / "pages" / "draft.json", folder / "pages" / "copy.json")


def break_marker(folder: Path) -> None:
    (folder / "onefold.json").write_text("{}")


def break_name(folder: Path) -> None:
    path = folder / "queries" / "one.json"
    path.write_text(path.read_text().replace('"name": "one"', '"name": "two"'))


@pytest.mark.parametrize(
    ("break_it", "parts"),
    [
        (break_json, ("pages/draft.json", "no JSON")),
        (break_field, ("workflows/hooks.json", "setings", "settings")),
        (break_graph, ("workflows/sign-the-guestbook.json", "'sett'", "set")),
        (break_statement, ("queries/one.json", "one.sql")),
        (break_id, ("same id", "pages/copy.json")),
        (break_marker, ("onefold.json",)),
        (break_name, ("queries/one.json", "The name of a query never change")),
    ],
)
def test_where_one_file_is_wrong_nothing_is_imported(
    exported: Path, tmp_path: Path, break_it: Any, parts: tuple[str, ...]
) -> None:
    path = exported / "workflows" / "hooks.json"
    path.write_text(path.read_text().replace('"name": "hooks"', '"name": "other"'))
    break_it(exported)
    refused(onefold("import", str(exported)), Exit.FAILED, *parts, "Nothing was imported")
    onefold("export", str(tmp_path / "after"))
    assert "workflows/hooks.json" in read(tmp_path / "after")


def test_an_import_where_nobody_can_sign_in_yet_says_so(
    exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONEFOLD_DATA_DIR", str(tmp_path / "fresh"))
    assert onefold("migrate").exit_code == 0
    refused(onefold("import", str(exported)), Exit.SETTINGS, "no active owner yet. `onefold create-admin` makes one.")


def test_who_publishes_is_asked_where_it_could_be_several(exported: Path) -> None:
    path = exported / "workflows" / "hooks.json"
    path.write_text(path.read_text().replace('"name": "hooks"', '"name": "other"'))
    assert onefold("create-admin", "ben@example.com", stdin="long enough words").exit_code == 0
    refused(onefold("import", str(exported)), Exit.SETTINGS, "2 active owners", "--as")
    refused(onefold("import", str(exported), "--as", "eve@example.com"), Exit.SETTINGS, "no active user")
    assert onefold("import", str(exported), "--as", "Ben@example.com").exit_code == 0


def test_an_export_leaves_foreign_files_alone_and_deletes_its_own(exported: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "notes.txt").write_text("mine")
    refused(onefold("export", str(tmp_path / "other")), Exit.FAILED, "holds other things")
    (exported / "README.md").write_text("mine")
    (exported / "pages" / "shop" / "gone.json").write_text("{}")
    (exported / "pages" / "draft.json").unlink()
    result = onefold("export", str(exported), "--json")
    assert json.loads(result.stdout) == {"folder": str(exported), "files": 11, "written": 1, "deleted": 1}
    files = read(exported)
    assert "README.md" in files
    assert "pages/draft.json" in files
    assert "pages/shop/gone.json" not in files


def test_the_look_of_the_site_goes_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = {"colors": {"light": {"accent": "#0b6e7f"}}, "space": 1.0}
    choices = {"name": "Acme", "preset": "journal", "tokens": tokens, "words": {"fr": {"Next": "Suivant"}}}

    async def choose(client: httpx.AsyncClient) -> None:
        changed = await client.patch("/api/site", json=choices, headers={"If-Match": "*"})
        assert changed.status_code == 200, changed.text

    async def look(client: httpx.AsyncClient) -> Any:
        return (await client.get("/api/site")).json()

    folder = tmp_path / "files"
    prepare(monkeypatch, tmp_path / "old")
    asyncio.run(served(fill))
    assert onefold("export", str(folder)).exit_code == 0
    assert not (folder / "site.json").exists(), "nobody chose anything"
    asyncio.run(served(choose))
    assert onefold("export", str(folder)).exit_code == 0
    assert json.loads((folder / "site.json").read_text()) == choices
    prepare(monkeypatch, tmp_path / "new")
    (folder / "workflows").rename(tmp_path / "apart")
    shutil.rmtree(folder / "pages")
    shutil.rmtree(folder / "queries")
    assert "new: site.json" in onefold("import", str(folder)).stdout.replace("new  ", "new: ")
    found = asyncio.run(served(look))
    assert {name: found[name] for name in choices} == choices
    assert "1 are the same" in onefold("import", str(folder)).stdout
    (folder / "site.json").write_text(json.dumps(choices | {"tokens": {"colors": {"light": {"ink": "#fafafa"}}}}))
    wrong = onefold("import", str(folder))
    assert (wrong.exit_code != 0, "site.json" in wrong.output, "contrast" in wrong.output) == (True, True, True)
    assert asyncio.run(served(look)) == found
