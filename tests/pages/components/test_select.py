"""A field with options, from the page to the workflow: what it shows, what it takes, what it refuses."""

from typing import Any

import httpx
import pytest

from app.pages.editing.validation import list_problems
from app.pages.rendering.tree import PageTree
from tests.pages.conftest import Publish, node, tree
from tests.pages.guestbook import make_workflow, respond

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ORIGIN = {"Origin": "http://127.0.0.1:8000"}
AS_SCRIPT = ORIGIN | {"Accept": "application/json"}
AS_BROWSER = ORIGIN | {"Accept": "text/html"}
SIZES = [{"value": "s", "label": "Small"}, {"value": "l & xl", "label": "Large <and> more"}]


async def publish_order(owner: httpx.AsyncClient, publish: Publish, **props: Any) -> None:
    """Publish a form whose workflow answers with what it was sent."""
    workflow_id = await make_workflow(owner, respond("{{ trigger.input }}"))
    size = node("size", "Select", **({"name": "size", "label": "Size", "options": SIZES} | props))
    fields = [size, node("note", "Input", name="note", label="Note")]
    run = [{"do": "run_workflow", "workflow_id": workflow_id}]
    await publish("order", node("f", "Form", *fields, on_submit=run, success_message="Ordered."))


@on_sqlite
async def test_the_chosen_value_reaches_the_workflow(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    await publish_order(owner, publish, placeholder="How large?")
    page = (await client.get("/p/order")).text
    assert '<label class="of-label" for="size">Size</label>' in page
    assert (
        '<select class="of-input of-select" id="size" name="size"><option value="">How large?</option>'
        '<option value="s">Small</option>'
        '<option value="l &amp; xl">Large &lt;and&gt; more</option></select>'
    ) in page
    for sent, value in (("l & xl", "l & xl"), ("", None), ("  ", None)):
        answer = await client.post("/p/order/forms/f", data={"size": sent}, headers=AS_SCRIPT)
        assert (answer.status_code, answer.json()["result"]) == (200, {"size": value, "note": None}), sent
    nothing = await client.post("/p/order/forms/f", data={}, headers=AS_SCRIPT)
    assert nothing.json()["result"] == {"size": None, "note": None}


@on_sqlite
async def test_a_forged_or_missing_value_is_refused_at_the_field(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    await publish_order(owner, publish, required=True)
    wrong = [{"field": "size", "message": "Choose one of the options."}]
    for sent in ("m", "S", "s ", "s\r\n", "s,l & xl", "Small", ""):
        answer = await client.post("/p/order/forms/f", data={"size": sent}, headers=AS_SCRIPT)
        assert (answer.status_code, answer.json()["errors"], answer.json()["run"]) == (422, wrong, None), sent
    assert (await client.post("/p/order/forms/f", data={"size": "s"}, headers=AS_SCRIPT)).status_code == 200

    shown = await client.post("/p/order/forms/f", data={"size": "m", "note": "Hi"}, headers=AS_BROWSER)
    assert (shown.status_code, 'value="Hi"' in shown.text, " selected" in shown.text) == (422, True, False)
    assert '<p class="of-field-error" id="size.error" data-error="size">Choose one of the options.</p>' in shown.text
    assert 'required aria-describedby="size.error" aria-invalid="true"' in shown.text


@on_sqlite
async def test_the_choice_is_kept_when_another_field_is_wrong(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    fields = [
        node("size", "Select", name="size", label="Size", options=SIZES),
        node("name", "Input", name="name", label="Name", required=True),
    ]
    await publish("order", node("f", "Form", *fields))
    shown = await client.post("/p/order/forms/f", data={"size": "l & xl"}, headers=AS_BROWSER)
    assert shown.status_code == 422
    assert '<option value="l &amp; xl" selected>' in shown.text


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "at least 1"),
        ([{"value": " ", "label": "None"}], "not blank"),
        ([{"value": "a\nb", "label": "Two lines"}], "one line"),
        ([{"value": "a", "label": "A"}, {"value": "a", "label": "B"}], "the same value"),
        ([{"value": "a", "label": ""}], "at least 1"),
        ("{{ data.entries.rows }}", "cannot hold an expression"),
    ],
)
def test_options_that_could_not_be_told_apart_are_refused(options: Any, message: str) -> None:
    form = node("f", "Form", node("s", "Select", name="s", label="S", options=options))
    problems = list_problems(PageTree.model_validate(tree(form)))
    assert [problem.node_id for problem in problems] == ["s"]
    assert message in problems[0].message


def test_names_of_fields_are_taken_together() -> None:
    one = node("a", "Select", name="same", label="S", options=SIZES)
    form = node("f", "Form", one, node("b", "Input", name="same", label="S"))
    problems = list_problems(PageTree.model_validate(tree(form, one | {"id": "c"})))
    assert [(problem.code, problem.node_id) for problem in problems] == [
        ("duplicate_field", "b"),
        ("field_outside_form", "c"),
    ]
