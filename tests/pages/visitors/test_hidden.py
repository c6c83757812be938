"""What nobody sees: hidden fields, hidden components, and what can be said about them."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from app.core.settings import Settings
from app.pages.editing.validation import list_problems
from app.pages.rendering.tree import PageTree
from tests.conftest import BASE_URL, make_settings
from tests.pages.conftest import Publish, node, tree
from tests.pages.guestbook import add_entry, make_entries, make_workflow

JSON = {"Accept": "application/json", "Origin": BASE_URL}
HTML = {"Accept": "text/html", "Origin": BASE_URL}
COLUMNS = [{"key": "name", "label": "Name"}]


@pytest.fixture
def settings(tmp_path: Path, sqlite_template: Path) -> Settings:
    """Settings of an app on SQLite: nothing here depends on the database."""
    path = tmp_path / "onefold.db"
    path.write_bytes(sqlite_template.read_bytes())
    return make_settings(tmp_path / "data", f"sqlite:///{path}")


def problems_of(*children: dict[str, Any]) -> set[tuple[str, str, str | None]]:
    """Return code, node and prop of a tree's problems."""
    return {(one.code, one.node_id, one.param) for one in list_problems(PageTree.model_validate(tree(*children)))}


def test_a_hidden_field_that_must_be_filled_in_needs_a_value() -> None:
    def field(name: str, **props: Any) -> dict[str, Any]:
        return node(name, "Input", name=name, label=name, type="hidden", required=True, **props)

    form = node(
        "f", "Form", field("a"), field("b", value=""), field("c", value="x"), field("d", value="{{ params.d }}")
    )
    assert problems_of(form) == {("hidden_required", "a", "required"), ("hidden_required", "b", "required")}


@pytest.mark.parametrize(
    ("type_", "prop", "value"),
    [
        ("Heading", "level", True),
        ("Image", "width", True),
        ("Image", "height", "20"),
        ("DataTable", "page_size", True),
        ("DataTable", "page_size", "20"),
        ("Textarea", "rows", False),
        ("Input", "required", 1),
        ("Input", "required", "yes"),
        ("Textarea", "required", 0),
        ("Heading", "text", True),
        ("Container", "width", True),
    ],
)
def test_a_prop_takes_only_values_of_its_own_type(type_: str, prop: str, value: Any) -> None:
    props = {"text": "x", "alt": "", "src": "/a", "query": "q", "columns": COLUMNS, "name": "n", "label": "L"}
    known = {
        "Heading": ("text",),
        "Image": ("src", "alt"),
        "DataTable": ("query", "columns"),
        "Input": ("name", "label"),
        "Textarea": ("name", "label"),
        "Container": (),
    }
    one = node("x", type_, **{name: props[name] for name in known[type_]} | {prop: value})
    assert problems_of(node("f", "Form", one)) == {("invalid_prop", "x", prop)}


async def test_an_error_of_a_field_that_nobody_sees_is_told_at_the_form(
    client: httpx.AsyncClient, publish: Publish
) -> None:
    secret = node("h", "Input", name="campaign", label="C", type="hidden", required=True, value="{{ params.c }}")
    await publish("ask", node("f", "Form", secret, node("n", "Input", name="n", label="N", required=True)))
    sent = await client.post("/p/ask/forms/f", data={"n": "x"}, headers=JSON)
    assert (sent.status_code, sent.json()["errors"]) == (
        422,
        [{"field": None, "message": "campaign: Fill this in."}],
    )
    shown = await client.post("/p/ask/forms/f", data={"n": "x"}, headers=HTML)
    assert 'role="alert" data-status>campaign: Fill this in.</p>' in shown.text


async def test_what_an_expression_hides_does_not_answer(
    client: httpx.AsyncClient, owner: httpx.AsyncClient, publish: Publish
) -> None:
    await make_entries(owner)
    run = [{"do": "run_workflow", "workflow_id": await make_workflow(owner)}]
    first_only = {"visible": "{{ data.entries.row_count == 0 }}"}
    asked_for = {"visible": "{{ params.key == 'x' }}"}
    await publish(
        "hidden",
        node("f1", "Form", on_submit=run) | {"visible": "{{ 1 == 2 }}"},
        node("f2", "Form", on_submit=run) | {"visible": "{{ data.entries.rows[0].name.nope }}"},
        node("c", "Container", node("b1", "Button", label="B", on_click=run)) | first_only,
        node("t1", "DataTable", query="entries", columns=COLUMNS) | asked_for,
        node("f3", "Form", on_submit=run) | asked_for,
    )
    gone = (404, "component_not_found")
    for path in ("forms/f1", "forms/f2", "forms/f3", "forms/f3?key=y"):
        sent = await client.post(f"/p/hidden/{path}", headers=JSON)
        assert (sent.status_code, sent.json()["code"]) == gone, path
    assert (await client.post("/p/hidden/forms/f3?key=x", headers=JSON)).status_code == 200
    assert (await client.get("/p/hidden/data/t1")).json()["code"] == "component_not_found"
    assert (await client.get("/p/hidden/data/t1?params.key=x")).status_code == 200
    page = await client.get("/p/hidden?key=x")
    assert 'action="/p/hidden/forms/f3?key=x"' in page.text
    assert 'data-shown="/p/hidden/data/t1?params.key=x"' in page.text
    assert (await client.post("/p/hidden/actions/b1", headers=JSON)).status_code == 200
    await add_entry(owner, "Ann")
    assert (await client.post("/p/hidden/actions/b1", headers=JSON)).json()["code"] == "component_not_found"
    assert len((await owner.get("/api/executions")).json()["items"]) == 2
