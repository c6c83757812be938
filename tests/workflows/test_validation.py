"""What `validate` finds in a graph, each with its node and param."""

from typing import Any

import httpx
import pytest

from app.engine.graph import Graph
from app.workflows.param_checks import Existing
from app.workflows.validation import validate_graph
from tests.workflows.graphs import HELLO, MANUAL, chain, node, problems_of, webhook

OPEN = {"mode": "none"}


def find(graph: dict[str, Any], secrets: set[str] | None = None) -> list[tuple[str, str | None, str | None]]:
    existing = None if secrets is None else Existing(secrets, variables=set(), sources={"local"})
    found = validate_graph(Graph.model_validate(graph), existing)
    assert all(problem.message for problem in found)
    return [(problem.code, problem.node_id, problem.param) for problem in found]


def with_edges(*nodes: dict[str, Any], edges: list[tuple[str, str, str]]) -> dict[str, Any]:
    return {"nodes": list(nodes), "edges": [{"from": a, "port": port, "to": b} for a, port, b in edges]}


def values(**given: Any) -> dict[str, Any]:
    """A `set` node behind the trigger, with these values."""
    return chain(MANUAL, node("x", "set", values=given))


def test_a_good_graph_has_no_problems() -> None:
    assert find(HELLO) == []


WRONG: list[tuple[str, dict[str, Any], tuple[str, str | None, str | None]]] = [
    (
        "a cycle",
        with_edges(
            MANUAL,
            node("a", "set", values={}),
            node("b", "set", values={}),
            edges=[("start", "out", "a"), ("a", "out", "b"), ("b", "out", "a")],
        ),
        ("cycle", "a", None),
    ),
    (
        "an edge to nowhere",
        with_edges(MANUAL, edges=[("start", "out", "gone")]),
        ("dangling_edge", "start", "edges.0"),
    ),
    (
        "an edge from nowhere",
        with_edges(MANUAL, edges=[("gone", "out", "start")]),
        ("dangling_edge", None, "edges.0"),
    ),
    (
        "a port that is not there",
        with_edges(MANUAL, node("a", "set", values={}), edges=[("start", "true", "a")]),
        ("unknown_port", "start", "edges.0"),
    ),
    (
        "the error port of a node that fails the run",
        with_edges(MANUAL, node("a", "set", values={}), edges=[("start", "error", "a")]),
        ("unknown_port", "start", "edges.0"),
    ),
    (
        "an edge into a trigger",
        with_edges(MANUAL, node("b", "trigger.page"), edges=[("start", "out", "b")]),
        ("edge_into_trigger", "b", "edges.0"),
    ),
    ("an unknown kind", chain(MANUAL, node("a", "no.such")), ("unknown_kind", "a", None)),
    ("no trigger", chain(node("a", "set", values={})), ("no_trigger", None, None)),
    (
        "a node that nothing reaches",
        with_edges(MANUAL, node("a", "set", values={}), edges=[]),
        ("unreachable", "a", None),
    ),
    ("two nodes of one id", with_edges(MANUAL, MANUAL, edges=[]), ("duplicate_node_id", "start", None)),
    ("a missing param", chain(MANUAL, node("a", "set")), ("param_missing", "a", "values")),
    ("an unknown param", chain(MANUAL, node("a", "set", values={}, x=1)), ("param_unknown", "a", "x")),
    ("a param of the wrong type", chain(MANUAL, node("a", "set", values=[])), ("param_invalid", "a", "values")),
    ("a param out of range", chain(MANUAL, node("a", "delay", seconds=-1)), ("param_invalid", "a", "seconds")),
    (
        "a body of an unknown kind",
        chain(MANUAL, node("a", "http.request", url="http://x", body={"kind": "yaml", "value": "{{ now }}"})),
        ("param_invalid", "a", "body"),
    ),
    ("an expression that does not parse", values(a={"b": ["{{ 1 + }}"]}), ("expression_syntax", "x", "values.a.b.0")),
    ("a node that is not there", values(a="{{ nodes.gone.output }}"), ("unknown_reference", "x", "values.a")),
    ("no node named", values(a="{{ nodes[trigger.input] }}"), ("unknown_reference", "x", "values.a")),
    ("a name that is not there", values(a="{{ process.env }}"), ("unknown_reference", "x", "values.a")),
    ("item outside a loop", values(a="{{ item }}"), ("unknown_reference", "x", "values.a")),
    ("its own output", values(a="{{ nodes.x.output }}"), ("reference_not_run", "x", "values.a")),
    (
        "a node that runs later",
        chain(MANUAL, node("a", "set", values={"v": "{{ nodes.b.output }}"}), node("b", "set", values={})),
        ("reference_not_run", "a", "values.v"),
    ),
    (
        "a node of the other branch",
        with_edges(
            MANUAL,
            node("if", "if", condition=True),
            node("yes", "set", values={}),
            node("no", "set", values={"v": "{{ nodes.yes.output }}"}),
            edges=[("start", "out", "if"), ("if", "true", "yes"), ("if", "false", "no")],
        ),
        ("reference_not_run", "no", "values.v"),
    ),
    ("a secret in a pure node", values(a="{{ secrets.TOKEN }}"), ("secret_not_allowed", "x", "values.a")),
    (
        "an expression in a trigger",
        chain(webhook("{{ env.PATH }}", OPEN)),
        ("expression_not_allowed", "hook", "path"),
    ),
    (
        "an expression in SQL",
        chain(MANUAL, node("q", "data.query", source="local", sql="select {{ trigger.input }}")),
        ("expression_not_allowed", "q", "sql"),
    ),
    ("a webhook path with a slash in front", chain(webhook("/x", OPEN)), ("param_invalid", "hook", "path")),
    ("a webhook path parameter twice", chain(webhook("{a}/{a}", OPEN)), ("param_invalid", "hook", "path")),
    ("a webhook without auth", chain(node("hook", "trigger.webhook", path="x")), ("param_missing", "hook", "auth")),
    (
        "two webhooks of one path",
        with_edges(webhook("x/{a}", OPEN), node("other", "trigger.webhook", path="x/{b}", auth=OPEN), edges=[]),
        ("webhook_path_taken", "other", "path"),
    ),
    (
        "an input schema that is none",
        chain(node("start", "trigger.manual", input_schema={"type": "nonsense"})),
        ("param_invalid", "start", "input_schema"),
    ),
    (
        "an input schema from elsewhere",
        chain(node("start", "trigger.manual", input_schema={"$ref": "https://example.com/schema.json"})),
        ("param_invalid", "start", "input_schema"),
    ),
]


