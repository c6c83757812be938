"""A node kind answers for itself: nothing else knows it by name, and it answers for any params of a draft."""

import ast
import importlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import app as package
from app.auth.access import Scope
from app.engine.graph import Node
from app.engine.shapes import find_absent
from app.engine.triggers import Trigger
from app.nodes.registry import node_kinds

APP = Path(package.__file__).parent
TESTS = APP.parent / "tests"

OTHER_MEANINGS = {
    ("expressions", "if"): "a word of the expression language",
    ("engine", "delay"): "why a node waits, in its event",
    ("pages", "set"): "an action of a page that is to come",
    ("pages", "if"): "a choice in an expression that the browser evaluates",
}
"""Folders of app/ in which a word is no kind's name."""

AWKWARD: tuple[Any, ...] = (
    None, 1, "", "a", "{{ a }}", "{{", [], [1], [{}], [{"port": 1}], [{"port": "a"}],
    {}, {"a": 1}, {"secret": 1}, {"secret": "a"},
)  # fmt: skip


def strings_in(path: Path) -> Iterator[tuple[int, str]]:
    for item in ast.walk(ast.parse(path.read_text())):
        if isinstance(item, ast.Constant) and isinstance(item.value, str):
            yield item.lineno, item.value


def own_names(path: Path) -> set[str]:
    """The name of the kind that a file holds, if it holds one."""
    if path.parts[0] != "nodes":
        return set()
    module = importlib.import_module(".".join(("app", *path.with_suffix("").parts)))
    return {module.KIND.name} if hasattr(module, "KIND") else set()


def test_no_kind_is_named_outside_its_own_file() -> None:
    named = []
    for path in sorted(APP.rglob("*.py")):
        place = path.relative_to(APP)
        for line, text in strings_in(path):
            if text in node_kinds() and (place.parts[0], text) not in OTHER_MEANINGS and text not in own_names(place):
                named.append(f"{place}:{line} names {text!r}")
    assert named == []


def kinds_in_graphs(path: Path) -> Iterator[str]:
    """Yield the kinds of the nodes in a file: `node("id", "kind", …)` and `{"kind": "kind"}`."""
    for item in ast.walk(ast.parse(path.read_text())):
        found: list[ast.expr | None] = []
        if isinstance(item, ast.Call) and isinstance(item.func, ast.Name) and item.func.id == "node":
            found = list(item.args[1:2])
        elif isinstance(item, ast.Dict):
            pairs = zip(item.keys, item.values, strict=True)
            found = [value for key, value in pairs if isinstance(key, ast.Constant) and key.value == "kind"]
        yield from (
            value.value for value in found if isinstance(value, ast.Constant) and isinstance(value.value, str)
        )


def test_every_kind_stands_in_a_graph_of_a_test() -> None:
    used = {name for path in TESTS.rglob("*.py") for name in kinds_in_graphs(path)}
    assert sorted(node_kinds().keys() - used) == []


@pytest.mark.parametrize("name", sorted(node_kinds()))
def test_a_kind_answers_for_any_params_of_a_draft(name: str) -> None:
    kind = node_kinds()[name]
    for value in AWKWARD:
        for names in ([], *([param] for param in kind.params.model_fields), list(kind.params.model_fields)):
            params = dict.fromkeys(names, value)
            assert all(isinstance(port, str) for port in kind.ports_of(params))
            assert all(isinstance(param, str) for param in kind.bodies_of(params))
            assert all(isinstance(reference.name, str) for reference in kind.references_of(params))
            find_absent(kind.output_of(params), ("a", "b"))
            assert kind.effect_of(params) in ("pure", "idempotent", "once")
            assert kind.scope_of(params) in (None, *Scope)
            if isinstance(kind, Trigger) and kind.conflicts is not None:
                nodes = [Node(id=id, kind=name, params=params) for id in ("a", "b")]
                assert all(problem.node_id == "b" for problem in kind.conflicts(nodes))


def test_a_kind_without_an_upgrade_from_each_version_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="set: version 3 needs an upgrade from each version before it"):
        replace(node_kinds()["set"], version=3, upgrades={2: dict})
