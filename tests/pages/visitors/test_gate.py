"""Forms that machines fill in, that are sent too often, and that are sent again."""

import asyncio
from typing import Any

import httpx
import pytest

from app.pages.errors import TooManySubmissions
from app.pages.visitors.gate import ALIKE_SECONDS, BURST, KEPT_SECONDS, MAX_BUCKETS, SECONDS_EACH, SubmissionGate
from app.pages.visitors.schemas import FieldError
from app.pages.visitors.submissions import SubmissionResult
from tests.conftest import BASE_URL, ONE_DATABASE
from tests.pages.conftest import Publish, node
from tests.pages.guestbook import make_workflow, respond

AS_SCRIPT = {"Origin": BASE_URL, "Accept": "application/json"}
AS_BROWSER = {"Origin": BASE_URL, "Accept": "text/html"}
NAME = "k3v9x0q2m5w8z1r4"


class Clock:
    """Seconds that pass when a test says so."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


async def publish_form(owner: httpx.AsyncClient, publish: Publish) -> str:
    """Publish a form that runs a workflow, and return the workflow's id."""
    workflow_id = await make_workflow(owner, respond("{{ trigger.input }}"))
    field = node("n", "Input", name="n", label="N", type="number")
    actions = [{"do": "run_workflow", "workflow_id": workflow_id}]
    await publish("form", node("f", "Form", field, on_submit=actions, success_message="Sent."))
    return workflow_id


async def count_runs(owner: httpx.AsyncClient, workflow_id: str) -> int:
    found = await owner.get("/api/executions", params={"workflow_id": workflow_id})
    return len(found.json()["items"])


@ONE_DATABASE
async def test_a_form_that_is_sent_again_runs_once_and_shows_the_first_result(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    workflow_id = await publish_form(owner, publish)
    body = {"n": "1", "_once": NAME}
    both = await asyncio.gather(*[client.post("/p/form/forms/f", data=body, headers=AS_SCRIPT) for _ in range(3)])
    both.append(await client.post("/p/form/forms/f", data=body, headers=AS_SCRIPT))
    assert [(one.status_code, one.json()["result"]) for one in both] == [(200, {"n": 1})] * 4
    assert len({one.json()["run"]["id"] for one in both}) == 1
    assert await count_runs(owner, workflow_id) == 1
    changed = await client.post("/p/form/forms/f", data=body | {"n": "2"}, headers=AS_SCRIPT)
    assert changed.json()["result"] == {"n": 2}, "what was changed before it was sent again is not lost"
    for _ in range(2):
        await client.post("/p/form/forms/f", data={"n": "1"}, headers=AS_SCRIPT)
    assert await count_runs(owner, workflow_id) == 4, "a program that names nothing sends each for itself"


@ONE_DATABASE
async def test_without_javascript_pressing_twice_runs_once_and_both_see_the_same(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    workflow_id = await publish_form(owner, publish)
    for _ in range(2):
        sent = await client.post("/p/form/forms/f", data={"n": "1"}, headers=AS_BROWSER)
        assert (sent.status_code, sent.headers["location"]) == (303, "/p/form?sent=f")
    assert await count_runs(owner, workflow_id) == 1
    for _ in range(2):
        wrong = await client.post("/p/form/forms/f", data={"n": "x"}, headers=AS_BROWSER)
        assert wrong.status_code == 422
    await client.post("/p/form/forms/f", data={"n": "2"}, headers=AS_BROWSER)
    assert await count_runs(owner, workflow_id) == 2


@ONE_DATABASE
async def test_who_fills_in_what_nobody_sees_is_told_it_was_sent_and_nothing_runs(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    workflow_id = await publish_form(owner, publish)
    assert '<input name="_homepage" tabindex="-1" autocomplete="off">' in (await client.get("/p/form")).text
    body = {"n": "1", "_homepage": "https://spam.example"}
    sent = await client.post("/p/form/forms/f", data=body, headers=AS_BROWSER)
    assert (sent.status_code, sent.headers["location"]) == (303, "/p/form?sent=f")
    as_script = await client.post("/p/form/forms/f", data=body, headers=AS_SCRIPT)
    assert (as_script.status_code, as_script.json()["errors"], as_script.json()["run"]) == (200, [], None)
    assert await count_runs(owner, workflow_id) == 0
    await client.post("/p/form/forms/f", data={"n": "1", "_homepage": ""}, headers=AS_SCRIPT)
    assert await count_runs(owner, workflow_id) == 1


@ONE_DATABASE
async def test_a_form_that_is_sent_too_often_says_when_it_may_be_sent_again(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    await publish("form", node("f", "Form"), node("g", "Form"), node("b", "Button", label="B", on_click=TOAST))
    for _ in range(BURST):
        assert (await client.post("/p/form/forms/f", headers=AS_SCRIPT)).status_code == 200
    refused = await client.post("/p/form/forms/f", headers=AS_SCRIPT)
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_submissions")
    assert 1 <= int(refused.headers["retry-after"]) <= SECONDS_EACH
    page = await client.post("/p/form/forms/f", headers=AS_BROWSER)
    assert (page.status_code, page.headers["content-type"][:9]) == (429, "text/html")
    assert "retry-after" in page.headers
    assert "Please wait a moment" in page.text
    assert (await client.post("/p/form/forms/g", headers=AS_SCRIPT)).status_code == 200
    assert (await client.post("/p/form/actions/b", headers=AS_SCRIPT)).status_code == 200


TOAST: list[dict[str, Any]] = [{"do": "toast", "message": "Hi"}]


def test_a_bucket_fills_again_and_the_memory_for_all_is_bounded() -> None:
    clock = Clock()
    gate = SubmissionGate(clock)
    for _ in range(BURST):
        gate.admit("a", "f")
    with pytest.raises(TooManySubmissions):
        gate.admit("a", "f")
    gate.admit("b", "f")
    clock.now += SECONDS_EACH
    gate.admit("a", "f")
    with pytest.raises(TooManySubmissions):
        gate.admit("a", "f")
    clock.now += 2 * BURST * SECONDS_EACH
    for _ in range(BURST):
        gate.admit("a", "f")
    for number in range(MAX_BUCKETS + 10):
        gate.admit(str(number))
    assert len(gate._buckets) == MAX_BUCKETS


async def test_what_failed_or_is_long_past_runs_again() -> None:
    clock = Clock()
    gate = SubmissionGate(clock)
    runs: list[str] = []

    async def wrong() -> SubmissionResult:
        runs.append("wrong")
        return SubmissionResult(errors=[FieldError(field=None, message="No.")])

    async def breaks() -> SubmissionResult:
        runs.append("breaks")
        raise OSError

    async def good() -> SubmissionResult:
        runs.append("good")
        return SubmissionResult(result=len(runs))

    assert (await gate.once("k", KEPT_SECONDS, wrong)).errors
    with pytest.raises(OSError):
        await gate.once("k", KEPT_SECONDS, breaks)
    assert (await gate.once("k", ALIKE_SECONDS, good)).result == 3
    assert (await gate.once("k", ALIKE_SECONDS, good)).result == 3
    clock.now += ALIKE_SECONDS
    assert (await gate.once("k", ALIKE_SECONDS, good)).result == 4
    assert runs == ["wrong", "breaks", "good", "good"]
