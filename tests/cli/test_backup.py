"""`onefold backup` and `onefold restore`: everything comes back as it was, and nothing from half a file."""

import asyncio
import json
import sqlite3
import subprocess
import tarfile
from importlib.metadata import version
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from app.cli.archives import objects
from app.cli.problems import Exit
from app.core.db import migrations
from app.core.settings import Settings
from app.main import create_app
from tests.cli.command import onefold, refused
from tests.cli.installations import begin, fill, fill_and_back_up, look_again, made, owner_of, prepare
from tests.conftest import (
    create_postgres_database,
    database_of,
    drop_postgres_database,
    running,
)
from tests.storage.conftest import S3_KEYS, s3_bucket, s3_server  # noqa: F401 (fixtures)


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
    replaced = onefold("restore", str(target), "--replace", "--json")
    assert replaced.exit_code == 0, replaced.output
    said = json.loads(replaced.stdout)
    assert (said.pop("made_at") in restored.stdout, said.pop("onefold")) == (True, version("onefold"))
    assert said == {"file": str(target), "objects": 3}
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
    refused(onefold("restore", str(tmp_path / "nowhere.tar")), Exit.SETTINGS, "nowhere.tar")


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
