"""What another build stored is shown as it is and never published in part, whatever has a draft (`RESOURCES`)."""

import copy
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from onefold_client.models import GraphRead, PageTreeRead
from pydantic import BaseModel, JsonValue
from sqlmodel import select

from app.core.versioned import Draft
from app.engine.kinds import NodeKind, Output, RunContext
from app.engine.params import Params, Value
from app.main import OnefoldApp
from app.nodes.registry import node_kinds
from app.pages.rendering.component import Component, Props
from tests.conftest import ONE_DATABASE
from tests.contract.test_drafts import Resource, Thing, resource, thing
from tests.pages.conftest import Register, register

__all__ = ["register", "resource", "thing"]  # fixtures

pytestmark = ONE_DATABASE


def field(draft: dict[str, Any], part: dict[str, Any], of: Resource) -> None:
    part["shiny"] = 1


def value(draft: dict[str, Any], part: dict[str, Any], of: Resource) -> None:
    part[of.stored.params] = ["new"]


def whole(draft: dict[str, Any], part: dict[str, Any], of: Resource) -> None:
    draft["layout"] = {"new": None}


def param(draft: dict[str, Any], part: dict[str, Any], of: Resource) -> None:
    part[of.stored.params]["shiny"] = {"new": None}


def kind(draft: dict[str, Any], part: dict[str, Any], of: Resource) -> None:
    part[of.stored.kind] = "Newer"


def version(draft: dict[str, Any], part: dict[str, Any], of: Resource) -> None:
    part["v"] = 7


# What another build may have stored: how the problem is called, where it is, and whether it is a draft that nobody
# may send.
STRANGE: dict[Callable[[dict[str, Any], dict[str, Any], Resource], None], tuple[str | None, str | None, bool]] = {
    field: ("a", "shiny", True),
    value: ("a", "{params}", True),
    whole: (None, "layout", True),
    param: ("a", "shiny", False),
    kind: ("a", None, False),
    version: ("a", "v", False),
}


async def stored_draft(app: OnefoldApp, thing: Thing, resource: Resource) -> Any:
    async with app.resources.database.reader() as session:
        return (await session.get_one(resource.stored.draft, UUID(thing.url.rpartition("/")[2]))).draft


async def store(app: OnefoldApp, thing: Thing, resource: Resource, draft: Any) -> None:
    """Make this the draft and the published version, behind the app's back."""
    async with app.resources.database.session() as session:
        found: Draft = await session.get_one(resource.stored.draft, UUID(thing.url.rpartition("/")[2]))
        found.draft = draft
        for published in await session.exec(select(resource.stored.version)):
            setattr(published, resource.stored.content, draft)
            session.add(published)
        session.add(found)


@pytest.mark.parametrize("change", STRANGE, ids=lambda change: change.__name__)
async def test_what_this_build_does_not_know_is_shown_as_it_is_named_and_not_published(
    app: OnefoldApp,
    thing: Thing,
    resource: Resource,
    change: Callable[[dict[str, Any], dict[str, Any], Resource], None],
) -> None:
    assert (await thing.call("POST", "/publish")).status_code == 200
    draft = copy.deepcopy(await stored_draft(app, thing, resource))
    change(draft, resource.stored.part(draft), resource)
    await store(app, thing, resource, draft)
    node_id, place, refused = STRANGE[change]

    assert (await thing.read())[0]["draft"] == draft
    for path in ("", "/versions"):
        assert (await thing.call("GET", path)).status_code == 200
    assert (await thing.client.get(resource.url)).status_code == 200
    assert (await thing.call("GET", "/versions/1")).json()[resource.stored.content] == draft
    for method, path, body in (("PATCH", "", thing.change), ("POST", "/versions/1/restore", None)):
        answer = await thing.call(method, path, "*", body)
        assert (answer.status_code, answer.json()["draft"]) == (200, draft), path

    found = (await thing.call("POST", "/validate")).json()
    first = found["problems"][0]
    place = place.format(params=resource.stored.params) if place else None
    assert (found["valid"], first["node_id"], first["param"]) == (False, node_id, place), found
    answer = await thing.call("POST", "/publish")
    assert (answer.status_code, answer.json()["code"]) == (422, resource.invalid)
    assert answer.json()["problems"] == found["problems"]

    again = await thing.call("PUT", "/draft", "*", (await thing.read())[0]["draft"])
    assert again.status_code == (422 if refused else 200), again.text
    assert (await thing.read())[0]["draft"] == draft  # also when it was sent: nothing is lost on the way
    assert (await thing.call("PUT", "/draft", "*", thing.draft(2))).status_code == 200
    assert (await thing.call("POST", "/publish")).json()["number"] == 2


@pytest.mark.parametrize("draft", [[], "new", {"root": 1, "nodes": 1}, {"root": {"children": 1}, "nodes": [1]}])
async def test_a_draft_of_any_form_is_shown(app: OnefoldApp, thing: Thing, resource: Resource, draft: Any) -> None:
    await store(app, thing, resource, draft)
    assert (await thing.read())[0]["draft"] == draft
    found = (await thing.call("POST", "/validate")).json()
    assert (found["valid"], {problem["code"] for problem in found["problems"]}) == (False, {"unreadable"})
    assert (await thing.call("POST", "/publish")).json()["problems"] == found["problems"]


class Made1(Params):
    """Params in the first version."""

    one: Value


