"""Loops: a round for each item, under its path; what a failed round does; what may stand in a body."""

from typing import Any

import httpx
import pytest

from app.engine.graph import Graph
from app.main import OnefoldApp
from app.nodes.flow import for_each
from app.workflows.validation import validate_graph
from tests.workflows.graphs import MANUAL, chain, finished, node, publish

DOUBLE = chain(
    node(
        "scale", "set", values={"n": "{{ item * 2 }}", "at": "{{ index }}", "sum": "{{ nodes.base.output.n + item }}"}
    )
)
BASE = node("base", "set", values={"n": 100})


def loop(body: dict[str, Any], items: Any = "{{ trigger.input }}", **params: Any) -> dict[str, Any]:
    return node("loop", "for_each", items=items, body=body, **params)


async def run(owner: httpx.AsyncClient, graph: dict[str, Any], value: Any = None) -> dict[str, Any]:
    """The execution of a new workflow, ended."""
    workflow_id = await publish(owner, graph)
    answer = await owner.post(f"/api/workflows/{workflow_id}/execute", json={"input": value})
    assert answer.status_code == 202, answer.text
    return await finished(owner, answer.json()["id"])


@pytest.mark.parametrize("concurrency", [1, 3])
async def test_a_round_runs_for_each_item_and_outputs_keep_their_order(
    owner: httpx.AsyncClient, concurrency: int
) -> None:
    ended = await run(owner, chain(MANUAL, BASE, loop(DOUBLE, concurrency=concurrency)), [5, 6, 7, 8])
    assert ended["status"] == "completed", ended["error"]
    assert ended["result"] == {
        "items": [{"n": 2 * n, "at": at, "sum": 100 + n} for at, n in enumerate([5, 6, 7, 8])],
        "errors": [],
    }
    rounds = [run["iteration"] for run in ended["nodes"] if run["node_id"] == "scale"]
    assert sorted(rounds) == [[0], [1], [2], [3]]


async def test_no_items_make_no_rounds_and_what_is_no_list_fails(owner: httpx.AsyncClient) -> None:
    graph = chain(MANUAL, BASE, loop(DOUBLE))
    assert (await run(owner, graph, []))["result"] == {"items": [], "errors": []}
    ended = await run(owner, graph, {"a": 1})
    assert (ended["status"], ended["error"]["code"], ended["error"]["node"]) == ("failed", "params_invalid", "loop")
    assert "items" in ended["error"]["message"]
    for items, status in (
        ("{{ trigger.input.gone }}", "failed"),
        ("{{ trigger.input.gone|default([]) }}", "completed"),
    ):
        missing = loop(DOUBLE) | {"params": loop(DOUBLE)["params"] | {"items": items}}
        ended = await run(owner, chain(MANUAL, BASE, missing), {})
        assert ended["status"] == status
        assert status == "completed" or "default([])" in ended["error"]["message"]


