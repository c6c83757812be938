"""What a kind may say of itself, with kinds made here: nothing outside them is told of them."""

from collections.abc import Iterator, Mapping
from typing import Any

import httpx
import pytest
from pydantic import Field, JsonValue

from app.engine.graph import Subgraph
from app.engine.kinds import BodyFailed, NodeKind, Output, PortsFrom, Reference, RunContext
from app.engine.params import Params, Value, literal
from app.nodes.registry import node_kinds
from tests.conftest import ONE_DATABASE
from tests.workflows.graphs import MANUAL, chain, node, problems_of, publish

pytestmark = ONE_DATABASE


class TryParams(Params):
    """Two graphs: the second runs when the first fails."""

    first: Subgraph = literal("What is tried.")
    otherwise: Subgraph | None = literal("What is done when it fails.", default=None)


async def run_try(ctx: RunContext, params: TryParams) -> Output:
    try:
        return Output(await ctx.run_body("first", 0, None))
    except BodyFailed as failure:
        if params.otherwise is None:
            return Output(None, port="failed")
        return Output(await ctx.run_body("otherwise", 1, failure.error["code"]))


def bodies_of_try(params: Mapping[str, JsonValue]) -> tuple[str, ...]:
    return ("first", "otherwise") if "otherwise" in params else ("first",)


class Way(Params):
    """A way out."""

    name: str = literal("The port.")
    when: Value = Field(None, description="Whether it is taken.")


class WaysParams(Params):
    """Takes the first way that is open; its key is a secret."""

    ways: list[Way]
    key: str = literal("Name of a secret.")


async def run_ways(ctx: RunContext, params: WaysParams) -> Output:
    return Output(None, port=next((way.name for way in params.ways if way.when), "none"))


def references_of_ways(params: Mapping[str, JsonValue]) -> Iterator[Reference]:
    if isinstance(name := params.get("key"), str):
        yield Reference("secret", name, "key")


TRY = NodeKind("try", "Try", TryParams, run_try, ports=("out", "failed"), bodies=bodies_of_try)
WAYS = NodeKind(
    "ways", "Ways", WaysParams, run_ways, ports=("none",), ports_from=PortsFrom("ways", "name"),
    references=references_of_ways,
)  # fmt: skip


