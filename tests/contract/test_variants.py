"""The document says what may stand in a draft: a union of kinds and one of components, which right drafts fit."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import jsonschema_rs
import pytest

from app.main import create_app
from app.nodes.registry import node_kinds
from app.pages.rendering.registry import FOLDER, components
from tests.conftest import ONE_DATABASE, make_settings
from tests.contract.bodies import BODIES
from tests.servers import ROOT, answered

IsValid = Callable[[str, Any], bool]


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The document of this build."""
    folder: Path = tmp_path_factory.mktemp("variants")
    return create_app(make_settings(folder, "")).openapi()


@pytest.fixture(scope="module")
def fits(document: dict[str, Any]) -> IsValid:
    """A function that says whether a value fits a named schema of the document."""

    def is_valid(name: str, value: Any) -> bool:
        schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
        return jsonschema_rs.validator_for(schema, offline=True).is_valid(value)

    return is_valid


def test_every_kind_and_component_is_in_its_union(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    assert set(schemas["Node"]["discriminator"]["mapping"]) == set(node_kinds())
    assert set(schemas["PageNode"]["discriminator"]["mapping"]) == set(components())


@pytest.mark.parametrize("path", sorted((ROOT / "app" / "demo").glob("*.json")), ids=lambda path: path.stem)
def test_the_drafts_of_the_demo_fit(path: Path, fits: IsValid) -> None:
    draft = json.loads(path.read_text(encoding="utf-8").replace('"$', '"'))
    assert fits("PageTree" if "root" in draft else "Graph", draft)


def test_the_example_of_every_component_fits(fits: IsValid) -> None:
    for name in components():
        for case in json.loads((FOLDER / name / "cases.json").read_text(encoding="utf-8")):
            node = {"id": "a", "type": name, "props": case}
            assert fits("PageNode", node), (name, case)


KINDS: dict[str, dict[str, Any]] = {
    "data.insert": {"source": "local", "table": "orders", "values": {"a": "{{ trigger.input }}"}},
    "data.query": {"source": "local", "sql": "SELECT :a", "params": {"a": 1}},
    "delay": {"seconds": 5},
    "for_each": {
        "items": "{{ range(3) }}",
        "body": {"nodes": [{"id": "in", "kind": "log", "params": {"message": "x"}, "v": 1}]},
    },
    "http.request": {"method": "POST", "url": "https://example.com", "body": {"kind": "json", "value": {"a": [1]}}},
    "if": {"condition": "{{ trigger.input.a > 1 }}"},
    "log": {"level": "warning", "message": "{{ trigger }}"},
    "respond": {"status": 201, "headers": {"X-A": "b"}, "body": {"a": 1}},
    "set": {"values": {"a": {"b": []}}},
    "switch": {"value": 1, "cases": [{"port": "one", "equals": 1}]},
    "trigger.manual": {"input_schema": {"type": "object"}},
    "trigger.page": {},
    "trigger.schedule": {"cron": "0 8 * * *", "timezone": "Europe/Berlin"},
    "trigger.webhook": {"path": "orders", "auth": {"mode": "none"}},
}
"""A node of every kind, its params as they are stored."""


@ONE_DATABASE
async def test_every_kind_is_read_back_as_the_document_says(owner: httpx.AsyncClient, fits: IsValid) -> None:
    assert KINDS.keys() == node_kinds().keys()
    nodes = [{"id": f"n{at}", "kind": name, "params": params} for at, (name, params) in enumerate(KINDS.items())]
    made = answered(await owner.post("/api/workflows", json={"name": "x", "draft": {"nodes": nodes}}), 201)
    draft = answered(await owner.get(f"/api/workflows/{made.json()['id']}")).json()["draft"]
    assert [(read["kind"], read["params"]) for read in draft["nodes"]] == list(KINDS.items())
    assert (fits("Graph", draft), fits("GraphRead", draft)) == (True, True)
    for read in draft["nodes"]:
        assert fits("Node", read), read
        assert not fits("Node", read | {"params": read["params"] | {"misspelt": 1}}), read["kind"]
        assert not fits("Node", read | {"kind": read["kind"] + "zz"}), read["kind"]


@ONE_DATABASE
async def test_every_component_is_read_back_as_the_document_says(owner: httpx.AsyncClient, fits: IsValid) -> None:
    cases = [
        (name, props)
        for name in components()
        for props in json.loads((FOLDER / name / "cases.json").read_text(encoding="utf-8"))
    ]
    children = [{"id": f"n{at}", "type": name, "props": props} for at, (name, props) in enumerate(cases)]
    body = {"slug": "all", "title": "All", "draft": {"root": {"children": children}}}
    made = answered(await owner.post("/api/pages", json=body), 201)
    draft = answered(await owner.get(f"/api/pages/{made.json()['id']}")).json()["draft"]
    assert [(read["type"], read["props"]) for read in draft["root"]["children"]] == cases
    assert (fits("PageTree", draft), fits("PageTreeRead", draft)) == (True, True)
    for read in draft["root"]["children"]:
        assert fits("PageNode", read), read
        assert not fits("PageNode", read | {"props": read["props"] | {"misspelt": 1}}), read["type"]
        assert not fits("PageNode", read | {"type": read["type"] + "zz"}), read["type"]


def test_right_bodies_fit(fits: IsValid) -> None:
    assert fits("WorkflowCreate", BODIES["create_workflow"])
    assert fits("PageCreate", BODIES["create_page"])


@pytest.mark.parametrize(
    ("kind", "params"),
    [
        ("delay", {"seconds": "{{ trigger.input.seconds }}"}),
        ("http.request", {"url": "https://example.com", "body": "{{ nodes.made.output }}"}),
        ("http.request", {"url": "https://example.com", "body": {"kind": "form", "value": {"a": "{{ now }}"}}}),
        ("switch", {"value": 1, "cases": [{"port": "one", "equals": "{{ env.ONE }}"}]}),
        ("for_each", {"items": "{{ trigger.input }}", "body": {"nodes": [], "edges": []}, "concurrency": "{{ 2 }}"}),
    ],
)
def test_an_expression_fits_wherever_it_may_stand(kind: str, params: Any, fits: IsValid) -> None:
    assert fits("Node", {"id": "a", "kind": kind, "params": params})


@pytest.mark.parametrize(
    "node",
    [
        {"id": "a", "kind": "lgo", "params": {"message": "x"}},
        {"id": "a", "kind": "log", "params": {"mesage": "x"}},
        {"id": "a", "kind": "log", "params": {"message": "x", "level": "inof"}},
        {"id": "a", "kind": "log"},
        {"id": "a", "kind": "delay", "params": {"seconds": "5"}},
        {"id": "a", "kind": "trigger.webhook", "params": {"path": "x", "auth": "{{ env.AUTH }}"}},
        {"id": "a", "kind": "for_each", "params": {"items": [], "body": {"nodes": [{"id": "b", "kind": "x"}]}}},
    ],
)
def test_a_wrong_node_fits_nowhere(node: Any, fits: IsValid) -> None:
    assert not fits("Node", node)


@pytest.mark.parametrize(
    "component",
    [
        {"id": "a", "type": "Hedding", "props": {"text": "x"}},
        {"id": "a", "type": "Heading", "props": {"text": "x", "level": 7}},
        {"id": "a", "type": "Heading", "props": {"txt": "x"}},
        {"id": "a", "type": "Input", "props": {"label": "x", "name": "x", "type": "{{ params.type }}"}},
    ],
)
def test_a_wrong_component_fits_nowhere(component: Any, fits: IsValid) -> None:
    assert not fits("PageNode", component)


def test_what_is_read_back_stays_open_for_other_builds(fits: IsValid) -> None:
    assert fits("NodeRead", {"id": "a", "kind": "of.tomorrow", "params": {"x": 1}})
    assert fits("PageNodeRead", {"id": "a", "type": "Tomorrow", "props": {"x": 1}})


def test_what_has_a_default_may_be_left_out(document: dict[str, Any]) -> None:
    """Some generators demand every member that has a `default`."""
    schemas = document["components"]["schemas"]
    assert "default" not in str(schemas["NodeFields"]["properties"]["join"].keys())
    assert schemas["LogParams"]["properties"]["level"]["description"].endswith('Default: `"info"`.')
