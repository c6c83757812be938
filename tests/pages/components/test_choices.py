"""Boxes, switches and groups of options, from the page to the workflow: what they show, take, refuse and keep."""

import httpx
import pytest

from app.pages.editing.validation import list_problems
from app.pages.rendering.tree import PageTree
from tests.conftest import BASE_URL, ONE_DATABASE
from tests.pages.conftest import Publish, node, tree
from tests.pages.guestbook import make_workflow, respond

AS_SCRIPT = {"Origin": BASE_URL, "Accept": "application/json"}
AS_BROWSER = {"Origin": BASE_URL, "Accept": "text/html"}
SIZES = [{"value": "s", "label": "Small"}, {"value": "l & xl", "label": "Large <and> more"}]
FIELDS = [
    node("agreed", "Checkbox", name="agreed", label="I <agree>", required=True),
    node("news", "Switch", name="news", label="News", checked=True),
    node("size", "RadioGroup", name="size", label="Size", options=SIZES, required=True, value="s"),
]


async def publish_choices(owner: httpx.AsyncClient, publish: Publish) -> None:
    """Publish a form with one of each, whose workflow answers with what it was sent."""
    workflow_id = await make_workflow(owner, respond("{{ trigger.input }}"))
    await publish("order", node("f", "Form", *FIELDS, on_submit=[{"do": "run_workflow", "workflow_id": workflow_id}]))


def the(page: str, part: str) -> str:
    """Return the input whose opening tag has this text in it."""
    (found,) = [tag for tag in page.replace(">", "<").split("<") if tag.startswith("input ") and part in tag]
    return found


@ONE_DATABASE
async def test_what_was_chosen_reaches_the_workflow(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    await publish_choices(owner, publish)
    page = (await client.get("/p/order")).text
    assert "checked" not in the(page, 'name="agreed"')
    assert the(page, 'name="news"').endswith(' role="switch" name="news" value="true" checked')
    assert the(page, 'value="s"').endswith(" required checked")
    assert "checked" not in the(page, 'value="l &amp; xl"')
    assert "<legend" in page
    assert "<span>I &lt;agree&gt;" in page
    for sent, result in (
        ({"agreed": "true", "news": "true", "size": "l & xl"}, {"agreed": True, "news": True, "size": "l & xl"}),
        ({"agreed": "anything", "size": "s"}, {"agreed": True, "news": False, "size": "s"}),
    ):
        answer = await client.post("/p/order/forms/f", data=sent, headers=AS_SCRIPT)
        assert (answer.status_code, answer.json()["result"]) == (200, result)


@ONE_DATABASE
async def test_what_is_missing_or_forged_is_said_at_the_field_and_the_rest_is_kept(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    await publish_choices(owner, publish)
    for forged in ("m", "S", "s ", "", "true"):
        answer = await client.post("/p/order/forms/f", data={"size": forged}, headers=AS_SCRIPT)
        assert (answer.status_code, answer.json()["run"]) == (422, None)
        assert answer.json()["errors"] == [
            {"field": "agreed", "message": "Tick this box."},
            {"field": "size", "message": "Choose one of the options."},
        ]
    shown = (await client.post("/p/order/forms/f", data={"size": "l & xl"}, headers=AS_BROWSER)).text
    assert "checked" not in the(shown, 'name="news"'), "it was turned off"
    assert "checked" not in the(shown, 'value="s"')
    assert the(shown, 'value="l &amp; xl"').endswith(" checked")
    assert the(shown, 'name="agreed"').endswith(' aria-describedby="agreed.error" aria-invalid="true"')
    shown = (await client.post("/p/order/forms/f", data={"agreed": "true", "size": "x"}, headers=AS_BROWSER)).text
    assert the(shown, 'name="agreed"').endswith(" checked")
    assert 'aria-describedby="size.error" aria-invalid="true"><legend' in shown


def test_a_choice_at_first_that_is_no_option_is_refused() -> None:
    form = node("f", "Form", node("s", "RadioGroup", name="s", label="S", options=SIZES, value="m"))
    problems = list_problems(PageTree.model_validate(tree(form)))
    assert [(problem.node_id, problem.param) for problem in problems] == [("s", "value")]


@pytest.mark.parametrize("type_", ["Checkbox", "Switch", "RadioGroup"])
def test_a_name_stands_once_in_a_form(type_: str) -> None:
    props = {"options": SIZES} if type_ == "RadioGroup" else {}
    one = node("a", type_, name="same", label="A", **props)
    problems = list_problems(PageTree.model_validate(tree(node("f", "Form", one, one | {"id": "b"}))))
    assert [(problem.code, problem.node_id) for problem in problems] == [("duplicate_field", "b")]
