"""What only S3 can get wrong: signatures, parts, and a server that is down, slow to forget or empty."""

import asyncio
import hashlib
import hmac
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import pytest

from app.core.settings import Settings
from app.storage.backends.base import BlobMissing
from app.storage.backends.s3 import KEY_PREFIX, PART_BYTES, S3Backend
from app.storage.errors import StorageUnavailable
from tests.conftest import make_settings
from tests.servers import free_port
from tests.storage.conftest import S3_KEYS, s3_client, stored_blobs

pytestmark = pytest.mark.s3

EMPTY_SHA256 = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True)
class Sent:
    """A request as it arrived."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


def signature_of(sent: Sent, secret: str) -> str:
    """The SigV4 signature of a request, from the specification ("Authenticating Requests: Using the Authorization
    Header"), for the date, scope and headers that its Authorization names."""
    fields = dict(
        part.strip().split("=", 1)
        for part in sent.headers["authorization"].removeprefix("AWS4-HMAC-SHA256 ").split(",")
    )
    _, day, region, service, ending = fields["Credential"].split("/")
    signed = fields["SignedHeaders"].split(";")
    target = urlsplit(sent.target)
    query = "&".join(sorted(item if "=" in item else f"{item}=" for item in target.query.split("&") if item))
    canonical = "\n".join(
        [
            sent.method,
            target.path,
            query,
            *(f"{name}:{' '.join(sent.headers[name].split())}" for name in signed),
            "",
            fields["SignedHeaders"],
            sent.headers["x-amz-content-sha256"],
        ]
    )
    scope = f"{day}/{region}/{service}/{ending}"
    text = "\n".join(
        ["AWS4-HMAC-SHA256", sent.headers["x-amz-date"], scope, hashlib.sha256(canonical.encode()).hexdigest()]
    )
    key = f"AWS4{secret}".encode()
    for part in (day, region, service, ending):
        key = hmac.digest(key, part.encode(), "sha256")
    return hmac.new(key, text.encode(), "sha256").hexdigest()


def test_the_computation_agrees_with_the_example_of_the_specification() -> None:
    headers = {
        "authorization": "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
        "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=-",
        "host": "examplebucket.s3.amazonaws.com",
        "range": "bytes=0-9",
        "x-amz-content-sha256": EMPTY_SHA256,
        "x-amz-date": "20130524T000000Z",
    }
    secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
    expected = "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
    assert signature_of(Sent("GET", "/test.txt", headers, b""), secret) == expected


async def read_request(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Sent | None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    method, target, _ = head[0].split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
    if headers.get("expect") == "100-continue":
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Sent(method, target, headers, body)


@pytest.fixture
async def recorder() -> AsyncIterator[tuple[str, list[Sent]]]:
    """A server that notes requests as they arrive and says yes to each: its URL and the notes."""
    seen: list[Sent] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        sent = await read_request(reader, writer)
        assert sent is not None
        seen.append(sent)
        writer.write(b'HTTP/1.1 200 OK\r\nETag: "e"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", seen


def settings_for(endpoint: str, bucket: str, data_dir: Path) -> Settings:
    return make_settings(data_dir, "", s3_endpoint=endpoint, s3_bucket=bucket, **S3_KEYS)


async def chunks_of(data: bytes) -> AsyncIterator[bytes]:
    yield data


async def test_requests_are_signed_as_s3_demands(recorder: tuple[str, list[Sent]], tmp_path: Path) -> None:
    endpoint, seen = recorder
    backend = await S3Backend.connect(settings_for(endpoint, "bucket", tmp_path))
    blob = uuid4()
    await backend.put(blob, chunks_of(b"hello"))
    await backend.delete(blob)
    await backend.check()
    await backend.close()
    put, delete, head = seen
    path = f"/bucket/{KEY_PREFIX}{blob.hex}"
    assert (put.method, put.target, put.body) == ("PUT", path, b"hello")
    assert (delete.method, delete.target, head.method, head.target) == ("DELETE", path, "HEAD", "/bucket")
    assert put.headers["x-amz-content-sha256"] == hashlib.sha256(b"hello").hexdigest()
    assert not [name for name in put.headers if name.startswith("x-amz-checksum")]
    for sent in seen:
        signature = sent.headers["authorization"].rpartition("Signature=")[2]
        assert "Credential=test/" in sent.headers["authorization"]
        assert signature == signature_of(sent, "test-secret")
        assert signature != signature_of(sent, "another-secret")


async def open_backend(s3_server: str, s3_bucket: str, tmp_path: Path) -> S3Backend:
    return await S3Backend.connect(settings_for(s3_server, s3_bucket, tmp_path))


async def test_an_upload_that_fails_midway_leaves_no_parts(s3_server: str, s3_bucket: str, tmp_path: Path) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield bytes(PART_BYTES + 1)
        raise StorageUnavailable("gone")

    backend = await open_backend(s3_server, s3_bucket, tmp_path)
    with pytest.raises(StorageUnavailable, match="gone"):
        await backend.put(uuid4(), broken())
    await backend.close()
    assert stored_blobs(settings_for(s3_server, s3_bucket, tmp_path)) == []


async def test_a_cancelled_upload_leaves_no_parts(s3_server: str, s3_bucket: str, tmp_path: Path) -> None:
    waiting = asyncio.Event()

    async def endless() -> AsyncIterator[bytes]:
        yield bytes(PART_BYTES)
        yield b"x"
        waiting.set()
        await asyncio.Event().wait()

    backend = await open_backend(s3_server, s3_bucket, tmp_path)
    upload = asyncio.create_task(backend.put(uuid4(), endless()))
    await waiting.wait()
    assert len(stored_blobs(settings_for(s3_server, s3_bucket, tmp_path))) == 1
    upload.cancel()
    with pytest.raises(asyncio.CancelledError):
        await upload
    await backend.close()
    assert stored_blobs(settings_for(s3_server, s3_bucket, tmp_path)) == []


async def test_the_sweep_aborts_uploads_that_died(s3_server: str, s3_bucket: str, tmp_path: Path) -> None:
    client = s3_client(s3_server)
    client.create_multipart_upload(Bucket=s3_bucket, Key=f"{KEY_PREFIX}dead")
    client.create_multipart_upload(Bucket=s3_bucket, Key="somebody-else")
    client.close()
    backend = await open_backend(s3_server, s3_bucket, tmp_path)
    # The stand-in server dates every multipart upload to the year 2010.
    assert await backend.sweep(timedelta(days=365 * 1000)) == 0
    assert await backend.sweep(timedelta(days=1)) == 1
    await backend.close()
    assert stored_blobs(settings_for(s3_server, s3_bucket, tmp_path)) == ["somebody-else"]


async def test_a_blob_that_is_not_there_is_missing_and_a_bucket_unavailable(
    s3_server: str, s3_bucket: str, tmp_path: Path
) -> None:
    backend = await open_backend(s3_server, s3_bucket, tmp_path)
    for length in (0, 1):
        with pytest.raises(BlobMissing):
            await backend.open(uuid4(), 0, length)
    with pytest.raises(BlobMissing):
        await backend.copy(uuid4(), uuid4(), 1)
    await backend.close()
    nowhere = await S3Backend.connect(settings_for(s3_server, "no-such-bucket", tmp_path))
    with pytest.raises(StorageUnavailable, match="does not exist"):
        await nowhere.check()
    with pytest.raises(StorageUnavailable, match="NoSuchBucket"):
        await nowhere.put(uuid4(), chunks_of(b"x"))
    await nowhere.close()


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """The settings of an app whose S3 server is down."""
    endpoint = f"http://127.0.0.1:{free_port()}"
    return make_settings(tmp_path / "data", database_url, s3_endpoint=endpoint, s3_bucket="bucket", **S3_KEYS)


async def test_a_server_that_is_down_is_503_and_the_rest_goes_on(owner: httpx.AsyncClient) -> None:
    assert (await owner.post("/api/storage/buckets", json={"name": "docs"})).status_code == 201
    answer = await owner.put("/api/storage/buckets/docs/objects/a", content=b"a")
    assert (answer.status_code, answer.json()["code"]) == (503, "storage_unavailable")
    assert "test-secret" not in answer.text
    assert (await owner.get("/api/storage/buckets/docs/objects/a")).status_code == 404
    ready = await owner.get("/readyz")
    assert (ready.status_code, ready.json()["checks"]["storage"]) == (503, "StorageUnavailable")
