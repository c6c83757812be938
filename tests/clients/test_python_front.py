"""`Onefold` and `AsyncOnefold` against a served app: the main job, errors, lists, files, runs."""

import pickle
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from onefold_client import AsyncOnefold, Onefold, OnefoldError, RunFailed
from onefold_client.inputs import GraphDict, PageTreeDict
from onefold_client.models import Graph, NodeCompleted, WorkflowRead

from tests.conftest import create_postgres_database, database_of, drop_postgres_database
from tests.servers import ADMIN, OnefoldServer

SCOPES: Any = [
    *("actions:read", "actions:write", "actions:run", "pages:read", "pages:write"),
    *("data:read", "data:write", "files:read", "files:write"),
]
GREET: GraphDict = {
    "nodes": [
        {"id": "start", "kind": "trigger.manual"},
        {"id": "made", "kind": "set", "params": {"values": {"greeting": "Hello, {{ trigger.input.name }}"}}},
    ],
    "edges": [{"from": "start", "to": "made"}],
}
ECHO: GraphDict = {
    "nodes": [
        {"id": "start", "kind": "trigger.manual"},
        {
            "id": "made",
            "kind": "set",
            "params": {"values": {"said": "{{ trigger.input }}", "twice": ["{{ trigger.input.name }}"] * 2}},
        },
    ],
    "edges": [{"from": "start", "to": "made"}],
}
LONG: GraphDict = {
    "nodes": [
        {"id": "start", "kind": "trigger.manual"},
        {"id": "wait", "kind": "delay", "params": {"seconds": 0.2}},
        {"id": "fail", "kind": "set", "params": {"values": {"x": "{{ 1 + 'a' }}"}}},
    ],
    "edges": [{"from": "start", "to": "wait"}, {"from": "wait", "to": "fail"}],
}


def notes_page(workflow_id: UUID) -> PageTreeDict:
    run = {"do": "run_workflow", "workflow_id": str(workflow_id)}
    return {
        "root": {
            "children": [
                {"id": "title", "type": "Heading", "props": {"text": "Notes", "level": 1}},
                {"id": "go", "type": "Button", "props": {"label": "Greet", "on_click": [run]}},
            ]
        }
    }


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnefoldServer]:
    """An installation on SQLite."""
    folder = tmp_path_factory.mktemp("served")
    with OnefoldServer(folder, f"sqlite:///{folder / 'onefold.db'}") as server:
        yield server


@pytest.fixture(scope="module")
def onefold(server: OnefoldServer) -> Iterator[Onefold]:
    """A client with a key, which somebody who signed in made for it."""
    with Onefold(server.url) as session:
        assert session.auth.login(**ADMIN).user.role == "owner"
        made = session.api_keys.create(name="script", scopes=SCOPES, expires_at=datetime.now(UTC) + timedelta(days=1))
        assert session.auth.get_me().email == ADMIN["email"]
    with Onefold(server.url, key=made.key) as onefold:
        yield onefold


def make_workflow(onefold: Onefold, graph: GraphDict) -> WorkflowRead:
    """Create a workflow and publish it."""
    workflow = onefold.workflows.create(name=f"flow {uuid4().hex[:6]}", draft=graph)
    onefold.workflows.publish(workflow.id, if_match=workflow.revision)
    return workflow


