"""A kind that changes its params upgrades what is stored: drafts, versions that never change, and runs under way."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import httpx
import pytest
from pydantic import JsonValue

from app.core.db.database import utc_now
from app.core.ids import uuid7
from app.engine.journal.operations import CreateRun
from app.engine.kinds import NodeKind, Output, Reference, RunContext
from app.engine.params import Params, Value
from app.main import OnefoldApp
from app.nodes.registry import node_kinds
from tests.conftest import ONE_DATABASE
from tests.engine.rows import new_row
from tests.workflows.graphs import MANUAL, chain, make_workflow, node, problems_of, publish

pytestmark = ONE_DATABASE


class FirstParams(Params):
    """The params of the first build."""

    words: Value


class LaterParams(Params):
    """The params of a later build: renamed in version 2, a list in version 3, which also names a secret."""

    texts: list[Value]
    key: str | None = None


async def run_first(ctx: RunContext, params: FirstParams) -> Output:
    return Output({"first": params.words})


async def run_later(ctx: RunContext, params: LaterParams) -> Output:
    return Output({"later": params.texts})


def rename(params: dict[str, Any]) -> dict[str, Any]:
    """Upgrade from version 1."""
    return {"text": params.pop("words")} | params


def to_list(params: dict[str, Any]) -> dict[str, Any]:
    """Upgrade from version 2."""
    return {"texts": [params.pop("text")]} | params


def references(params: Mapping[str, JsonValue]) -> Iterator[Reference]:
    if isinstance(name := params.get("key"), str):
        yield Reference("secret", name, "key")


FIRST = NodeKind("say", "Say", FirstParams, run_first)
LATER = NodeKind(
    "say", "Say", LaterParams, run_later, version=3, upgrades={1: rename, 2: to_list}, references=references
)


@pytest.fixture(autouse=True)
def first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(node_kinds(), FIRST.name, FIRST)


def install_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Go on as the later build."""
    monkeypatch.setitem(node_kinds(), LATER.name, LATER)


def said(words: Any, v: int | None = None) -> dict[str, Any]:
    """A graph that says something, alone and in a loop."""
    version = {} if v is None else {"v": v}
    inside = node("inside", "say", words="{{ item }}") | version
    loop = node("loop", "for_each", items=["a", "b"], body={"nodes": [inside], "edges": []})
    both = node("both", "set", values={"alone": "{{ nodes.alone.output }}", "loop": "{{ nodes.loop.output.items }}"})
    return chain(MANUAL, node("alone", "say", words=words) | version, loop, both)


async def run(client: httpx.AsyncClient, workflow_id: str, **target: Any) -> Any:
    answer = await client.post(f"/api/workflows/{workflow_id}/execute", json={"wait_seconds": 30, **target})
    assert answer.status_code == 200, answer.text
    return answer.json()["result"]


