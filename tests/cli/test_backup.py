"""`onefold backup` and `onefold restore`: everything comes back as it was, and nothing from half a file."""

import asyncio
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import psycopg
import pytest

from app.cli.archives import objects
from app.cli.problems import Exit
from app.core.db import migrations
from app.core.settings import Settings
from app.main import OnefoldApp, create_app
from tests.auth.conftest import BROWSER
from tests.cli.conftest import onefold, refused
from tests.conftest import (
    create_postgres_database,
    database_of,
    drop_postgres_database,
    running,
)
from tests.servers import clean_environment
from tests.storage.conftest import S3_KEYS, s3_bucket, s3_server  # noqa: F401 (fixtures)

ADMIN = {"email": "anna@example.com", "password": "long enough words"}
BIG = os.urandom(700_000)
REPOSITORY = Path(__file__).parents[2]


@asynccontextmanager
async def owner_of(app: OnefoldApp):
    """A client signed in as the owner of an app that runs."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=BROWSER["Origin"], headers=BROWSER) as client:
        client.cookies = (await made(client, "/api/auth/login", ADMIN, 200)).cookies
        yield client


async def made(client: httpx.AsyncClient, path: str, body: object, status: int = 201) -> httpx.Response:
    """Return the answer to a post, which has to have this status."""
    answer = await client.post(path, json=body)
    assert answer.status_code == status, f"{path}: {answer.text}"
    return answer


async def fill(client: httpx.AsyncClient) -> None:
    """Make one of everything that a backup has to hold."""
    await made(client, "/api/secrets", {"name": "token", "value": "very secret value"})
    graph = {
        "nodes": [
            {"id": "t", "kind": "trigger.manual"},
            {"id": "r", "kind": "respond", "params": {"body": {"hello": "{{ trigger.input.name }}", "s": "ü\\\t\n"}}},
        ],
        "edges": [{"from": "t", "to": "r"}],
    }
    workflow = (await made(client, "/api/workflows", {"name": "greet", "draft": graph})).json()
    await made(client, f"/api/workflows/{workflow['id']}/publish", None, 200)
    run = {"input": {"name": "Ada \x01 \\N"}, "wait_seconds": 10}
    await made(client, f"/api/workflows/{workflow['id']}/execute", run, 200)
    columns = [{"name": "name", "type": "text", "unique": True}, {"name": "at", "type": "datetime"}]
    await made(client, "/api/data-sources/local/tables", {"name": "guests", "columns": columns})
    for name in ("Ada", "Tab\tand \\ line\nend", None):
        await made(client, "/api/data-sources/local/tables/guests/rows", {"values": {"name": name}})
    await made(client, "/api/storage/buckets", {"name": "files", "public": True})
    for key, content in (("big.bin", BIG), ("empty.txt", b""), ("ü/a b.txt", b"text")):
        put = await client.put(f"/api/storage/buckets/files/objects/{key}", content=content)
        assert put.status_code in (200, 201), put.text


READ = (
    "/api/workflows",
    "/api/executions",
    "/api/secrets",
    "/api/data-sources/local/tables/guests",
    "/api/data-sources/local/tables/guests/rows",
    "/api/storage/buckets",
    "/api/storage/buckets/files/objects",
    "/api/users",
)


async def look(client: httpx.AsyncClient) -> dict[str, Any]:
    """Return all that an owner sees."""
    seen: dict[str, Any] = {}
    for path in READ:
        answer = await client.get(path)
        assert answer.status_code == 200, f"{path}: {answer.text}"
        seen[path] = answer.json()
    for item in seen["/api/executions"]["items"]:
        path = f"/api/executions/{item['id']}"
        seen[path] = (await client.get(path)).json(), (await client.get(f"{path}/events")).json()
    for item in seen["/api/storage/buckets/files/objects"]["items"]:
        seen[item["key"]] = (await client.get(f"/files/files/{item['key']}")).content
    return seen


async def fill_and_back_up(target: Path, *options: str) -> dict[str, Any]:
    """Fill what the settings name, back it up while it runs, and return what an owner saw."""
    async with running(create_app(Settings())) as app, owner_of(app) as client:
        await fill(client)
        seen = await look(client)
        result = await asyncio.to_thread(onefold, "backup", str(target), *options)
        assert result.exit_code == 0, result.output
        return seen


async def look_again() -> dict[str, Any]:
    """Return what an owner sees, signed in with the password of before."""
    async with running(create_app(Settings())) as app, owner_of(app) as client:
        return await look(client)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The addresses of two databases without anything in them."""
    if request.param == "sqlite":
        yield "", ""
        return
    server = request.getfixturevalue("postgres_server")
    names = [f"backup_{uuid4().hex}", f"restored_{uuid4().hex}"]
    for name in names:
        create_postgres_database(server, name)
    yield database_of(server, names[0]), database_of(server, names[1])
    for name in names:
        drop_postgres_database(server, name)
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP ROLE IF EXISTS "onefold_local_{name}"')