async def test_too_many_items_fail(owner: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(for_each, "MAX_ITEMS", 3)
    ended = await run(owner, chain(MANUAL, BASE, loop(DOUBLE)), [1, 2, 3, 4])
    assert ended["error"]["code"] == "too_many_items"


async def test_loops_nest_and_branch(owner: httpx.AsyncClient) -> None:
    inner = {
        "nodes": [
            node("odd", "if", condition="{{ item % 2 == 1 }}"),
            node("keep", "set", values={"v": "{{ item }}", "row": "{{ nodes.row.output.name }}"}),
            node("drop", "set", values={"v": None}),
        ],
        "edges": [{"from": "odd", "port": "true", "to": "keep"}, {"from": "odd", "port": "false", "to": "drop"}],
    }
    body = chain(
        node("row", "set", values={"name": "r{{ index }}"}),
        node("cells", "for_each", items="{{ item }}", body=inner),
    )
    ended = await run(owner, chain(MANUAL, loop(body, concurrency=2)), [[1, 2], [], [3]])
    assert [[cell["v"] for cell in row["items"]] for row in ended["result"]["items"]] == [[1, None], [], [3]]
    assert ended["result"]["items"][2]["items"][0]["row"] == "r2"
    paths = sorted(run["iteration"] for run in ended["nodes"] if run["node_id"] == "odd")
    assert paths == [[0, 0], [0, 1], [2, 0]]
    skipped = [run["iteration"] for run in ended["nodes"] if run["status"] == "skipped"]
    assert len(skipped) == 3


# A round fails when its item is 13: `set` cannot add a text to a number there.
FRAGILE = chain(node("add", "set", values={"n": "{{ item + ('x' if item == 13 else 1) }}"}))


@pytest.mark.parametrize("concurrency", [1, 4])
@pytest.mark.parametrize(
    ("policy", "items", "failed"),
    [("skip", [{"n": 2}, {"n": 3}], []), ("collect", [{"n": 2}, None, {"n": 3}], [1])],
)
async def test_failed_rounds_are_left_out_or_collected(
    owner: httpx.AsyncClient, policy: str, items: list[Any], failed: list[int], concurrency: int
) -> None:
    graph = chain(MANUAL, loop(FRAGILE, on_item_error=policy, concurrency=concurrency))
    ended = await run(owner, graph, [1, 13, 2])
    assert ended["result"]["items"] == items
    errors = ended["result"]["errors"]
    assert [(error["index"], error["code"], error["node"]) for error in errors] == [
        (index, "expression_failed", "add") for index in failed
    ]


async def test_a_failed_round_stops_the_loop_which_fails_or_goes_on_as_its_author_said(
    owner: httpx.AsyncClient,
) -> None:
    ended = await run(owner, chain(MANUAL, loop(FRAGILE)), [1, 13, 2])
    assert (ended["status"], ended["error"]["code"], ended["error"]["node"]) == (
        "failed",
        "expression_failed",
        "loop",
    )
    assert ended["error"]["message"].startswith("Item 1: ")
    assert [run["iteration"] for run in ended["nodes"] if run["node_id"] == "add"] == [[0], [1]]
    graph = chain(MANUAL, loop(FRAGILE), node("after", "set", values={"went": "on"}))
    graph["nodes"][1]["on_error"] = "continue"
    assert (await run(owner, graph, [13]))["result"] == {"went": "on"}


async def test_a_loop_can_time_out_and_be_cancelled(owner: httpx.AsyncClient) -> None:
    graph = chain(MANUAL, loop(chain(node("nap", "delay", seconds=60)), concurrency=5))
    graph["nodes"][1]["timeout_s"] = 0.2
    ended = await run(owner, graph, list(range(5)))
    assert (ended["status"], ended["error"]["code"], ended["error"]["node"]) == ("failed", "node_timeout", "loop")
    graph["nodes"][1]["timeout_s"] = 60
    workflow_id = await publish(owner, graph)
    answer = await owner.post(f"/api/workflows/{workflow_id}/execute", json={"input": [1, 2], "wait_seconds": 0.2})
    execution_id = answer.json()["id"]
    assert (await owner.post(f"/api/executions/{execution_id}/cancel")).json()["status"] == "cancelled"
    statuses = {run["status"] for run in (await finished(owner, execution_id))["nodes"][1:]}
    assert statuses == {"cancelled"}


async def test_sleeping_rounds_hold_no_slot_and_give_back_one(owner: httpx.AsyncClient, app: OnefoldApp) -> None:
    graph = chain(MANUAL, loop(chain(node("nap", "delay", seconds=0.1)), concurrency=50))
    ended = await run(owner, graph, list(range(50)))
    assert ended["status"] == "completed"
    assert app.resources.runner.slots.busy == 0


async def test_a_long_loop_is_listed_in_pages(owner: httpx.AsyncClient) -> None:
    ended = await run(owner, chain(MANUAL, BASE, loop(DOUBLE, concurrency=10)), list(range(500)))
    assert [len(ended["result"]["items"]), len(ended["nodes"])] == [500, 200]
    seen: list[tuple[str, tuple[int, ...]]] = []
    cursor: str | None = ""
    while cursor is not None:
        query = {"cursor": cursor} if cursor else {}
        page = (await owner.get(f"/api/executions/{ended['id']}/nodes", params=query)).json()
        seen += [(run["node_id"], tuple(run["iteration"])) for run in page["items"]]
        cursor = page["next_cursor"]
    assert len(seen) == len(set(seen)) == 503


def problems(body: Any, **changes: Any) -> list[tuple[str, str | None, str | None]]:
    graph = chain(MANUAL, BASE, loop(body), node("after", "set", values={}))
    graph["nodes"][2] |= changes
    found = validate_graph(Graph.model_validate(graph))
    return [(problem.code, problem.node_id, problem.param) for problem in found]


def nested(depth: int) -> dict[str, Any]:
    body = chain(node("leaf", "log", message="x"))
    for level in range(depth):
        body = chain(node(f"level{level}", "for_each", items=[], body=body))
    return body


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (DOUBLE, []),
        (nested(4), []),
        (nested(5), [("loop_too_deep", "level0", "body")]),
        ({"nodes": [], "edges": []}, [("loop_empty", "loop", "body")]),
        ("{{ nodes.base.output }}", [("param_invalid", "loop", "body")]),
        ({"nodes": [{"id": "a b", "kind": "log"}]}, [("param_invalid", "loop", "body.nodes.0.id")]),
        (
            {"nodes": [{"id": "a", "kind": "log", "join": "{{ x }}"}]},
            [("param_invalid", "loop", "body.nodes.0.join")],
        ),
        (chain(node("t", "trigger.manual")), [("trigger_in_loop", "t", None)]),
        (chain(node("r", "respond", body="x")), [("respond_in_loop", "r", None)]),
        (chain(node("base", "log", message="x")), [("duplicate_node_id", "base", None)]),
        (chain(node("x", "nope")), [("unknown_kind", "x", None)]),
        (chain(node("x", "log", message="{{ nodes.after.output }}")), [("reference_not_run", "x", "message")]),
        (chain(node("x", "log", message="{{ nodes.loop.output }}")), [("reference_not_run", "x", "message")]),
        (chain(node("x", "log", message="{{ items }}")), [("unknown_reference", "x", "message")]),
        (chain(node("x", "log", message="{{ item + }}")), [("expression_syntax", "x", "message")]),
        (chain(node("x", "log")), [("param_missing", "x", "message")]),
        (
            {"nodes": [node("x", "log", message="x")], "edges": [{"from": "x", "to": "base"}]},
            [("dangling_edge", "x", "edges.0")],
        ),
    ],
)
def test_what_is_wrong_in_a_body_is_found_at_its_node(body: Any, expected: list[tuple[str, str, str]]) -> None:
    assert problems(body) == expected


def test_a_loop_has_no_retry_and_nothing_outside_reads_into_it() -> None:
    assert problems(DOUBLE, retry={"max_attempts": 2}) == [("retry_not_allowed", "loop", "retry")]
    graph = chain(MANUAL, BASE, loop(DOUBLE), node("after", "log", message="{{ nodes.scale.output }} {{ item }}"))
    found = [(problem.code, problem.node_id) for problem in validate_graph(Graph.model_validate(graph))]
    assert found == [("unknown_reference", "after"), ("reference_not_run", "after")]
    body = {"nodes": [node("a", "log", message="a"), node("b", "log", message="b")]}
    cycle = body | {"edges": [{"from": "a", "to": "b"}, {"from": "b", "to": "a"}]}
    assert [code for code, _, _ in problems(cycle)] == ["cycle"]
