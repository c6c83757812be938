"""Whatever the fields of a form are called, the form works: a field hides the form's property of the same name."""

import httpx
import pytest

from tests.browser.conftest import OpenPage
from tests.pages.conftest import Publish, node, publish  # noqa: F401 (a fixture)
from tests.pages.guestbook import make_workflow

pytestmark = pytest.mark.browser
REFUSED = ("the server responded with a status of 422",)
NAMES = [
    "getAttribute",
    "hasAttribute",
    "setAttribute",
    "removeAttribute",
    "attributes",
    "dataset",
    "classList",
    "className",
    "style",
    "querySelector",
    "querySelectorAll",
    "closest",
    "matches",
    "children",
    "childNodes",
    "firstChild",
    "parentNode",
    "ownerDocument",
    "addEventListener",
    "dispatchEvent",
    "removeEventListener",
    "replaceWith",
    "remove",
    "append",
    "textContent",
    "innerHTML",
    "action",
    "method",
    "target",
    "submit",
    "requestSubmit",
    "reset",
    "elements",
    "length",
    "name",
    "id",
    "nodeName",
    "tagName",
    "checkValidity",
    "constructor",
    "toString",
    "hasOwnProperty",
    "valueOf",
    "then",
    "default",
    "main",
]
TEXT_OF = "([selector, text]) => document.querySelector(selector)?.textContent === text"
FILL = "(names) => names.forEach((name) => { document.getElementById(`n-${name}`).value = `value of ${name}`; })"
SEND_UNCHECKED = """
    document.querySelector('#f button').formNoValidate = true;
    document.querySelector('#f button').click();
    document.querySelector('#f button').formNoValidate = false;
"""


async def test_a_field_may_have_any_name(
    owner: httpx.AsyncClient,
    publish: Publish,  # noqa: F811
    open_page: OpenPage,
) -> None:
    workflow_id = await make_workflow(owner)
    await publish(
        "names",
        node(
            "f",
            "Form",
            *(node(f"n-{name}", "Input", name=name, label=f"Field {name}.", required=True) for name in NAMES),
            on_submit=[
                {"do": "run_workflow", "workflow_id": workflow_id},
                {"do": "toast", "message": "And then this."},
            ],
        ),
    )
    page = await open_page("/p/names", ignore=REFUSED)
    # Playwright's own selectors trip over such a form, so the page is driven by script alone.
    # The browser's check is passed by: what the server says of each field is marked too.
    await page.evaluate(SEND_UNCHECKED)
    await page.wait_for_function(TEXT_OF, arg=["#f [data-status]", "Please look at the marked fields."])
    marked = await page.evaluate("[...document.querySelectorAll('#f [data-error]')].map((note) => note.textContent)")
    assert marked == ["Fill this in."] * len(NAMES)
    await page.evaluate(FILL, NAMES)
    await page.evaluate("document.querySelector('#f button').click()")
    await page.wait_for_function(TEXT_OF, arg=["#f [data-status]", "Thank you."])
    await page.wait_for_function(TEXT_OF, arg=[".of-toast", "And then this."])
    assert await page.evaluate("[...document.querySelectorAll('#f .of-input')].map((input) => input.value)") == [
        ""
    ] * len(NAMES)
    assert page.url.endswith("/p/names")
    (run,) = (await owner.get("/api/executions")).json()["items"]
    trigger = (await owner.get(f"/api/executions/{run['id']}")).json()["trigger"]
    assert trigger["input"] == {name: f"value of {name}" for name in NAMES}
