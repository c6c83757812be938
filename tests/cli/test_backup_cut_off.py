"""A backup or a restore that is cut off at any point leaves nothing half done behind."""

import asyncio
import json
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from app.cli.problems import Exit
from tests.cli.command import onefold, refused
from tests.cli.installations import REPOSITORY, begin, fill_and_back_up, grow, look_again, prepare
from tests.servers import clean_environment
from tests.storage.conftest import S3_KEYS, s3_bucket, s3_server  # noqa: F401 (fixtures)


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
