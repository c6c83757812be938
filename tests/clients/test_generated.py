"""The generated functions of the Python client against a served app, and the traps that its generator sets."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO

import pytest
from onefold_client import AuthenticatedClient
from onefold_client.api.auth import get_me
from onefold_client.api.storage import create_bucket, download_object, upload_file, upload_object
from onefold_client.errors import UnexpectedStatus
from onefold_client.models import (
    ApiKeyCreate,
    BucketCreate,
    BucketRead,
    ExecutionRead,
    Me,
    ObjectRead,
    Problem,
    UploadFileUploadForm,
)
from onefold_client.types import File

from tests.servers import ADMIN, OnefoldServer

# Ends a part of a form where the boundary is the generator's own.
CONTENT = b"\x00\xff binary\r\n--+++\r\n"


@pytest.fixture(scope="module")
def python_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AuthenticatedClient]:
    """The client with an owner's API key, as a script would have it, and a bucket `reports`."""
    folder = tmp_path_factory.mktemp("served")
    with OnefoldServer(folder, f"sqlite:///{folder / 'onefold.db'}") as server:
        key = server.make_key("files:read", "files:write", "actions:read")
        with AuthenticatedClient(server.url, token=key, httpx_args={"trust_env": False}) as client:
            bucket = create_bucket.sync(client=client, body=BucketCreate(name="reports"))
            assert isinstance(bucket, BucketRead)
            yield client


def test_answers_are_models(python_client: AuthenticatedClient) -> None:
    me = get_me.sync(client=python_client)
    assert isinstance(me, Me)
    assert (me.email, me.role) == (ADMIN["email"], "owner")


def test_a_file_goes_up_and_comes_back_with_its_type(python_client: AuthenticatedClient) -> None:
    body = File(payload=BytesIO(CONTENT), mime_type="image/png")
    # A header whose value is None is not sent; httpx refuses it with a TypeError.
    stored = upload_object.sync("reports", "2026/a b", client=python_client, body=body, if_match=None)
    assert isinstance(stored, ObjectRead)
    assert (stored.key, stored.content_type) == ("2026/a b", "image/png")
    back = download_object.sync("reports", "2026/a b", client=python_client)
    assert isinstance(back, File)
    assert (back.payload.read(), back.mime_type) == (CONTENT, "image/png")


async def test_a_file_goes_up_asynchronously(python_client: AuthenticatedClient) -> None:
    async with python_client:
        stored = await upload_object.asyncio(
            "reports", "later", client=python_client, body=File(payload=BytesIO(CONTENT))
        )
    assert isinstance(stored, ObjectRead)
    assert (stored.size, stored.content_type) == (len(CONTENT), "application/octet-stream")


def test_a_form_holds_what_its_boundary_could_be(python_client: AuthenticatedClient) -> None:
    form = UploadFileUploadForm(bucket="reports", file=File(BytesIO(CONTENT), "formed.bin", "image/png"))
    stored = upload_file.sync(client=python_client, body=form)
    assert isinstance(stored, ObjectRead)
    assert (stored.key, stored.size, stored.content_type) == ("formed.bin", len(CONTENT), "image/png")


def test_an_error_is_a_problem_with_its_code(python_client: AuthenticatedClient) -> None:
    problem = download_object.sync("nowhere", "x", client=python_client)
    assert isinstance(problem, Problem)
    assert (problem.status, problem.code, problem.errors) == (404, "bucket_not_found", None)


def test_an_answer_that_is_not_in_the_document_is_an_error(python_client: AuthenticatedClient) -> None:
    lost = AuthenticatedClient(f"{python_client._base_url}/files", token="x", httpx_args={"trust_env": False})
    with lost, pytest.raises(UnexpectedStatus):
        # 405 of an address that is not the API's; it used to be None.
        create_bucket.sync(client=lost, body=BucketCreate(name="x"))


def test_a_call_does_not_hang_for_ever(python_client: AuthenticatedClient) -> None:
    assert python_client.get_httpx_client().timeout.read == 30


def test_a_status_and_a_field_of_a_newer_server_are_handed_on() -> None:
    answer = {
        "id": "0192d3f4-0000-7000-8000-000000000001",
        "workflow_id": "0192d3f4-0000-7000-8000-000000000002",
        "status": "paused",
        "version": None,
        "trigger": {},
        "queued_at": "2026-01-02T05:04:05+02:00",
        "started_at": None,
        "ended_at": None,
        "error": None,
        "paused_by": "somebody",
    }
    execution = ExecutionRead.from_dict(answer)
    assert (execution.status, execution["paused_by"]) == ("paused", "somebody")
    # Times are in UTC, and what the answer leaves out has its default.
    assert execution.queued_at == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert execution.queued_at.tzinfo is UTC
    assert (execution.nodes, execution.result) == ([], None)


def test_a_time_is_sent_in_utc_and_never_without_a_zone() -> None:
    made = ApiKeyCreate("x", [], expires_at=datetime(2026, 1, 2, 3, tzinfo=timezone(timedelta(hours=2))))
    assert made.to_dict()["expires_at"] == "2026-01-02T01:00:00+00:00"
    with pytest.raises(ValueError, match="has no time zone"):
        ApiKeyCreate("x", [], expires_at=datetime(2026, 1, 2)).to_dict()  # noqa: DTZ001
