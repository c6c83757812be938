"""What only a disk can get wrong: room, rights, crashes, clients that go away."""

import asyncio
import errno
import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from app.core.settings import Settings
from app.main import OnefoldApp
from app.storage.backends.local import LocalBackend
from tests.servers import OnefoldServer, answered
from tests.storage.conftest import stored_blobs

MIB = 1024 * 1024


@pytest.fixture(params=["local"])
def backend(request: pytest.FixtureRequest) -> str:
    """The disk alone."""
    return request.param


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let no file of this process grow over so many bytes, as a full disk or a quota would not."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_disk_without_room_is_507_and_keeps_the_old_object(
    owner: httpx.AsyncClient, bucket: str, settings: Settings
) -> None:
    await owner.put(f"{bucket}/a", content=b"old")
    with largest_file(4 * MIB):
        answer = await owner.put(f"{bucket}/a", content=bytes(5 * MIB))
    assert (answer.status_code, answer.json()["code"]) == (507, "storage_full")
    assert (await owner.get(f"{bucket}/a")).content == b"old"
    assert len(stored_blobs(settings)) == 1


async def test_a_folder_that_cannot_be_written_is_503(
    app: OnefoldApp, owner: httpx.AsyncClient, bucket: str, settings: Settings
) -> None:
    uploads = settings.data_dir / "storage" / "uploads"
    uploads.rmdir()
    uploads.write_bytes(b"a file in the way")
    answer = await owner.put(f"{bucket}/a", content=b"a")
    assert (answer.status_code, answer.json()["code"]) == (503, "storage_unavailable")
    assert str(settings.data_dir) not in answer.text
    assert (await owner.get("/readyz")).json()["checks"]["storage"] == "StorageUnavailable"


async def test_a_folder_without_rights_says_what_to_check(
    owner: httpx.AsyncClient, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def refuse(path: Path, *arguments: object, **options: object) -> object:
        # What the system says to those who are not root, as tests may be.
        if path.suffix == ".part":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return opened(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    answer = await owner.put(f"{bucket}/a", content=b"a")
    assert (answer.status_code, answer.json()["code"]) == (503, "storage_unavailable")
    assert "owner" in answer.json()["detail"]
    assert ".part" not in answer.text


async def test_bytes_that_are_gone_are_503(owner: httpx.AsyncClient, bucket: str, settings: Settings) -> None:
    await owner.put(f"{bucket}/a", content=b"a")
    for path in (settings.data_dir / "storage" / "blobs").rglob("*"):
        if path.is_file():
            path.unlink()
    answer = await owner.get(f"{bucket}/a")
    assert (answer.status_code, answer.json()["code"]) == (503, "storage_unavailable")
    assert (await owner.delete(f"{bucket}/a")).status_code == 204


async def test_the_sweep_takes_old_leftovers_alone(
    app: OnefoldApp, owner: httpx.AsyncClient, bucket: str, settings: Settings
) -> None:
    await owner.put(f"{bucket}/a", content=b"a")
    uploads = settings.data_dir / "storage" / "uploads"
    old, young = uploads / f"{uuid4().hex}.part", uploads / f"{uuid4().hex}.part"
    for path, hours in ((old, 25), (young, 23)):
        path.write_bytes(b"x")
        then = time.time() - hours * 3600
        os.utime(path, (then, then))
    await app.resources.jobs.run("upload-leftovers")
    assert (old.exists(), young.exists()) == (False, True)
    assert (await owner.get(f"{bucket}/a")).content == b"a"


async def test_a_cancelled_upload_leaves_nothing(tmp_path: Path) -> None:
    started = asyncio.Event()

    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield bytes(300_000)
            started.set()

    backend = LocalBackend(tmp_path)
    await backend.prepare()
    upload = asyncio.create_task(backend.put(uuid4(), endless()))
    await started.wait()
    upload.cancel()
    with pytest.raises(asyncio.CancelledError):
        await upload
    await backend.close()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


async def test_a_copy_works_where_files_cannot_be_linked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        yield b"bytes"

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    backend = LocalBackend(tmp_path)
    await backend.prepare()
    source, target = uuid4(), uuid4()
    await backend.put(source, chunks())
    monkeypatch.setattr("os.link", refuse)
    await backend.copy(source, target, 5)
    await backend.delete(source)
    reader = await backend.open(target, 1, 3)
    assert b"".join([chunk async for chunk in reader]) == b"yte"
    await reader.aclose()
    await backend.close()
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1
    assert list((tmp_path / "uploads").iterdir()) == []


def wait_until(condition: Callable[[], bool], seconds: float = 10) -> None:
    """Return once `condition()` holds; another process decides when."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.02)


def blob_files(data_dir: Path) -> list[Path]:
    return [path for path in (data_dir / "storage").rglob("*") if path.is_file() and path.suffix != ".probe"]


def test_a_client_that_goes_away_leaves_nothing(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    with OnefoldServer(data_dir, f"sqlite:///{tmp_path / 'onefold.db'}") as server:
        with server.sign_in() as owner:
            answered(owner.post("/api/storage/buckets", json={"name": "docs"}), 201)
            key = server.make_key("files:read", "files:write")
            with socket.create_connection(("127.0.0.1", server.port)) as connection:
                connection.sendall(
                    b"PUT /api/storage/buckets/docs/objects/half HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                    b"Authorization: Bearer %s\r\nContent-Length: %d\r\n\r\n" % (key.encode(), 9 * MIB)
                )
                connection.sendall(bytes(3 * MIB))
                wait_until(lambda: any(path.stat().st_size > MIB for path in blob_files(data_dir)))
            wait_until(lambda: blob_files(data_dir) == [])
            assert owner.get("/api/storage/buckets/docs/objects/half").status_code == 404
            answered(owner.put("/api/storage/buckets/docs/objects/whole", content=bytes(9 * MIB)), 201)
            opened = Path(f"/proc/{server.process.pid}/fd")

            def files_open() -> bool:
                return any("/blobs/" in os.readlink(link) for link in opened.iterdir() if link.is_symlink())

            with socket.create_connection(("127.0.0.1", server.port)) as connection:
                connection.sendall(
                    b"GET /api/storage/buckets/docs/objects/whole HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                    b"Authorization: Bearer %s\r\n\r\n" % key.encode()
                )
                connection.recv(1000)
                wait_until(files_open)
            wait_until(lambda: not files_open())
        assert "unexpected_error" not in server.log.read_text()


@pytest.mark.slow
def test_a_crash_leaves_the_old_object_or_the_new_one(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    url = "/api/storage/buckets/docs/objects/a"
    # The first upload passes the point once already.
    first, second = "storage.blob_written:2", "storage.row_committed"
    with OnefoldServer(data_dir, f"sqlite:///{tmp_path / 'onefold.db'}", failpoint=first) as server:
        with server.sign_in() as owner:
            answered(owner.post("/api/storage/buckets", json={"name": "docs"}), 201)
            answered(owner.put(url, content=b"one"), 201)
        for failpoint in (first, second):
            if failpoint == second:
                server.start(failpoint=second)
            with server.sign_in() as owner:
                assert owner.get(url).content == b"one"
                with pytest.raises(httpx.TransportError):
                    owner.put(url, content=b"two")
            server.wait_dead()
        server.start(failpoint="")
        with server.sign_in() as owner:
            assert owner.get(url).content == b"two"


def test_a_backend_that_nobody_needs_is_not_imported() -> None:
    code = "import sys, app.main; sys.exit('aioboto3' in sys.modules or 'botocore' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
