"""The generated Python client against a served app: answers are models, files are bytes, errors are problems."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from onefold_client import AuthenticatedClient
from onefold_client.api.auth import get_me
from onefold_client.api.storage import create_bucket, download_object, upload_object
from onefold_client.api.workflows import create_workflow, execute_workflow
from onefold_client.models import (
    BucketCreate,
    BucketRead,
    ExecuteRequest,
    ExecutionRead,
    Graph,
    Me,
    ObjectRead,
    Problem,
    WorkflowCreate,
    WorkflowRead,
)
from onefold_client.stream import stream_execution
from onefold_client.types import File

from tests.servers import ADMIN, OnefoldServer


@pytest.fixture(scope="module")
def python_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AuthenticatedClient]:
    """The client with an owner's API key, as a script would have it."""
    folder = tmp_path_factory.mktemp("served")
    with OnefoldServer(folder, f"sqlite:///{folder / 'onefold.db'}") as server:
        key = server.make_key("files:read", "files:write", "actions:read", "actions:write", "actions:run")
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
    assert (problem.status, problem.code) == (404, "bucket_not_found")


def test_a_run_is_streamed_to_its_end(python_client: AuthenticatedClient) -> None:
    graph = {
        "nodes": [
            {"id": "start", "kind": "trigger.manual", "params": {}},
            {"id": "wait", "kind": "delay", "params": {"seconds": 0.2}},
            {"id": "made", "kind": "set", "params": {"values": {"greeting": "Hello, {{ trigger.input.name }}"}}},
        ],
        "edges": [{"from": "start", "to": "wait"}, {"from": "wait", "to": "made"}],
    }
    workflow = create_workflow.sync(
        client=python_client, body=WorkflowCreate(name="greet", draft=Graph.from_dict(graph))
    )
    assert isinstance(workflow, WorkflowRead)
    request = ExecuteRequest.from_dict({"input": {"name": "Ada"}, "target": "draft"})
    execution = execute_workflow.sync(workflow.id, client=python_client, body=request)
    assert isinstance(execution, ExecutionRead)
    events = list(stream_execution(python_client, execution.id))
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert (events[0].type_, events[-1].type_) == ("execution.started", "execution.completed")
    assert events[-1].result == {"greeting": "Hello, Ada"}
    assert [event.seq for event in stream_execution(python_client, execution.id, after=3)] == [
        event.seq for event in events[3:]
    ]
    assert list(stream_execution(python_client, execution.id, after=len(events))) == []
