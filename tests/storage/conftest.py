"""Fixtures of the storage tests: each runs on local disk and on an S3 API server of its own process."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from uuid import uuid4

import boto3
import httpx
import pytest
from moto.server import ThreadedMotoServer

from app.core.settings import Settings
from tests.conftest import make_settings

S3_KEYS = {"s3_region": "us-east-1", "s3_access_key": "test", "s3_secret_key": "test-secret"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run the S3 half on SQLite alone: database and backend never meet, so three of the four pairs tell all."""
    both = [item for item in items if {"postgres", "s3"} <= set(item.keywords) and "storage" in item.path.parts]
    if both:
        config.hook.pytest_deselected(items=both)
        items[:] = [item for item in items if item not in both]


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """The URL of an S3 API server on loopback."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


def s3_client(endpoint: str):
    """A plain S3 client, to look at the server past our code."""
    return boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test-secret",
    )


@pytest.fixture
def s3_bucket(s3_server: str) -> str:
    """The name of an S3 bucket that only this test uses."""
    name = f"test-{uuid4().hex}"
    client = s3_client(s3_server)
    client.create_bucket(Bucket=name)
    client.close()
    return name


@pytest.fixture(params=["local", pytest.param("s3", marks=pytest.mark.s3)])
def backend(request: pytest.FixtureRequest) -> str:
    """Where the bytes go: `local` or `s3`."""
    return request.param


@pytest.fixture
def settings(tmp_path: Path, database_url: str, backend: str, request: pytest.FixtureRequest) -> Settings:
    """The settings of this test's app, with uploads of up to 32 MiB."""
    changes: dict[str, object] = {"max_upload_bytes": 32 * 1024 * 1024}
    if backend == "s3":
        changes |= {
            "s3_endpoint": request.getfixturevalue("s3_server"),
            "s3_bucket": request.getfixturevalue("s3_bucket"),
            **S3_KEYS,
        }
    return make_settings(tmp_path / "data", database_url, **changes)


def stored_blobs(settings: Settings) -> list[str]:
    """The names of everything the backend holds, temporary files and unfinished uploads included."""
    if not settings.s3_bucket:
        return sorted(path.name for path in (settings.data_dir / "storage").rglob("*") if path.is_file())
    client = s3_client(settings.s3_endpoint)
    blobs = [item["Key"] for item in client.list_objects_v2(Bucket=settings.s3_bucket).get("Contents", ())]
    parts = client.list_multipart_uploads(Bucket=settings.s3_bucket).get("Uploads", ())
    client.close()
    return sorted([*blobs, *(part["Key"] for part in parts)])


MakeBucket = Callable[..., Awaitable[str]]


@pytest.fixture
def make_bucket(owner: httpx.AsyncClient) -> MakeBucket:
    """A function that makes a bucket and returns the URL of its objects."""

    async def make(name: str, *, public: bool = False) -> str:
        answer = await owner.post("/api/storage/buckets", json={"name": name, "public": public})
        assert answer.status_code == 201, answer.text
        return f"/api/storage/buckets/{name}/objects"

    return make


@pytest.fixture
async def bucket(make_bucket: MakeBucket) -> str:
    """The URL of the objects of a private bucket `docs`."""
    return await make_bucket("docs")


@pytest.fixture
async def events(app) -> AsyncIterator[list[tuple[str, str, str]]]:
    """What storage published on the bus: (topic, bucket, key)."""
    seen: list[tuple[str, str, str]] = []
    for topic in ("storage.object_created", "storage.object_deleted"):

        async def note(message, topic=topic) -> None:
            seen.append((topic, message.bucket, message.key))

        app.resources.bus.subscribe(topic, note)
    return seen
