"""`switch`: one way out for each case, named by its author."""

from typing import Any

import httpx
import pytest

from tests.conftest import ONE_DATABASE
from tests.workflows.graphs import MANUAL, node, problems_of, publish

pytestmark = ONE_DATABASE


def switch(value: Any, ports: dict[str, Any], *wired: str) -> dict[str, Any]:
    """A graph with a switch, and behind each port a node that says which way the run went."""
    cases = [{"port": port, "equals": equals} for port, equals in ports.items()]
    graph: dict[str, Any] = {
        "nodes": [MANUAL, node("choose", "switch", value=value, cases=cases)],
        "edges": [{"from": "start", "to": "choose"}],
    }
    for number, port in enumerate(wired or (*ports, "default")):
        graph["nodes"].append(node(f"way{number}", "set", values={"went": port, "of": "{{ nodes.choose.output }}"}))
        graph["edges"].append({"from": "choose", "port": port, "to": f"way{number}"})
    return graph


async def run(client: httpx.AsyncClient, workflow_id: str, given: Any) -> dict[str, Any]:
    body = {"input": given, "wait_seconds": 30}
    answer = await client.post(f"/api/workflows/{workflow_id}/execute", json=body)
    assert answer.status_code == 200, answer.text
    ended: dict[str, Any] = answer.json()
    return ended


async def test_the_first_case_that_equals_the_value_is_taken_or_else_default(owner: httpx.AsyncClient) -> None:
    ports = {"one": 1, "text": "1", "again": 1.0, "list": [{"a": "{{ trigger.input.a }}"}], "none": None}
    workflow_id = await publish(owner, switch("{{ trigger.input.value }}", ports))
    for given, port in (
        ({"value": 1}, "one"),
        ({"value": 1.0}, "one"),
        ({"value": "1"}, "text"),
        ({"value": True}, "default"),
        ({"value": [{"a": 5}], "a": 5}, "list"),
        ({"value": [{"a": 5}], "a": 6}, "default"),
        ({}, "none"),
    ):
        ended = await run(owner, workflow_id, given)
        said = {"port": port, "value": given.get("value")}
        assert ended["result"] == {"went": port, "of": said}, given
        ways = [one for one in ended["nodes"] if one["node_id"].startswith("way")]
        assert sorted(one["status"] for one in ways) == ["completed", *["skipped"] * 5]


async def test_a_case_may_be_a_condition(owner: httpx.AsyncClient) -> None:
    ports = {"big": "{{ trigger.input > 100 }}", "some": "{{ trigger.input > 0 }}"}
    workflow_id = await publish(owner, switch(True, ports))
    went = [(await run(owner, workflow_id, total))["result"]["went"] for total in (500, 5, 0)]
    assert went == ["big", "some", "default"]


async def test_an_edge_leaves_by_a_port_that_a_case_names(owner: httpx.AsyncClient) -> None:
    graph = switch("{{ trigger.input }}", {"left": 1, "right": 2}, "left", "straight", "out", "error")
    found = await problems_of(owner, graph)
    assert [(one["code"], one["node_id"], one["param"]) for one in found] == [
        ("unknown_port", "choose", f"edges.{edge}") for edge in (2, 3, 4)
    ]
    assert "There are: default, left, right." in found[0]["message"]
    graph["nodes"][1]["on_error"] = "port"
    assert [one["param"] for one in await problems_of(owner, graph)] == ["edges.2", "edges.3"]


async def test_a_failure_cannot_go_on_by_a_port_that_is_not_there(owner: httpx.AsyncClient) -> None:
    graph = switch("{{ trigger.input }}", {"left": 1})
    graph["nodes"][1]["on_error"] = "continue"
    (problem,) = await problems_of(owner, graph)
    assert (problem["code"], problem["node_id"], problem["param"]) == ("continue_without_out", "choose", "on_error")
    graph["nodes"][1]["params"]["cases"].append({"port": "out", "equals": 2})
    assert await problems_of(owner, graph) == []


@pytest.mark.parametrize(
    ("cases", "problem"),
    [
        ([], ("param_invalid", "cases")),
        (None, ("param_missing", "cases")),
        ([{"port": "a"}], ("param_missing", "cases.0.equals")),
        ([{"port": "", "equals": 1}], ("param_invalid", "cases.0.port")),
        ([{"port": "a", "equals": 1, "if": 2}], ("param_unknown", "cases.0.if")),
        ([{"port": "a", "equals": "{{ 1 }}"}, {"port": "a", "equals": 2}], ("duplicate_port", "cases")),
        ([{"port": "default", "equals": 1}], ("duplicate_port", "cases")),
        ([{"port": "error", "equals": 1}], ("duplicate_port", "cases")),
        ([{"port": "{{ trigger.input }}", "equals": 1}], ("expression_not_allowed", "cases.0.port")),
        (["{{ trigger.input }}"], ("expression_not_allowed", "cases.0")),
        ("{{ trigger.input }}", ("expression_not_allowed", "cases")),
        ([{"port": "a", "equals": "{{ nodes.gone.output }}"}], ("unknown_reference", "cases.0.equals")),
    ],
)
async def test_wrong_cases_are_named(owner: httpx.AsyncClient, cases: Any, problem: tuple[str, str]) -> None:
    graph = switch(1, {})
    if cases is None:
        del graph["nodes"][1]["params"]["cases"]
    else:
        graph["nodes"][1]["params"]["cases"] = cases
    assert [(one["code"], one["param"]) for one in await problems_of(owner, graph)] == [problem]


async def test_values_too_big_to_compare_fail_the_node(owner: httpx.AsyncClient) -> None:
    workflow_id = await publish(owner, switch("{{ trigger.input.a }}", {"same": "{{ trigger.input.b }}"}))
    big = [0] * 10_000
    ended = await run(owner, workflow_id, {"a": big, "b": big})
    assert (ended["status"], ended["error"]["code"], ended["error"]["node"]) == (
        "failed", "expression_failed", "choose",
    )  # fmt: skip


async def test_a_builder_learns_where_the_ports_come_from(owner: httpx.AsyncClient) -> None:
    kinds = {item["name"]: item for item in (await owner.get("/api/node-kinds")).json()["items"]}
    assert kinds["switch"]["ports"] == ["default"]
    assert kinds["switch"]["ports_from"] == {"param": "cases", "key": "port"}
