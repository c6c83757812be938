"""Triggers: which one a run starts at, what it reads there, and who is told of what publishing registers."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

import httpx
import pytest
from pydantic import JsonValue
from sqlmodel.ext.asyncio.session import AsyncSession

from app.engine.graph import Graph
from app.engine.params import Params
from app.engine.triggers import Trigger, TriggerSource, list_registrations
from app.main import OnefoldApp
from app.nodes.registry import node_kinds
from app.workflows.definitions import OnPublish, PublishListeners
from app.workflows.errors import WebhookPathTaken
from app.workflows.start import start_from_page
from tests.conftest import ONE_DATABASE
from tests.workflows.graphs import MANUAL, finished, make_workflow, node, publish, webhook

pytestmark = ONE_DATABASE

PAGE = node("page", "trigger.page")
HOOK = webhook("orders/{id}", {"mode": "none"})


class TideParams(Params):
    """Params of a trigger that is not in the build."""

    harbour: str


def make_trigger(source: TriggerSource, given: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    return {"kind": "tide", "by": source, **given}


TIDE = Trigger(
    name="trigger.tide",
    title="Tide",
    params=TideParams,
    sources={"schedule": 0, "manual": 9},
    make_trigger=make_trigger,
    registers=TideParams.model_validate,
    docs="Starts a run at high tide.",
)


@pytest.fixture
def tide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(node_kinds(), TIDE.name, TIDE)


def any_of(*triggers: dict[str, object]) -> dict[str, object]:
    """A graph that shows what a run of it started with, at whichever trigger."""
    said = node("said", "set", values={"trigger": "{{ trigger }}"}) | {"join": "any"}
    return {"nodes": [*triggers, said], "edges": [{"from": one["id"], "to": "said"} for one in triggers]}


async def run_by_hand(client: httpx.AsyncClient, graph: dict[str, object]) -> dict[str, object]:
    workflow_id = await publish(client, graph)
    body = {"input": {"a": 1}, "wait_seconds": 30}
    answer = await client.post(f"/api/workflows/{workflow_id}/execute", json=body)
    assert answer.status_code == 200, answer.text
    trigger: dict[str, object] = answer.json()["result"]["trigger"]
    return trigger


async def test_a_run_by_hand_starts_at_the_preferred_trigger_wherever_it_stands(owner: httpx.AsyncClient) -> None:
    other = dict(MANUAL, id="other")
    manual = {"kind": "manual", "node_id": "start", "input": {"a": 1}}
    assert await run_by_hand(owner, any_of(HOOK, PAGE, MANUAL, other)) == manual
    assert await run_by_hand(owner, any_of(dict(HOOK, params=HOOK["params"] | {"path": "two"}), PAGE)) == {
        "kind": "page", "node_id": "page", "input": {"a": 1}, "page": None, "visitor": None,
    }  # fmt: skip
    assert await run_by_hand(owner, any_of(dict(HOOK, params=HOOK["params"] | {"path": "three"}))) == {
        "kind": "webhook", "node_id": "hook", "method": "POST", "path_params": {}, "query": {}, "headers": {},
        "body": {"a": 1},
    }  # fmt: skip


async def test_a_run_from_a_page_starts_at_the_pages_trigger_or_else_at_the_manual_one(
    app: OnefoldApp, owner: httpx.AsyncClient
) -> None:
    given = {"kind": "page", "input": {"a": 1}, "page": {"slug": "shop"}, "visitor": {}}
    for triggers, starts_at in (((HOOK, MANUAL, PAGE), "page"), ((MANUAL,), "start")):
        workflow_id = UUID(await publish(owner, any_of(*triggers)))
        run_id = await start_from_page(
            app.resources.database,
            app.resources.runner,
            workflow_id,
            input={"a": 1},
            page={"slug": "shop"},
            visitor={},
        )
        ended = await finished(owner, str(run_id))
        assert ended["result"] == {"trigger": given | {"node_id": starts_at}}


async def test_a_trigger_says_who_may_start_it(owner: httpx.AsyncClient, tide: None) -> None:
    graph = any_of(node("tide", TIDE.name, harbour="Hull"))
    assert await run_by_hand(owner, graph) == {"kind": "tide", "by": "manual", "node_id": "tide", "input": {"a": 1}}
    kinds = (await owner.get("/api/node-kinds")).json()["items"]
    assert [kind["is_trigger"] for kind in kinds if kind["name"] == TIDE.name] == [True]


def tell(app: OnefoldApp, listener: OnPublish) -> None:
    """Let a slice that this build does not have hear of each publish."""
    heard = PublishListeners([*app.resources.publish_listeners.listeners, listener])
    app.resources = replace(app.resources, publish_listeners=heard)


async def test_every_listener_finds_what_is_registered_with_it_in_the_publish(
    app: OnefoldApp, owner: httpx.AsyncClient, tide: None
) -> None:
    told: list[tuple[int | None, list[str]]] = []

    async def keep_tides(session: AsyncSession, workflow_id: UUID, number: int | None, graph: Graph | None) -> None:
        found = list_registrations(graph, node_kinds(), TideParams) if graph else []
        told.append((number, [f"{one.id}:{params.harbour}" for one, params in found]))

    tell(app, keep_tides)
    workflow_id = await publish(owner, any_of(HOOK, node("tide", TIDE.name, harbour="Hull"), MANUAL))
    assert (await owner.post("/webhook/orders/1")).status_code == 202
    assert (await owner.post(f"/api/workflows/{workflow_id}/unpublish")).status_code == 200
    assert (await owner.post("/webhook/orders/1")).status_code == 404
    assert told == [(1, ["tide:Hull"]), (None, [])]


async def test_a_listener_that_refuses_keeps_the_others_from_having_been_told(
    app: OnefoldApp, owner: httpx.AsyncClient
) -> None:
    async def refuse(session: AsyncSession, workflow_id: UUID, number: int | None, graph: Graph | None) -> None:
        raise WebhookPathTaken("Not at this hour.")

    tell(app, refuse)
    workflow_id = await make_workflow(owner, any_of(HOOK))
    assert (await owner.post(f"/api/workflows/{workflow_id}/publish")).status_code == 409
    assert (await owner.post("/webhook/orders/1")).status_code == 404
    assert (await owner.get(f"/api/workflows/{workflow_id}")).json()["published_version"] is None
