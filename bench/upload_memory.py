"""How much memory an upload of 256 MiB and its download add to a server; the budget is 32 MiB.

    python -m bench.upload_memory          local disk
    python -m bench.upload_memory --s3     an S3 API server on loopback

Starts `onefold serve` (uvicorn) in a process of its own and reads its resident memory while the bytes go through.
"""

import argparse
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.servers import OnefoldServer

MIB = 1024 * 1024
SIZE = 256 * MIB
BUDGET = 32 * MIB
OBJECT = "/api/storage/buckets/bench/objects"


def resident(pid: int) -> int:
    """Return the resident memory of a process in bytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024


class Peak:
    """The highest resident memory of a process while the block runs, beyond what it had before."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self.before = resident(pid)
        self.highest = self.before

    def _watch(self) -> None:
        while not self._ended.wait(0.005):
            self.highest = max(self.highest, resident(self._pid))

    def __enter__(self) -> "Peak":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    @property
    def growth(self) -> int:
        """Bytes added at the highest point."""
        return self.highest - self.before


def body(size: int) -> Iterator[bytes]:
    """Yield a body in pieces, so that the client holds little of it."""
    piece = bytes(range(256)) * 1024
    for _ in range(size // len(piece)):
        yield piece


@contextmanager
def storage(on_s3: bool) -> Iterator[dict[str, str]]:
    """Yield the settings of the storage to measure."""
    if not on_s3:
        yield {}
        return
    import boto3  # noqa: PLC0415 - only this case needs it
    from moto.server import ThreadedMotoServer  # noqa: PLC0415

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    keys = {"aws_access_key_id": "bench", "aws_secret_access_key": "bench", "region_name": "us-east-1"}
    boto3.client("s3", endpoint_url=f"http://{host}:{port}", **keys).create_bucket(Bucket="bench")
    yield {
        "s3_endpoint": f"http://{host}:{port}",
        "s3_bucket": "bench",
        "s3_access_key": "bench",
        "s3_secret_key": "bench",
    }
    server.stop()


def report(name: str, peak: Peak, started: float) -> None:
    """Print one line of the result."""
    print(f"{name} of {SIZE // MIB} MiB: +{peak.growth / MIB:.1f} MiB in {time.monotonic() - started:.1f} s")


def measure(server: OnefoldServer) -> bool:
    """Print the growth of an upload and a download; return whether both are within the budget."""
    pid = server.process.pid
    with server.sign_in() as client:
        client.post("/api/storage/buckets", json={"name": "bench"}).raise_for_status()
        # A tiny object first: what the first use of the code costs is not the upload's. A larger one would hide
        # the upload's buffers, which the allocator keeps.
        client.put(f"{OBJECT}/warm", content=b"warm").raise_for_status()
        client.get(f"{OBJECT}/warm").raise_for_status()
        print(f"before: {resident(pid) / MIB:.0f} MiB resident")
        started = time.monotonic()
        with Peak(pid) as upload:
            client.put(f"{OBJECT}/large", content=body(SIZE), timeout=600).raise_for_status()
        report("upload", upload, started)
        started = time.monotonic()
        with Peak(pid) as download, client.stream("GET", f"{OBJECT}/large", timeout=600) as answer:
            received = sum(len(chunk) for chunk in answer.iter_raw())
        report("download", download, started)
        return upload.growth <= BUDGET and download.growth <= BUDGET and received == SIZE


def main() -> None:
    """Measure; exit 1 when the budget is not kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--s3", action="store_true", help="measure on S3 instead of local disk")
    with TemporaryDirectory() as folder, storage(parser.parse_args().s3) as settings:
        path = Path(folder)
        server = OnefoldServer(path / "data", f"sqlite:///{path / 'onefold.db'}", None, **settings)
        server.start(wait=False)
        try:
            server.wait_ready(timeout=120)
            kept = measure(server)
        finally:
            server.end()
    raise SystemExit(0 if kept else 1)


if __name__ == "__main__":
    main()