class Made2(Params):
    """Params in the second version."""

    two: Value


class Made3(Params):
    """Params in the third version."""

    three: Value


class Shown1(Props):
    """Props in the first version."""

    one: int


class Shown2(Props):
    """Props in the second version."""

    two: int


class Shown3(Props):
    """Props in the third version."""

    three: int


PARAMS: list[tuple[type[BaseModel], type[BaseModel]]] = [(Made1, Shown1), (Made2, Shown2), (Made3, Shown3)]
UPGRADES = {1: lambda content: {"two": content["one"]}, 2: lambda content: {"three": content["two"]}}


async def run(_: RunContext, __: Any) -> Output:
    """Do nothing."""
    return Output()


@pytest.fixture
def install(register: Register, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """A function: go on as the build that has the kind `Made` in this version."""

    def install_version(number: int) -> None:
        params, props = PARAMS[number - 1]
        upgrades = {since: UPGRADES[since] for since in range(1, number)}
        made = NodeKind(name="Made", title="Made", params=params, run=run, version=number, upgrades=upgrades)
        monkeypatch.setitem(node_kinds(), "Made", made)
        register("Made", Component("Made", "static", props, version=number, upgrades=upgrades), "made")

    return install_version


async def test_what_is_sent_without_a_version_is_of_the_newest_and_keeps_it(
    app: OnefoldApp, thing: Thing, resource: Resource, install: Callable[[int], None]
) -> None:
    def draft(content: dict[str, JsonValue], **version: int) -> dict[str, Any]:
        return resource.stored.made({resource.stored.kind: "Made", resource.stored.params: content} | version)

    def read(found: Any) -> tuple[Any, Any]:
        part = resource.stored.part(found)
        return part.get("v"), part[resource.stored.params]

    install(2)
    made = await thing.client.post(resource.url, json=resource.body("Second") | {"draft": draft({"two": 2})})
    assert (made.status_code, read(made.json()["draft"])) == (201, (2, {"two": 2}))
    assert (await thing.call("PUT", "/draft", "*", draft({"two": 2}))).status_code == 200
    assert read(await stored_draft(app, thing, resource)) == (2, {"two": 2})
    assert (await thing.call("POST", "/publish")).status_code == 200

    install(3)
    for found in (
        (await thing.read())[0]["draft"],
        (await thing.client.get(made.headers["location"])).json()["draft"],
    ):
        assert read(found) == (3, {"three": 2})
    assert (await thing.call("POST", "/validate")).json()["valid"] is True
    version = (await thing.call("GET", "/versions/1")).json()[resource.stored.content]
    assert read(version) == (2, {"two": 2})  # it never changes

    assert (await thing.call("PUT", "/draft", "*", draft({"one": 1}, v=1))).status_code == 200
    assert read(await stored_draft(app, thing, resource)) == (1, {"one": 1})
    assert read((await thing.read())[0]["draft"]) == (3, {"three": 1})
    await thing.call("PUT", "/draft", "*", draft({"one": 1}))
    assert (await thing.call("POST", "/validate")).json()["valid"] is False  # it was written for the newest

    await store(app, thing, resource, draft({"one": 1}))
    assert read((await thing.read())[0]["draft"]) == (3, {"three": 1})
    assert (await thing.call("POST", "/publish")).status_code == 200


async def test_answers_may_hold_what_a_body_may_not(app: OnefoldApp) -> None:
    schemas = app.openapi()["components"]["schemas"]
    for name in ("Graph", "Edge", "Retry", "Position", "PageTree", "PageRoot", "Seo"):
        assert schemas[name]["additionalProperties"] is False
        assert "additionalProperties" not in schemas[f"{name}Read"]
        assert schemas[name]["properties"].keys() == schemas[f"{name}Read"]["properties"].keys()
    # Unions of what is known may be sent; what comes back is anything.
    for name, members in (("Node", {"kind", "params"}), ("PageNode", {"type", "props", "children"})):
        assert "oneOf" in schemas[name]
        fields = schemas[f"{name}Fields"]["properties"]
        assert "additionalProperties" not in schemas[f"{name}Read"]
        assert fields.keys() | members == schemas[f"{name}Read"]["properties"].keys()
        assert "default" not in fields["v"]  # a client would send it
    for name, field, model in (
        ("WorkflowRead", "draft", "GraphRead"),
        ("WorkflowVersionRead", "graph", "GraphRead"),
        ("PageRead", "draft", "PageTreeRead"),
        ("PageVersionRead", "tree", "PageTreeRead"),
        ("PageVersionRead", "seo", "SeoRead"),
    ):
        assert schemas[name]["properties"][field] == {"$ref": f"#/components/schemas/{model}"}
    graph = {"nodes": [{"id": "a", "kind": "set", "shiny": 1, "retry": {"jitter": 1}}], "layout": "new"}
    kept = GraphRead.from_dict(graph).to_dict()
    assert (kept["layout"], kept["nodes"][0]["shiny"], kept["nodes"][0]["retry"]["jitter"]) == ("new", 1, 1)
    page = {"root": {"children": [{"id": "a", "type": "Text", "shiny": 1, "children": []}], "mood": "new"}}
    kept = PageTreeRead.from_dict(page).to_dict()
    assert (kept["root"]["mood"], kept["root"]["children"][0]["shiny"]) == ("new", 1)