def begin(monkeypatch: pytest.MonkeyPatch, folder: Path, url: str = "") -> None:
    """Let the settings name this data dir and database."""
    monkeypatch.setenv("ONEFOLD_DATA_DIR", str(folder))
    monkeypatch.setenv("ONEFOLD_DATABASE_URL", url)


def prepare(monkeypatch: pytest.MonkeyPatch, folder: Path, url: str = "") -> None:
    """Make an installation with an owner."""
    begin(monkeypatch, folder, url)
    assert onefold("migrate").exit_code == 0
    assert onefold("create-admin", ADMIN["email"], stdin=ADMIN["password"]).exit_code == 0


def test_everything_comes_back_as_it_was(
    databases: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(monkeypatch, tmp_path / "old", databases[0])
    target = tmp_path / "backup.tar"
    seen = asyncio.run(fill_and_back_up(target))
    assert target.stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".onefold")] == []
    begin(monkeypatch, tmp_path / "new", databases[1])
    restored = onefold("restore", str(target))
    assert restored.exit_code == 0, restored.output
    assert "3 files" in restored.stdout
    assert asyncio.run(look_again()) == seen
    doctor = json.loads(onefold("doctor", "--json").stdout)
    assert {check["name"]: check["detail"] for check in doctor["checks"]}["secrets"] == "all 1 open"
    refused(onefold("restore", str(target)), Exit.FAILED, "there is a database already", "--replace")
    # And again over what is there, which is gone then, its files included.
    asyncio.run(add_more())
    replaced = onefold("restore", str(target), "--replace")
    assert replaced.exit_code == 0, replaced.output
    assert asyncio.run(look_again()) == seen
    blobs = [path for path in (tmp_path / "new" / "storage" / "blobs").rglob("*") if path.is_file()]
    assert len(blobs) == 3


async def add_more() -> None:
    """Change what was restored."""
    async with running(create_app(Settings())) as app, owner_of(app) as client:
        await made(client, "/api/workflows", {"name": "another"})
        await made(client, "/api/data-sources/local/tables/guests/rows", {"values": {"name": "Ben"}})
        await client.put("/api/storage/buckets/files/objects/more.txt", content=b"more")
        await client.delete("/api/storage/buckets/files/objects/big.bin")