def test_the_main_job(onefold: Onefold, server: OnefoldServer, tmp_path: Path) -> None:
    workflow = onefold.workflows.create(name="Greet")
    workflow = onefold.workflows.replace_draft(workflow.id, GREET, if_match=workflow.revision)
    assert onefold.workflows.validate(workflow.id).problems == []
    version = onefold.workflows.publish(workflow.id, if_match=workflow.revision)
    assert version.published_at.tzinfo == UTC
    slug = f"notes{uuid4().hex[:6]}"
    page = onefold.pages.create(slug=slug, title="Notes", draft=notes_page(workflow.id))
    assert onefold.pages.publish(page.id, if_match=page.revision).number == 1
    with Onefold(server.url) as visitor:
        assert "<h1" in visitor.visitors.get_published_page(slug)
        answer = visitor.visitors.press_button(slug, "go", {"version": "1"})
    (run,) = onefold.executions.list(workflow_id=workflow.id)
    events = list(onefold.watch(run))
    assert [event.type_ for event in events if event.type_.startswith("execution.")] == [
        "execution.started",
        "execution.completed",
    ]
    assert list(onefold.watch(run, after=events[-2].seq)) == events[-1:]
    assert [event.seq for event in onefold.executions.list_events(run.id, limit=2)] == [event.seq for event in events]
    assert answer.errors == []
    onefold.storage.create_bucket(name=slug)
    (tmp_path / "ada.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    stored = onefold.storage.upload_object(slug, "in a/folder ü#?%.png", tmp_path / "ada.png")
    assert (stored.size, stored.content_type) == (108, "image/png")
    down = onefold.storage.download_object(slug, stored.key)
    assert (down.media_type, down.size) == ("image/png", 108)
    assert down.save(tmp_path / "back.png").read_bytes() == (tmp_path / "ada.png").read_bytes()


def test_a_run_is_waited_for(onefold: Onefold) -> None:
    workflow = make_workflow(onefold, GREET)
    assert onefold.run(workflow, {"name": "Ada"}) == {"greeting": "Hello, Ada"}
    # Large results and large parts of them stand truncated in the run, and are read by themselves.
    assert onefold.run(workflow.id, {"name": "Ada" * 30_000}) == {"greeting": f"Hello, {'Ada' * 30_000}"}
    name = [{"deep": "Ada" * 30_000}]
    assert onefold.run(make_workflow(onefold, ECHO), {"name": name}) == {"said": {"name": name}, "twice": [name] * 2}


def test_a_run_that_outlasts_the_first_answer_is_watched(onefold: Onefold, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onefold_client.front.onefold.WAIT_SECONDS", 0)
    workflow = make_workflow(onefold, LONG)
    with pytest.raises(
        RunFailed, match=r"^The run failed at the node 'fail': cannot use \+ .* \(run_failed\)$"
    ) as caught:
        onefold.run(workflow)
    error = caught.value
    assert (error.node, error.execution.status, error.code, error.status) == ("fail", "failed", "run_failed", None)
    copy = pickle.loads(pickle.dumps(error))
    assert (str(copy), copy.execution.id) == (str(error), error.execution.id)


def test_a_call_may_wait_longer_than_the_time_limit(server: OnefoldServer, onefold: Onefold) -> None:
    workflow = make_workflow(onefold, LONG)
    with Onefold(server.url, key=onefold._transport.key, timeout=0.15) as hasty:
        assert hasty.workflows.execute(workflow.id, wait_seconds=30).status == "failed"


def test_what_is_named_happens_once(onefold: Onefold) -> None:
    workflow = make_workflow(onefold, GREET)
    sent: list[str | None] = []
    hooks = onefold._transport.http.event_hooks["request"]
    hooks.append(lambda request: sent.append(request.headers.get("idempotency-key")))
    keys = (None, None, "mine", "mine")
    runs = [onefold.workflows.execute(workflow.id, input={"name": "a"}, idempotency_key=key).id for key in keys]
    hooks.clear()
    assert None not in sent
    assert (len(set(sent)), len(set(runs)), runs[2] == runs[3]) == (3, 3, True)
    with pytest.raises(OnefoldError, match="422 idempotency_key_reused"):
        onefold.workflows.execute(workflow.id, input={"name": "b"}, idempotency_key="mine")


def test_a_refusal_is_one_error_with_all_that_the_server_says(onefold: Onefold) -> None:
    with pytest.raises(OnefoldError) as caught:
        onefold.workflows.get(uuid4())
    error = caught.value
    assert (error.status, error.code) == (404, "workflow_not_found")
    assert error.request_id
    assert str(error) == f"{error.detail} (404 workflow_not_found, request {error.request_id})"
    with pytest.raises(OnefoldError) as caught:
        onefold.workflows.create(name="")
    assert [(item.loc, error.code) for error in [caught.value] for item in error.errors] == [
        (["body", "name"], "invalid_input")
    ]
    workflow = onefold.workflows.create(name="stale")
    onefold.workflows.update(workflow.id, name="fresh", if_match=workflow.revision)
    with pytest.raises(OnefoldError) as caught:
        onefold.workflows.update(workflow.id, name="late", if_match=workflow.revision)
    assert (caught.value.status, caught.value.current_revision) == (412, workflow.revision + 1)
    with pytest.raises(OnefoldError) as caught:
        onefold.workflows.publish(workflow.id)
    assert caught.value.problems[0].message


def test_what_is_none_is_not_sent_and_what_is_unset_is_kept(onefold: Onefold) -> None:
    workflow = onefold.workflows.create(name="kept", settings={"colour": "red"})
    onefold.workflows.update(workflow.id, name="renamed", if_match=f'"r{workflow.revision}"')
    assert onefold.workflows.get(workflow.id).settings.to_dict() == {"colour": "red"}
    onefold.workflows.delete(workflow.id, if_match=None)
    with pytest.raises(OnefoldError, match="workflow_not_found"):
        onefold.workflows.get(workflow.id)


def test_a_model_does_where_a_dict_does(onefold: Onefold) -> None:
    workflow = onefold.workflows.create(name="model", draft=Graph.from_dict(GREET))
    assert [node.kind for node in workflow.draft.nodes] == ["trigger.manual", "set"]
    # A field that the server leaves out of a draft has its default, and is never unset.
    assert [node.join for node in workflow.draft.nodes] == ["all", "all"]


def test_lists_are_iterated_page_by_page(onefold: Onefold) -> None:
    mark = uuid4().hex[:8]
    made = [onefold.workflows.create(name=f"{mark} {number}").id for number in range(5)]
    found = onefold.workflows.list(search=mark, limit=2)
    assert [workflow.id for workflow in found] == made[::-1]
    assert [len(page.items) for page in found.pages()] == [2, 2, 1]
    first = found.page()
    assert [item.id for item in first.items] == made[:2:-1]
    rest = onefold.workflows.list(search=mark, limit=2, cursor=first.next_cursor)
    assert [workflow.id for workflow in rest] == made[2::-1]
    assert "log" in {kind.name for kind in onefold.workflows.list_node_kinds()}


def test_rows_are_plain_dicts(onefold: Onefold) -> None:
    table = f"t{uuid4().hex[:6]}"
    onefold.tables.create("local", name=table, columns=[{"name": "item", "type": "text"}])
    row = onefold.tables.create_row("local", table, values={"item": "tea"})
    assert row["item"] == "tea"
    assert [row["item"] for row in onefold.tables.list_rows("local", table)] == ["tea"]


@pytest.mark.parametrize("kind", ["bytes", "path", "file", "iterator"])
def test_a_file_goes_up_with_its_type_and_its_progress(onefold: Onefold, tmp_path: Path, kind: str) -> None:
    bucket = f"up-{uuid4().hex[:8]}"
    onefold.storage.create_bucket(name=bucket)
    data = bytes(range(256)) * 1000
    (tmp_path / "x.bin").write_bytes(data)
    seen: list[tuple[int, int | None]] = []
    halves = iter([data[:9], data[9:]])
    with (tmp_path / "x.bin").open("rb") as file:
        content: Any = {
            "bytes": data,
            "path": tmp_path / "x.bin",
            "file": file,
            "iterator": halves,
        }
        stored = onefold.storage.upload_object(
            bucket, "noext", content[kind], content_type="image/png", progress=lambda *told: seen.append(told)
        )
    assert (stored.content_type, stored.size) == ("image/png", len(data))
    assert seen[-1] == (len(data), None if kind == "iterator" else len(data))
    with onefold.storage.download_object(bucket, "noext", range="bytes=255-257") as part:
        assert b"".join(part) == b"\xff\x00\x01"
    head = onefold.storage.head_object(bucket, "noext")
    assert (head.media_type, head.size) == ("image/png", len(data))
    assert head.etag is not None
    assert onefold.storage.download_object(bucket, "noext", if_none_match=head.etag).is_unchanged


def test_a_type_is_guessed_from_the_key_and_then_from_the_path(onefold: Onefold, tmp_path: Path) -> None:
    bucket = f"guess-{uuid4().hex[:8]}"
    onefold.storage.create_bucket(name=bucket)
    (tmp_path / "x.png").write_bytes(b"x")
    for key, content, type in (
        ("a.txt", tmp_path / "x.png", "text/plain"),
        ("b", tmp_path / "x.png", "image/png"),
        ("c", b"x", "application/octet-stream"),
    ):
        assert onefold.storage.upload_object(bucket, key, content).content_type == type


def test_a_form_takes_a_file(onefold: Onefold) -> None:
    bucket = f"form-{uuid4().hex[:8]}"
    onefold.storage.create_bucket(name=bucket)
    seen: list[tuple[int, int | None]] = []
    # The end of a part as a fixed boundary would make it.
    data = b"first\r\n--+++\r\nsecond"
    stored = onefold.storage.upload_file(bucket, data, name="hällo.txt", progress=lambda *told: seen.append(told))
    assert (stored.key, stored.content_type, stored.size) == ("hällo.txt", "text/plain", len(data))
    assert seen == [(len(data), len(data))]
    assert onefold.storage.download_object(bucket, "hällo.txt").read() == data
    with pytest.raises(TypeError, match="name="):
        onefold.storage.upload_file(bucket, data)


def test_missing_files_are_errors_without_a_body_too(onefold: Onefold) -> None:
    with pytest.raises(OnefoldError) as caught:
        onefold.storage.head_object("nowhere", "x")
    assert (caught.value.status, caught.value.code) == (404, "not_found")
    with pytest.raises(OnefoldError) as caught:
        onefold.storage.download_object("nowhere", "x")
    assert (caught.value.status, caught.value.code) == (404, "bucket_not_found")


def test_a_time_without_a_zone_is_refused_before_it_is_sent(onefold: Onefold) -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        onefold.api_keys.create(name="x", scopes=[], expires_at=datetime(2100, 1, 1))  # noqa: DTZ001


def test_a_key_and_a_session_are_never_sent_together(server: OnefoldServer, onefold: Onefold) -> None:
    with pytest.raises(ValueError, match="has an API key"):
        onefold.auth.login(**ADMIN)
    # A proxy that sets a cookie would otherwise be answered with it.
    onefold._transport.http.cookies.set("sid", "x")
    with Onefold(server.url, key=onefold._transport.key) as other:
        other._transport.http.event_hooks["response"].append(
            lambda response: response.headers.update({"set-cookie": "sid=x; Path=/"})
        )
        other.auth.get_me()
        other._transport.http.cookies.extract_cookies(other._transport.http.get(f"{server.url}/healthz"))
        assert list(other._transport.http.cookies.jar) == []
    onefold._transport.http.cookies.clear()


async def test_the_asynchronous_client_does_the_same(onefold: Onefold, server: OnefoldServer, tmp_path: Path) -> None:
    async with AsyncOnefold(server.url, key=onefold._transport.key) as client:
        await main_job(client, server, tmp_path)


@pytest.fixture(scope="module")
def postgres(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnefoldServer]:
    """An installation on Postgres."""
    admin_url = request.getfixturevalue("postgres_server")
    name = f"clients_{uuid4().hex}"
    create_postgres_database(admin_url, name)
    with OnefoldServer(tmp_path_factory.mktemp("postgres"), database_of(admin_url, name)) as server:
        yield server
    drop_postgres_database(admin_url, name)


@pytest.mark.postgres
async def test_the_main_job_on_postgres(postgres: OnefoldServer, tmp_path: Path) -> None:
    async with AsyncOnefold(postgres.url) as session:
        assert (await session.auth.login(**ADMIN)).user.role == "owner"
        await main_job(session, postgres, tmp_path)


async def main_job(onefold: AsyncOnefold, server: OnefoldServer, tmp_path: Path) -> None:
    workflow = await onefold.workflows.create(name="Greet")
    workflow = await onefold.workflows.replace_draft(workflow.id, GREET, if_match=workflow.revision)
    await onefold.workflows.publish(workflow.id, if_match=workflow.revision)
    slug = f"notes{uuid4().hex[:6]}"
    page = await onefold.pages.create(slug=slug, title="Notes", draft=notes_page(workflow.id))
    await onefold.pages.publish(page.id, if_match=page.revision)
    async with AsyncOnefold(server.url) as visitor:
        await visitor.visitors.press_button(slug, "go", {"version": "1"})
    (run,) = [item async for item in onefold.executions.list(workflow_id=workflow.id)]
    events = [event async for event in onefold.watch(run)]
    assert isinstance(events[-2], NodeCompleted)
    assert events[-1].type_ == "execution.completed"
    assert [event.seq async for event in onefold.executions.list_events(run.id, limit=2)] == [e.seq for e in events]
    assert await onefold.run(workflow, {"name": "Ada"}) == {"greeting": "Hello, Ada"}
    large = await onefold.run(workflow, {"name": "Ada" * 30_000})
    assert large == {"greeting": f"Hello, {'Ada' * 30_000}"}
    bad = await onefold.workflows.create(name="bad", draft=LONG)
    with pytest.raises(RunFailed) as caught:
        await onefold.run(bad, target="draft")
    assert caught.value.node == "fail"
    with pytest.raises(OnefoldError) as refused:
        await onefold.workflows.get(uuid4())
    assert refused.value.code == "workflow_not_found"
    assert (await onefold.workflows.list(limit=1).page()).next_cursor is not None
    await onefold.storage.create_bucket(name=slug)
    await files(onefold, slug, tmp_path)


async def files(onefold: AsyncOnefold, bucket: str, tmp_path: Path) -> None:
    data = bytes(range(256)) * 1000
    (tmp_path / "x.png").write_bytes(data)

    async def halves() -> AsyncIterator[bytes]:
        yield data[:1000]
        yield data[1000:]

    seen: list[tuple[int, int | None]] = []
    for content in (data, tmp_path / "x.png", BytesIO(data), iter([data]), halves()):
        stored = await onefold.storage.upload_object(
            bucket, "x.png", content, progress=lambda *told: seen.append(told)
        )
        assert (stored.size, stored.content_type) == (len(data), "image/png")
        assert seen[-1][0] == len(data)
    formed = await onefold.storage.upload_file(bucket, tmp_path / "x.png", key="form")
    assert (formed.key, formed.content_type) == ("form", "image/png")
    down = await onefold.storage.download_object(bucket, "x.png")
    assert down.media_type == "image/png"
    assert (await down.save(tmp_path / "back.png")).read_bytes() == data
    assert await (await onefold.storage.download_object(bucket, "form")).read() == data
    assert (await onefold.storage.head_object(bucket, "form")).size == len(data)
