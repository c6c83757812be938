"""A log that cannot be written: the server starts, serves, counts what it lost, and says so once it can again."""

import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from app.core.observability.log_stream import MAX_QUEUED_BYTES, LogStream
from tests.servers import PATIENCE_SECONDS, ROOT, OnefoldServer, clean_environment

BIG = "x" * 100_000


def wait_until(condition: object, seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, "it never came"
        time.sleep(0.01)


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    """A pipe's ends: where to read and where to write."""
    reader, writer = os.pipe()
    yield reader, writer
    for descriptor in (reader, writer):
        try:
            os.close(descriptor)
        except OSError:
            continue


def read_lines(reader: int) -> list[str]:
    """Return what stands in the pipe, read until its end or until nothing has come for a moment."""
    data = b""
    while select.select([reader], [], [], 0.3)[0] and (more := os.read(reader, 1 << 20)):
        data += more
    return data.decode().splitlines()


def test_records_keep_their_order(pipe: tuple[int, int]) -> None:
    stream = LogStream(pipe[1])
    for n in range(500):
        stream.write(f"{n}\n")
    stream.hurry()
    stream.write("last\n")  # written before it returns, since the process is about to end
    assert os.read(pipe[0], 1 << 20).decode().split() == [*map(str, range(500)), "last"]
    assert stream.dropped == 0


def test_a_reader_that_stands_still_costs_records_and_no_time(pipe: tuple[int, int]) -> None:
    reader, writer = pipe
    stream = LogStream(writer)
    began = time.monotonic()
    for _ in range(3 * MAX_QUEUED_BYTES // len(BIG)):
        stream.write(BIG + "\n")
    assert stream.dropped > 0
    stream.hurry()
    assert time.monotonic() - began < 5
    dropped = stream.dropped
    notes = [json.loads(line) for line in read_lines(reader) if line != BIG]
    assert [(note["event"], note["count"]) for note in notes] == [("log_records_dropped", dropped)]
    stream.write("again\n")
    assert read_lines(reader) == ["again"]


def test_a_full_disk_is_said_once_when_it_has_room(pipe: tuple[int, int]) -> None:
    reader, writer = pipe
    with open("/dev/full", "wb") as full:
        descriptor = os.dup(full.fileno())
        stream = LogStream(descriptor)
        for n in range(3):
            stream.write(f"{n}\n")
        wait_until(lambda: stream.dropped == 3)
        os.dup2(writer, descriptor)  # there is room again
        stream.write("a\n")
        stream.write("b\n")
        note, *rest = read_lines(reader)
        assert (json.loads(note)["event"], json.loads(note)["count"]) == ("log_records_dropped", 3)
        assert rest == ["a", "b"]
        os.close(descriptor)


@pytest.fixture
def server(tmp_path: Path, sqlite_template: Path) -> OnefoldServer:
    """A server that was not started, with a migrated database and an empty log file for `wait_ready`."""
    shutil.copyfile(sqlite_template, tmp_path / "onefold.db")
    server = OnefoldServer(tmp_path, f"sqlite:///{tmp_path / 'onefold.db'}")
    server.log.touch()
    return server


def serve(server: OnefoldServer, stdout: int) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "serve"],
        env=clean_environment(server.environment),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
    )
    server._process = process
    return process


def dropped_by(server: OnefoldServer) -> float:
    found = re.search(r"^onefold_log_records_dropped_total (\S+)", httpx.get(f"{server.url}/metrics").text, re.M)
    assert found is not None
    return float(found[1])


def end_quietly(process: "subprocess.Popen[bytes]") -> None:
    """End it, and see that nothing went wrong on the way."""
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=PATIENCE_SECONDS)
    assert b"Error" not in errors
    assert process.returncode in (0, -signal.SIGTERM)


@pytest.mark.slow
def test_stdout_whose_reader_is_gone_costs_no_request(server: OnefoldServer, pipe: tuple[int, int]) -> None:
    reader, writer = pipe
    process = serve(server, writer)
    server.wait_ready()
    os.close(reader)
    os.close(writer)
    with httpx.Client(base_url=server.url) as client:
        paths = ["/healthz", "/api/auth/me", "/api/storage/buckets", "/nope"]
        answers = [client.get(path).status_code for path in paths * 3]
    assert answers == [200, 401, 401, 404] * 3
    wait_until(lambda: dropped_by(server) > 0)
    end_quietly(process)


@pytest.mark.slow
def test_stdout_that_is_full_from_the_start_does_not_hinder_it(server: OnefoldServer) -> None:
    with open("/dev/full", "wb") as full:
        process = serve(server, full.fileno())
    server.wait_ready()
    assert httpx.get(f"{server.url}/api/auth/me").status_code == 401
    assert dropped_by(server) > 0
    end_quietly(process)


@pytest.mark.slow
def test_stdout_whose_reader_stands_still_costs_no_request(server: OnefoldServer, pipe: tuple[int, int]) -> None:
    reader, writer = pipe
    process = serve(server, writer)
    os.close(writer)
    server.wait_ready()
    with httpx.Client(base_url=server.url) as client:
        long_path = "/" + "a" * 15_000
        for _ in range((MAX_QUEUED_BYTES * 2 + 200_000) // len(long_path)):
            assert client.get(long_path).status_code == 404
        assert dropped_by(server) > 0
        lines: list[str] = []

        def said() -> bool:
            client.get("/healthz")
            lines.extend(read_lines(reader))
            return any("log_records_dropped" in line for line in lines)

        wait_until(said)
    end_quietly(process)
    assert "Finished server process" in "".join(read_lines(reader)), "what is queued at the end is written"