@pytest.fixture(autouse=True)
def made(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in (TRY, WAYS):
        monkeypatch.setitem(node_kinds(), kind.name, kind)


def body(*nodes: dict[str, Any]) -> dict[str, Any]:
    return {"nodes": list(nodes), "edges": []}


async def result_of(client: httpx.AsyncClient, graph: dict[str, Any]) -> Any:
    workflow_id = await publish(client, graph)
    answer = await client.post(f"/api/workflows/{workflow_id}/execute", json={"wait_seconds": 30})
    assert answer.json()["status"] == "completed", answer.text
    return answer.json()["result"]


async def test_a_kind_with_several_bodies_runs_the_one_it_names(owner: httpx.AsyncClient) -> None:
    breaks = node("breaks", "http.request", url="ftp://nowhere")
    note = node("note", "set", values={"code": "{{ item }}"})
    both = node("both", TRY.name, first=body(breaks), otherwise=body(note))
    assert await result_of(owner, chain(MANUAL, both)) == {"code": "egress_refused"}
    first = node("first", TRY.name, first=body(node("fine", "set", values={"a": 1})))
    assert await result_of(owner, chain(MANUAL, first)) == {"a": 1}


async def test_every_body_of_a_kind_is_checked(owner: httpx.AsyncClient) -> None:
    lost = node("lost", "set", values={"a": "{{ nodes.nowhere.output }}"})
    graph = chain(MANUAL, node("both", TRY.name, first=body(), otherwise=body(lost)))
    assert [(one["code"], one["node_id"], one["param"]) for one in await problems_of(owner, graph)] == [
        ("loop_empty", "both", "first"),
        ("unknown_reference", "lost", "values.a"),
    ]
    missing = chain(MANUAL, node("both", TRY.name, otherwise=[]))
    assert [(one["code"], one["param"]) for one in await problems_of(owner, missing)] == [
        ("param_missing", "first"),
        ("param_invalid", "otherwise"),
    ]


async def test_ports_are_those_that_the_params_name(owner: httpx.AsyncClient) -> None:
    assert (await owner.post("/api/secrets", json={"name": "KEY", "value": "s" * 20})).status_code == 201
    ways = node("ways", WAYS.name, key="KEY", ways=[{"name": "left"}, {"name": "right", "when": "{{ true }}"}])
    graph = chain(MANUAL, ways)
    for port in ("left", "right", "none"):
        graph["nodes"].append(node(port, "set", values={"went": port}))
        graph["edges"].append({"from": "ways", "port": port, "to": port})
    assert await result_of(owner, graph) == {"went": "right"}
    graph["edges"][1]["port"] = "straight"
    (problem,) = await problems_of(owner, graph)
    assert (problem["code"], problem["node_id"]) == ("unknown_port", "ways")
    assert problem["message"].endswith("There are: left, none, right.")


async def test_what_a_kind_marks_as_literal_inside_its_params_takes_no_expression(owner: httpx.AsyncClient) -> None:
    graph = chain(
        MANUAL, node("ways", WAYS.name, key="KEY", ways=[{"name": "{{ trigger.kind }}", "when": "{{ 1 }}"}])
    )
    found = [(one["code"], one["param"]) for one in await problems_of(owner, graph)]
    assert found == [("unknown_secret", "key"), ("expression_not_allowed", "ways.0.name")]
    graph["nodes"][1]["params"]["ways"] = "{{ trigger.input }}"  # would stand for names too
    found = [(one["code"], one["param"]) for one in await problems_of(owner, graph)]
    assert found == [("expression_not_allowed", "ways")]


async def test_each_port_has_a_name_of_its_own(owner: httpx.AsyncClient) -> None:
    assert (await owner.post("/api/secrets", json={"name": "KEY", "value": "s" * 20})).status_code == 201
    for names, wrong in ((["a", "b", "a", "a"], ["a"]), (["none", "error"], ["none", "error"]), (["a", "b"], [])):
        ways = node("ways", WAYS.name, key="KEY", ways=[{"name": name, "when": "{{ 1 }}"} for name in names])
        found = await problems_of(owner, chain(MANUAL, ways))
        assert [(one["code"], one["param"]) for one in found] == [("duplicate_port", "ways")] * len(wrong)
        assert all(f"'{name}'" in one["message"] for one, name in zip(found, wrong, strict=True))


async def test_what_a_kind_refers_to_must_be_there_and_stays(
    owner: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = chain(MANUAL, node("ways", WAYS.name, key="KEY", ways=[]))
    assert [one["code"] for one in await problems_of(owner, graph)] == ["unknown_secret"]
    secret = (await owner.post("/api/secrets", json={"name": "KEY", "value": "s" * 20})).json()["id"]
    await publish(owner, graph)
    assert (await owner.delete(f"/api/secrets/{secret}")).json()["code"] == "secret_in_use"
    monkeypatch.delitem(node_kinds(), WAYS.name)  # now it is another build's: whatever it names counts as in use
    assert (await owner.delete(f"/api/secrets/{secret}")).json()["code"] == "secret_in_use"


async def test_the_catalogue_says_what_a_builder_must_know(owner: httpx.AsyncClient) -> None:
    kinds = {item["name"]: item for item in (await owner.get("/api/node-kinds")).json()["items"]}
    assert (kinds["try"]["bodies"], kinds["for_each"]["bodies"], kinds["ways"]["bodies"]) == (
        "by_params",
        ["body"],
        [],
    )
    assert (kinds["ways"]["ports"], kinds["ways"]["ports_from"]) == (["none"], {"param": "ways", "key": "name"})
    assert (kinds["if"]["ports"], kinds["if"]["ports_from"]) == (["true", "false"], None)
    assert kinds["ways"]["params"]["$defs"]["Way"]["properties"]["name"]["x-literal"] is True
