"""The generated Python client against a served app: answers are models, files are bytes, errors are problems."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from onefold_client import AuthenticatedClient
from onefold_client.api.auth import get_me
from onefold_client.api.storage import create_bucket, download_object, upload_object
from onefold_client.models import BucketCreate, BucketRead, Me, ObjectRead, Problem
from onefold_client.types import File

from tests.servers import ADMIN, OnefoldServer


@pytest.fixture(scope="module")
def python_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AuthenticatedClient]:
    """The client with an owner's API key, as a script would have it."""
    folder = tmp_path_factory.mktemp("served")
    with OnefoldServer(folder, f"sqlite:///{folder / 'onefold.db'}") as server:
        key = server.make_key("files:read", "files:write")
        with AuthenticatedClient(server.url, token=key, httpx_args={"trust_env": False}) as client:
            yield client


def test_answers_are_models(python_client: AuthenticatedClient) -> None:
    me = get_me.sync(client=python_client)
    assert isinstance(me, Me)
    assert (me.email, me.role) == (ADMIN["email"], "owner")


def test_a_file_goes_up_and_comes_back(python_client: AuthenticatedClient) -> None:
    bucket = create_bucket.sync(client=python_client, body=BucketCreate(name="reports"))
    assert isinstance(bucket, BucketRead)
    content = File(payload=BytesIO(b"\x00\xff binary"), mime_type="application/octet-stream")
    stored = upload_object.sync("reports", "2026/a b.bin", client=python_client, body=content)
    assert isinstance(stored, ObjectRead)
    assert stored.key == "2026/a b.bin"
    answer = download_object.sync_detailed("reports", "2026/a b.bin", client=python_client)
    assert answer.content == b"\x00\xff binary"


def test_an_error_is_a_problem_with_its_code(python_client: AuthenticatedClient) -> None:
    problem = download_object.sync("nowhere", "x", client=python_client)
    assert isinstance(problem, Problem)
    assert (problem.status, problem.code) == (404, "not_found")
