"""The document says what may stand in a draft: a union of kinds and one of components, which right drafts fit."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from app.main import create_app
from app.nodes.registry import node_kinds
from app.pages.rendering.registry import FOLDER, components
from tests.conftest import make_settings
from tests.contract.bodies import BODIES
from tests.servers import ROOT

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