async def test_what_an_older_build_stored_is_shown_published_and_run_as_the_newest_version(
    owner: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    workflow_id = await publish(owner, said("{{ trigger.kind }}"))
    url = f"/api/workflows/{workflow_id}"
    other = await publish(owner, said("x"), "of the older build")
    assert await run(owner, other) == {"alone": {"first": "x"}, "loop": [{"first": "a"}, {"first": "b"}]}
    install_later(monkeypatch)
    later = {"alone": {"later": ["manual"]}, "loop": [{"later": ["a"]}, {"later": ["b"]}]}
    assert await run(owner, workflow_id, target={"version": 1}) == later
    assert await run(owner, workflow_id, target="draft") == later
    assert (await owner.post(f"{url}/validate")).json() == {"valid": True, "problems": [], "warnings": []}
    draft = (await owner.get(url)).json()["draft"]
    alone, loop = draft["nodes"][1], draft["nodes"][2]
    assert (alone["v"], alone["params"]) == (3, {"texts": ["{{ trigger.kind }}"]})
    inside = loop["params"]["body"]["nodes"][0]
    assert (inside["v"], inside["params"]) == (3, {"texts": ["{{ item }}"]})
    stored = (await owner.get(f"{url}/versions/1")).json()["graph"]["nodes"][1]
    assert (stored["v"], stored["params"]) == (1, {"words": "{{ trigger.kind }}"})  # it never changes
    again = await owner.put(f"{url}/draft", json=draft, headers={"If-Match": "*"})
    assert (again.status_code, again.json()["draft"]) == (200, draft)
    assert (await owner.post(f"{url}/publish")).json()["number"] == 2
    assert await run(owner, workflow_id) == later


async def test_a_node_says_what_version_its_params_are_written_for(
    owner: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_later(monkeypatch)
    kinds = {item["name"]: item for item in (await owner.get("/api/node-kinds")).json()["items"]}
    assert (kinds["say"]["version"], kinds["set"]["version"]) == (3, 1)
    for v, params in ((1, {"words": "a"}), (2, {"text": "a"}), (3, {"texts": ["a"]})):
        workflow_id = await publish(owner, chain(MANUAL, node("one", "say", **params) | {"v": v}))
        assert await run(owner, workflow_id) == {"later": ["a"]}
    wrong = chain(MANUAL, node("one", "say", texts=["a"]) | {"v": 0})
    assert (await owner.post("/api/workflows", json={"name": "w", "draft": wrong})).status_code == 422


async def test_nodes_in_a_loop_that_say_no_version_are_of_the_newest_as_well(
    owner: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    workflow_id = await publish(owner, said("a"))
    version = (await owner.get(f"/api/workflows/{workflow_id}/versions/1")).json()
    assert [node["v"] for node in version["graph"]["nodes"][2]["params"]["body"]["nodes"]] == [1]
    install_later(monkeypatch)
    assert await run(owner, workflow_id) == {"alone": {"later": ["a"]}, "loop": [{"later": ["a"]}, {"later": ["b"]}]}
    inside = node("inside", "say", texts=["{{ item }}"])
    loop = node("loop", "for_each", items=["a"], body={"nodes": [inside], "edges": []})
    workflow_id = await publish(owner, chain(MANUAL, loop))
    assert (await run(owner, workflow_id))["items"] == [{"later": ["a"]}]


async def test_a_newer_version_than_this_build_knows_is_unreadable_wherever_it_stands(
    owner: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    workflow_id = await make_workflow(owner, said("a", v=2))
    url = f"/api/workflows/{workflow_id}"
    found = (await owner.post(f"{url}/validate")).json()
    assert [(one["code"], one["node_id"], one["param"]) for one in found["problems"]] == [
        ("unreadable", "alone", "v"),
        ("unreadable", "inside", "v"),
    ]
    assert "knows say up to version 1" in found["problems"][0]["message"]
    assert (await owner.post(f"{url}/publish")).json()["problems"] == found["problems"]
    install_later(monkeypatch)
    mended = chain(MANUAL, node("one", "say", texts=["a"]) | {"v": 3})
    assert (await owner.put(f"{url}/draft", json=mended, headers={"If-Match": "*"})).status_code == 200
    assert (await owner.post(f"{url}/publish")).status_code == 200
    monkeypatch.setitem(node_kinds(), FIRST.name, FIRST)  # a downgrade
    refused = await owner.post(f"{url}/execute", json={})
    assert (refused.status_code, refused.json()["code"]) == (409, "version_unreadable")
    assert [one["node_id"] for one in refused.json()["problems"]] == ["one"]


async def test_params_that_no_upgrade_can_read_stay_as_they_are_and_are_named(
    owner: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = chain(MANUAL, node("one", "say", sentence="a") | {"v": 1})
    install_later(monkeypatch)
    (problem,) = await problems_of(owner, wrong)
    assert (problem["code"], problem["node_id"], problem["param"]) == ("unreadable", "one", "params")
    assert "say cannot be read as version 3" in problem["message"]
    workflow_id = await make_workflow(owner, wrong)
    shown = (await owner.get(f"/api/workflows/{workflow_id}")).json()["draft"]["nodes"][1]
    assert (shown["v"], shown["params"]) == (1, {"sentence": "a"})


async def test_what_nodes_of_another_version_name_counts_as_in_use(
    owner: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_later(monkeypatch)
    secret = (await owner.post("/api/secrets", json={"name": "KEY", "value": "s" * 20})).json()["id"]
    await publish(owner, chain(MANUAL, node("one", "say", text="a", key="KEY") | {"v": 2}))
    assert (await owner.delete(f"/api/secrets/{secret}")).json()["code"] == "secret_in_use"
    monkeypatch.setitem(node_kinds(), FIRST.name, FIRST)
    assert (await owner.delete(f"/api/secrets/{secret}")).json()["code"] == "secret_in_use"


async def test_a_run_of_a_draft_goes_on_in_the_newest_version(
    app: OnefoldApp, owner: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_later(monkeypatch)
    old = new_row(version=None, graph=said("a"), queued_at=utc_now() - timedelta(minutes=1))
    await app.resources.executions.journal.submit(CreateRun(old))
    assert await app.resources.runner.wait_finished(old["id"], timeout=30)
    ended = (await owner.get(f"/api/executions/{old['id']}")).json()
    assert ended["result"] == {"alone": {"later": ["a"]}, "loop": [{"later": ["a"]}, {"later": ["b"]}]}


async def test_a_run_in_a_format_of_another_build_fails_and_says_so(
    app: OnefoldApp, owner: httpx.AsyncClient
) -> None:
    workflow_id = await publish(owner, said("a"))
    row = new_row(workflow_id, id=uuid7(), format=2, queued_at=utc_now() - timedelta(minutes=1))
    await app.resources.executions.journal.submit(CreateRun(row))
    assert await app.resources.runner.wait_finished(row["id"], timeout=30)
    ended = (await owner.get(f"/api/executions/{row['id']}")).json()
    assert (ended["status"], ended["error"]["code"], ended["nodes"]) == ("failed", "execution_unreadable", [])
    assert "format 2" in ended["error"]["message"]