@pytest.fixture
def backed_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A backup of an installation that holds little."""
    prepare(monkeypatch, tmp_path / "old")
    assert onefold("backup", str(tmp_path / "backup.tar")).exit_code == 0
    return tmp_path / "backup.tar"


def test_a_restore_that_was_cut_off_is_done_again(
    databases: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(monkeypatch, tmp_path / "old", databases[0])
    seen = asyncio.run(fill_and_back_up(tmp_path / "b.tar"))
    begin(monkeypatch, tmp_path / "new", databases[1])
    rename = Path.rename

    def fail_at_the_main_database(path: Path, target: Path) -> Path:
        if target.name == "onefold.db":
            raise sqlite3.OperationalError("cut off")
        return rename(path, target)

    def fail_at_the_end(*_arguments: object) -> None:
        raise psycopg.OperationalError("cut off")

    with monkeypatch.context() as cut:
        cut.setattr(Path, "rename", fail_at_the_main_database)
        cut.setattr("app.cli.archives.local_schema.LocalSchema.make_rest", fail_at_the_end)
        refused(onefold("restore", str(tmp_path / "b.tar")), Exit.DATABASE, "cut off")
    again = onefold("restore", str(tmp_path / "b.tar"))
    assert again.exit_code == 0, again.output
    assert asyncio.run(look_again()) == seen


def test_a_killed_restore_is_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(monkeypatch, tmp_path / "old")
    grow(tmp_path / "old" / "onefold.db")
    assert onefold("backup", str(tmp_path / "b.tar")).exit_code == 0
    environment = clean_environment({"ONEFOLD_DATA_DIR": str(tmp_path / "new")})
    command = [sys.executable, "-m", "app", "restore", str(tmp_path / "b.tar")]
    process = subprocess.Popen(command, cwd=REPOSITORY, env=environment)
    staged = tmp_path / "new" / ".onefold.db.restored"
    while not (staged.exists() and staged.stat().st_size > 1_000_000):
        assert process.poll() is None, "it ended before it could be killed"
    process.send_signal(signal.SIGKILL)
    process.wait()
    begin(monkeypatch, tmp_path / "new")
    assert not (tmp_path / "new" / "onefold.db").exists()
    assert onefold("restore", str(tmp_path / "b.tar")).exit_code == 0
    assert not staged.exists()
    assert json.loads(onefold("doctor", "--json").stdout)["ok"]


def grow(database: Path) -> None:
    """Make a database so large that copying it takes a while."""
    big = sqlite3.connect(database)
    big.execute("CREATE TABLE filling (content BLOB)")
    big.executemany("INSERT INTO filling VALUES (randomblob(1000000))", [()] * 60)
    big.commit()
    big.close()


def test_what_is_replaced_may_be_half_of_an_installation(
    backed_up: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(monkeypatch, tmp_path / "new")
    (tmp_path / "new").mkdir()
    for name in ("local.db", "onefold.db"):
        other = sqlite3.connect(tmp_path / "new" / name)
        other.execute("CREATE TABLE other (id INTEGER)")
        other.close()
        refused(onefold("restore", str(backed_up)), Exit.FAILED, "there is a database already")
        restored = onefold("restore", str(backed_up), "--replace")
        assert restored.exit_code == 0, restored.output
        (tmp_path / "new" / "onefold.db").unlink()


def test_it_can_be_checked_by_hand(backed_up: Path, tmp_path: Path) -> None:
    with tarfile.open(backed_up) as tar:
        tar.extractall(tmp_path / "unpacked", filter="data")
    subprocess.run(
        ["sha256sum", "--check", "--strict", "checksums.sha256"],
        cwd=tmp_path / "unpacked",
        check=True,
        capture_output=True,
    )


@pytest.mark.parametrize("at", [0.1, 0.5, 0.9, 0.999])
def test_a_file_that_was_cut_off_restores_nothing(
    backed_up: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: float
) -> None:
    content = backed_up.read_bytes()
    backed_up.write_bytes(content[: int(len(content) * at) - 10_240])
    begin(monkeypatch, tmp_path / "new")
    refused(onefold("restore", str(backed_up)), Exit.FAILED, "Nothing was restored")
    assert not (tmp_path / "new").exists()


def test_a_file_with_one_other_bit_restores_nothing(
    backed_up: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = bytearray(backed_up.read_bytes())
    place = content.index(b"SQLite format 3") + 40_000
    content[place] ^= 1
    backed_up.write_bytes(content)
    begin(monkeypatch, tmp_path / "new")
    refused(onefold("restore", str(backed_up)), Exit.FAILED, "sqlite/onefold.db is not what was backed up")
    assert not (tmp_path / "new").exists()


def test_what_is_no_backup_restores_nothing(tmp_path: Path) -> None:
    (tmp_path / "text.tar").write_text("not a tar at all" * 100)
    refused(onefold("restore", str(tmp_path / "text.tar")), Exit.FAILED, "is no backup")
    refused(onefold("restore", str(tmp_path / "nowhere.tar")), Exit.FAILED, "nowhere.tar")


def test_a_backup_overwrites_nothing(backed_up: Path) -> None:
    before = backed_up.read_bytes()
    refused(onefold("backup", str(backed_up)), Exit.FAILED, "exists already")
    assert backed_up.read_bytes() == before


def test_without_a_database_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    refused(onefold("backup", str(tmp_path / "x.tar")), Exit.DATABASE, "there is no database", "ONEFOLD_DATA_DIR")
    assert not (tmp_path / "data").exists()


def test_the_keys_are_left_out_where_one_asks_for_it(
    backed_up: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "open.tar"
    result = onefold("backup", str(target), "--without-keys", "--json")
    assert result.exit_code == 0
    assert "the keys are not in it" in result.stderr
    assert json.loads(result.stdout)["has_keys"] is False
    assert (tmp_path / "old" / "secret_keys").read_bytes().strip() not in target.read_bytes()
    begin(monkeypatch, tmp_path / "new")
    refused(onefold("restore", str(target)), Exit.SETTINGS, "ONEFOLD_SECRET_KEYS", "--without-keys")
    keys = (tmp_path / "old" / "secret_keys").read_text().strip()
    monkeypatch.setenv("ONEFOLD_SECRET_KEYS", keys)
    assert onefold("restore", str(target)).exit_code == 0


def test_a_secret_is_not_restored_under_another_key_of_the_same_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONEFOLD_SECRET_KEYS", f"k1:{'A' * 43}")
    prepare(monkeypatch, tmp_path / "old")
    assert "ONEFOLD_SECRET_KEYS" in onefold("backup", str(tmp_path / "b.tar")).stderr
    begin(monkeypatch, tmp_path / "new")
    monkeypatch.setenv("ONEFOLD_SECRET_KEYS", f"k1:{'B' * 42}A")
    refused(onefold("restore", str(tmp_path / "b.tar")), Exit.SETTINGS, "need the keys k1")
    assert onefold("restore", str(tmp_path / "b.tar"), "--without-keys").exit_code == 0


def test_a_database_that_is_served_is_not_replaced(backed_up: Path) -> None:
    async def try_it() -> None:
        async with running(create_app(Settings())):
            result = await asyncio.to_thread(onefold, "restore", str(backed_up), "--replace")
            refused(result, Exit.DATABASE, "Another Onefold process uses")

    asyncio.run(try_it())


@pytest.mark.postgres
def test_a_backup_is_restored_into_the_same_kind_and_not_while_it_is_served(
    backed_up: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgres_server: str, postgres_template: str
) -> None:
    name = f"served_{uuid4().hex}"
    create_postgres_database(postgres_server, name, postgres_template)
    begin(monkeypatch, tmp_path / "new", database_of(postgres_server, name))
    refused(onefold("restore", str(backed_up)), Exit.SETTINGS, "is of a sqlite database")
    assert onefold("backup", str(tmp_path / "p.tar")).exit_code == 0

    async def try_it() -> None:
        async with running(create_app(Settings())):
            result = await asyncio.to_thread(onefold, "restore", str(tmp_path / "p.tar"), "--replace")
            refused(result, Exit.DATABASE, "Onefold runs on this database")

    asyncio.run(try_it())
    drop_postgres_database(postgres_server, name)


def test_a_backup_of_a_newer_version_is_refused(
    backed_up: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(monkeypatch, tmp_path / "new")
    monkeypatch.setattr("app.core.db.migrations.revisions", lambda: {"initial": None})
    refused(onefold("restore", str(backed_up)), Exit.SCHEMA, "by a newer Onefold")


def test_a_backup_of_an_older_version_is_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(monkeypatch, tmp_path / "old")
    newest = migrations.head_revision()
    older = migrations.revisions()[newest or ""]
    assert older is not None
    migrations.downgrade(f"sqlite:///{tmp_path / 'old' / 'onefold.db'}", older)
    with monkeypatch.context() as then:
        then.setattr("app.core.db.migrations.head_revision", lambda: older)
        result = onefold("backup", str(tmp_path / "b.tar"), "--json")
    assert json.loads(result.stdout)["revision"] == older
    begin(monkeypatch, tmp_path / "new")
    assert onefold("restore", str(tmp_path / "b.tar")).exit_code == 0
    doctor = json.loads(onefold("doctor", "--json").stdout)
    assert {check["name"]: check["detail"] for check in doctor["checks"]}["migrations"] == f"at {newest}"


@pytest.mark.s3
def test_files_come_back_into_another_kind_of_storage(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    s3_server: str,  # noqa: F811
    s3_bucket: str,  # noqa: F811
) -> None:
    prepare(monkeypatch, tmp_path / "old")
    seen = asyncio.run(fill_and_back_up(tmp_path / "b.tar"))
    begin(monkeypatch, tmp_path / "new")
    for name, value in {"s3_endpoint": s3_server, "s3_bucket": s3_bucket, **S3_KEYS}.items():
        monkeypatch.setenv(f"ONEFOLD_{name.upper()}", value)
    assert onefold("restore", str(tmp_path / "b.tar")).exit_code == 0
    assert not (tmp_path / "new" / "storage").exists()
    assert asyncio.run(look_again()) == seen
    # And from there again.
    assert onefold("backup", str(tmp_path / "of-s3.tar")).exit_code == 0
    with tarfile.open(tmp_path / "of-s3.tar") as tar, tarfile.open(tmp_path / "b.tar") as first:
        stored = [sorted(info.name for info in each if info.name.startswith("objects/")) for each in (tar, first)]
    assert stored[0] == stored[1] != []


def test_objects_that_change_while_they_are_backed_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(monkeypatch, tmp_path / "old")
    target = tmp_path / "backup.tar"

    async def change_meanwhile() -> None:
        async with running(create_app(Settings())) as app, owner_of(app) as client:
            await fill(client)
            begun, changed = asyncio.Event(), asyncio.Event()
            add = objects.add_objects
            loop = asyncio.get_running_loop()

            async def add_later(*arguments: Any) -> objects.BackedUp:
                loop.call_soon_threadsafe(begun.set)
                await asyncio.to_thread(lambda: asyncio.run_coroutine_threadsafe(changed.wait(), loop).result(60))
                return await add(*arguments)

            monkeypatch.setattr("app.cli.backup.add_objects", add_later)
            backup = asyncio.create_task(asyncio.to_thread(onefold, "backup", str(target)))
            await begun.wait()
            path = "/api/storage/buckets/files/objects/big.bin"
            put = await client.put(path, content=b"another", headers={"Content-Type": "text/plain"})
            assert put.status_code in (200, 201)
            assert (await client.delete("/api/storage/buckets/files/objects/empty.txt")).status_code == 204
            changed.set()
            result = await backup
            assert result.exit_code == 0, result.output

    asyncio.run(change_meanwhile())
    begin(monkeypatch, tmp_path / "new")
    restored = onefold("restore", str(target))
    assert restored.exit_code == 0, restored.output

    async def look_at_files() -> list[tuple[str, str, bytes]]:
        async with running(create_app(Settings())) as app, owner_of(app) as client:
            listed = (await client.get("/api/storage/buckets/files/objects")).json()["items"]
            return [
                (item["key"], item["content_type"], (await client.get(f"/files/files/{item['key']}")).content)
                for item in listed
            ]

    files = asyncio.run(look_at_files())
    assert [file[0] for file in files] == ["big.bin", "ü/a b.txt"]
    assert files[0][1:] == ("text/plain", b"another")


def test_sources_in_the_data_dir_are_backed_up_and_their_writers_not_disturbed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(monkeypatch, tmp_path / "old")
    folder = tmp_path / "old" / "sources" / "shop"
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text("no database")
    writer = sqlite3.connect(folder / "orders.db", isolation_level=None)
    writer.execute("PRAGMA journal_mode=WAL")
    writer.execute("CREATE TABLE orders (id INTEGER)")
    writer.execute("INSERT INTO orders VALUES (1)")
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("INSERT INTO orders VALUES (2)")
    assert onefold("backup", str(tmp_path / "b.tar")).exit_code == 0
    writer.execute("COMMIT")
    writer.close()
    begin(monkeypatch, tmp_path / "new")
    assert onefold("restore", str(tmp_path / "b.tar")).exit_code == 0
    restored = tmp_path / "new" / "sources" / "shop"
    assert [path.name for path in restored.iterdir()] == ["orders.db"]
    reader = sqlite3.connect(restored / "orders.db")
    assert reader.execute("SELECT id FROM orders").fetchall() == [(1,)]
    reader.close()


def test_what_a_killed_backup_leaves_is_no_backup_and_not_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(monkeypatch, tmp_path / "old")
    grow(tmp_path / "old" / "onefold.db")
    environment = clean_environment({"ONEFOLD_DATA_DIR": str(tmp_path / "old")})
    target, part = tmp_path / "killed.tar", tmp_path / ".onefold-backup.part"
    process = subprocess.Popen([sys.executable, "-m", "app", "backup", str(target)], cwd=REPOSITORY, env=environment)
    while not (part.exists() and part.stat().st_size > 1_000_000):
        assert process.poll() is None, "it ended before it could be killed"
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not target.exists()
    begin(monkeypatch, tmp_path / "new")
    refused(onefold("restore", str(part)), Exit.FAILED, "Nothing was restored")
    begin(monkeypatch, tmp_path / "old")
    assert onefold("backup", str(tmp_path / "next.tar")).exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["next.tar", "old"]
