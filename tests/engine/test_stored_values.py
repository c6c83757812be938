"""Values of runs over HTTP: how much an answer may be, what a run may store, and outputs that cannot be stored."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import delete, func
from sqlmodel import select

from app.core.settings import Settings
from app.engine.kinds import Output
from app.engine.models import Execution, execution_event_kept, execution_value
from app.engine.running import node_runner
from app.engine.running.attempts import Failure
from app.main import OnefoldApp
from app.nodes.registry import node_kinds
from tests.workflows.graphs import MANUAL, chain, finished, make_workflow, node, publish

ALMOST = "x" * (250 * 1024)
MAX_RESPONSE = 2_000_000


async def run(owner: httpx.AsyncClient, graph: dict[str, Any], value: Any = None) -> dict[str, Any]:
    """The execution of a new workflow, ended."""
    workflow_id = await publish(owner, graph)
    answer = await owner.post(f"/api/workflows/{workflow_id}/execute", json={"input": value})
    assert answer.status_code == 202, answer.text
    return await finished(owner, answer.json()["id"])


async def test_answers_about_many_values_that_are_almost_big_have_their_bounds(owner: httpx.AsyncClient) -> None:
    body = chain(
        node("copy", "set", values={"all": "{{ trigger.input }}"}),
        node("note", "log", message="m" * 9000, data="{{ trigger.input }}"),
        node("fail", "http.request", url="{{ 'file:///' ~ trigger.input[:8000] }}"),
    )
    loop = node("loop", "for_each", items="{{ range(70) }}", body=body, on_item_error="skip")
    workflow_id = await publish(owner, chain(MANUAL, loop, node("last", "set", values={"a": "{{ trigger.input }}"})))
    for _ in range(2):
        started = await owner.post(f"/api/workflows/{workflow_id}/execute", json={"input": ALMOST})
        ended = await finished(owner, started.json()["id"])
        assert ended["status"] == "completed", ended["error"]
    execution = f"/api/executions/{ended['id']}"
    seqs: list[int] = []
    after: int | None = 0
    while after is not None:
        page = await owner.get(f"{execution}/events", params={"after": after, "limit": 500})
        assert len(page.content) < MAX_RESPONSE
        seqs += [event["seq"] for event in page.json()["items"]]
        after = page.json()["next_after"]
    assert seqs == list(range(1, len(seqs) + 1)), "no event is left out"
    assert len(seqs) > 70 * 6
    for path in (execution, f"{execution}/nodes", "/api/executions"):
        answer = await owner.get(path)
        assert (answer.status_code, len(answer.content) < MAX_RESPONSE) == (200, True), path
    copies = [run["output"]["all"] for run in ended["nodes"] if run["node_id"] == "copy" and "all" in run["output"]]
    assert copies[0] == ALMOST
    short = next(run["output"] for run in reversed(ended["nodes"]) if run["node_id"] == "copy")
    assert short == {"truncated": True, "bytes": len(ALMOST) + 10, "hash": None, "preview": '{"all":"' + "x" * 1016}
    (listed, _) = (await owner.get("/api/executions")).json()["items"]
    assert listed["trigger"]["input"]["truncated"] is True
    assert (await owner.get(f"{execution}/values/{'0' * 64}")).json()["code"] == "value_not_found"


async def test_the_values_of_a_run_go_with_it(app: OnefoldApp, owner: httpx.AsyncClient) -> None:
    ended = await run(owner, chain(MANUAL, node("copy", "set", values={"all": "{{ trigger.input }}"})), ALMOST * 2)
    whole = await owner.get(f"/api/executions/{ended['id']}/values/{ended['input']['hash']}")
    assert whole.json() == ALMOST * 2
    (listed,) = (await owner.get("/api/executions")).json()["items"]
    assert listed["trigger"] == ended["trigger"], "a preview is not cut again"
    # Who waits for it where it does not run reads its end in the journal, and gets it whole.
    waited = await app.resources.runner.wait_finished(UUID(ended["id"]), 10)
    assert waited.result == {"all": ALMOST * 2}
    async with app.resources.database.session() as session:
        for table in (execution_value, execution_event_kept):
            assert (await session.exec(select(func.count()).select_from(table))).one() > 0
        await session.exec(delete(Execution))
        for table in (execution_value, execution_event_kept):
            assert (await session.exec(select(func.count()).select_from(table))).one() == 0


class TestOneDatabase:
    """What does not depend on the dialect."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return settings.model_copy(update={"run_max_bytes": 1024 * 1024})

    @pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
    async def test_a_run_that_stores_too_much_fails_at_the_node_that_does(self, owner: httpx.AsyncClient) -> None:
        copy = chain(node("copy", "set", values={"all": "{{ trigger.input }}"}))
        loop = node("loop", "for_each", items="{{ range(12) }}", body=copy, on_item_error="collect")
        ended = await run(owner, chain(MANUAL, loop), ALMOST[: 100 * 1024])
        assert ended["status"] == "failed"
        codes = {run["node_id"]: run["error"]["code"] for run in ended["nodes"] if run["error"]}
        assert codes == {"copy": "run_too_large", "loop": "run_too_large"}
        log = node("note", "log", message="x", data="{{ [trigger.input, index] }}")
        loop = node("loop", "for_each", items="{{ range(12) }}", body=chain(log), concurrency=3)
        ended = await run(owner, chain(MANUAL, loop), ALMOST[: 100 * 1024])
        assert ended["error"]["code"] == "run_too_large"
        assert "ONEFOLD_RUN_MAX_BYTES" in ended["error"]["message"]
        assert (await run(owner, chain(MANUAL, copy["nodes"][0]), 1))["status"] == "completed"

    @pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
    async def test_outputs_that_are_no_json_and_nodes_that_crash(
        self, owner: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        outputs: list[Any] = [float("nan"), {"a": {1, 2}}, {"big": ALMOST * 2, "no": {1}}, KeyError("x")]

        async def run_set(*_: Any) -> Output:
            value = outputs[0]
            if isinstance(value, Exception):
                raise value
            return Output(value)

        monkeypatch.setitem(node_kinds(), "set", replace(node_kinds()["set"], run=run_set))
        workflow_id = await make_workflow(owner, chain(MANUAL, node("odd", "set", values={})))
        for code in ("output_not_json", "output_not_json", "output_not_json", "node_crashed"):
            draft = {"target": "draft", "wait_seconds": 20}
            ended = (await owner.post(f"/api/workflows/{workflow_id}/execute", json=draft)).json()
            assert (ended["status"], ended["error"]["code"], ended["error"]["node"]) == ("failed", code, "odd")
            outputs.pop(0)

    @pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
    async def test_whatever_fails_with_a_long_message_has_it_cut(
        self, owner: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # What fails by itself says little enough; a kind to come may not.
        monkeypatch.setattr(node_runner, "describe_failure", lambda *_: Failure("long", "m" * 5000))
        ended = await run(owner, chain(MANUAL, node("odd", "if", condition="{{ 1 < 'a' }}")), None)
        message = ended["error"]["message"]
        assert (ended["error"]["code"], len(message) < 2100) == ("long", True)
        assert message.endswith("characters)")

    @pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
    async def test_an_error_is_cut_and_an_answer_has_its_bounds(self, owner: httpx.AsyncClient) -> None:
        wrong = node("call", "http.request", url="https://example.com", query="{{ {trigger.input: {'a': []}} }}")
        ended = await run(owner, chain(MANUAL, wrong), ALMOST)
        message = ended["error"]["message"]
        assert ended["error"]["code"] == "params_invalid"
        assert message == f"query.{'x' * 40}: Should be a string or a list, not an object"
        answer = node("say", "respond", body=["{{ trigger.input }}"] * 40)
        ended = await run(owner, chain(MANUAL, answer), ALMOST)
        assert ended["error"]["code"] == "response_too_large"

    @pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
    async def test_a_value_that_is_small_until_it_is_written_out_is_not(self, owner: httpx.AsyncClient) -> None:
        many = node("many", "set", values={"all": ["{{ trigger.input }}"] * 40})
        sent = node("send", "http.request", url="http://127.0.0.1:9/", method="POST")
        sent["params"]["body"] = {"kind": "json", "value": "{{ nodes.many.output }}"}
        for last, code in (
            (sent, "body_invalid"),
            (node("note", "log", message="{{ nodes.many.output }}"), "params_invalid"),
        ):
            ended = await run(owner, chain(MANUAL, many, last), ALMOST * 2)
            assert (ended["error"]["code"], "16,777,216" in ended["error"]["message"]) == (code, True)