@pytest.mark.parametrize(("graph", "expected"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_what_is_wrong_is_found_at_its_place(
    graph: dict[str, Any], expected: tuple[str, str | None, str | None]
) -> None:
    assert find(graph) == [expected]


def test_a_cycle_names_its_nodes() -> None:
    graph = with_edges(
        MANUAL,
        *(node(id, "set", values={}) for id in "abc"),
        edges=[("start", "out", "a"), ("a", "out", "b"), ("b", "out", "c"), ("c", "out", "b")],
    )
    assert "b → c → b" in validate_graph(Graph.model_validate(graph))[0].message


def test_a_long_chain_is_checked_without_recursion() -> None:
    nodes = [MANUAL, *(node(f"n{i}", "set", values={}) for i in range(499))]
    assert find(chain(*nodes)) == []
    looped = chain(*nodes)
    looped["edges"].append({"from": "n498", "to": "n0"})
    assert [code for code, _, _ in find(looped)] == ["cycle"]


def test_expressions_stand_for_values_that_only_a_run_knows() -> None:
    graph = chain(
        MANUAL,
        node("wait", "delay", seconds="{{ trigger.input.seconds }}"),
        node(
            "call",
            "http.request",
            method="{{ trigger.input.method }}",
            url="https://{{ trigger.input.host }}/x",
            headers={"Authorization": "Bearer {{ secrets.TOKEN }}"},
            body={"kind": "json", "value": "{{ nodes.wait.output }}"},
        ),
        node("say", "log", level="{{ trigger.input.level }}", message="{{ nodes.call.output.status }}"),
    )
    assert find(graph) == []
    assert find(graph, {"TOKEN"}) == []
    assert find(graph, set()) == [("unknown_secret", "call", "headers.Authorization")]


def test_a_webhook_must_name_a_secret_that_exists() -> None:
    graph = chain(webhook("x", {"mode": "standard", "secret": "HOOK"}))
    assert find(graph, {"HOOK"}) == []
    assert find(graph, {"OTHER"}) == [("unknown_secret", "hook", "auth.secret")]


def test_the_error_port_is_there_when_asked_for() -> None:
    call = node("call", "http.request", url="https://example.com") | {"on_error": "port"}
    graph = with_edges(
        MANUAL, call, node("a", "set", values={}), edges=[("start", "out", "call"), ("call", "error", "a")]
    )
    assert find(graph) == []


async def test_validate_says_where_an_expression_goes_wrong(owner: httpx.AsyncClient) -> None:
    (problem,) = await problems_of(owner, values(a="ab {{ trigger.input. }}"))
    assert (problem["code"], problem["node_id"], problem["param"]) == ("expression_syntax", "x", "values.a")
    assert "at character" in problem["message"]
