"""What differs between two versions of a page, or a version and the draft."""

import random
from typing import Any

import httpx

from app.pages.editing.diff import compare
from tests.conftest import ONE_DATABASE
from tests.pages.conftest import Publish, node, tree


def content(*children: dict[str, Any], title: str = "x", **seo: Any) -> dict[str, Any]:
    return {"tree": tree(*children), "title": title, "seo": seo}


def texts(*names: str) -> list[dict[str, Any]]:
    return [node(name, "Text", text=name) for name in names]


@ONE_DATABASE
async def test_the_draft_is_compared_with_what_visitors_see(owner: httpx.AsyncClient, publish: Publish) -> None:
    page = await publish("diff", *texts("a", "b", "c"), node("box", "Section"))
    url = f"/api/pages/{page['id']}"
    changed = [
        node("c", "Text", text="c"),
        node("a", "Text", text="other", variant="lead"),
        node("box", "Section", node("new", "Text", text="new")),
    ]
    draft = tree(*changed) | {"params": [{"name": "q", "from": "query"}]}
    saved = await owner.put(f"{url}/draft", json=draft, headers={"If-Match": '"r2"'})
    assert saved.status_code == 200, saved.text
    await owner.patch(url, json={"title": "Other", "seo": {"description": "d"}}, headers={"If-Match": '"r3"'})
    found = (await owner.get(f"{url}/versions/1/diff")).json()
    assert found["added"] == [{"id": "new", "type": "Text", "parent_id": "box", "index": 0}]
    assert [one["id"] for one in found["removed"]] == ["b"]
    assert [one["id"] for one in found["moved"]] == ["c"], "not a and box, which stand where they stood"
    assert found["changed"] == [
        {
            "id": "a",
            "type": "Text",
            "changes": [
                {"path": "props.text", "before": "a", "after": "other"},
                {"path": "props.variant", "before": None, "after": "lead"},
            ],
        }
    ]
    assert {one["path"] for one in found["page"]} == {"title", "seo.description", "params"}
    assert (await owner.post(f"{url}/publish")).json()["number"] == 2
    same = (await owner.get(f"{url}/versions/1/diff", params={"to": "2"})).json()
    assert same == found
    back = (await owner.get(f"{url}/versions/2/diff", params={"to": "1"})).json()
    assert [one["id"] for one in back["added"]] == ["b"]
    nothing = (await owner.get(f"{url}/versions/2/diff", params={"to": "draft"})).json()
    assert nothing == {"added": [], "removed": [], "moved": [], "changed": [], "page": []}
    for number, to in ((3, "1"), (1, "3")):
        missing = await owner.get(f"{url}/versions/{number}/diff", params={"to": to})
        assert (missing.status_code, missing.json()["code"]) == (404, "version_not_found")
    assert (await owner.get(f"{url}/versions/1/diff", params={"to": "newest"})).status_code == 422


def test_as_few_components_as_can_be_have_moved() -> None:
    names = [f"n{n}" for n in range(30)]
    for seed in range(200):
        chooser = random.Random(seed)
        order = names.copy()
        moved = chooser.sample(names, 3)
        for name in moved:
            order.remove(name)
            order.insert(chooser.randrange(len(order)), name)
        found = compare(content(*texts(*names)), content(*texts(*order)))
        kept = [name for name in order if name not in {one.id for one in found.moved}]
        assert kept == sorted(kept, key=names.index), "what stayed is in its order"
        assert len(found.moved) <= 3


def test_what_another_build_stored_is_compared_too() -> None:
    strange: dict[str, Any] = {"tree": {"root": {"children": [7, {"id": 3}, {"id": "a"}]}}, "title": "x", "seo": None}
    found = compare(strange, {"tree": [], "title": "x", "seo": {"a": 1}})
    assert [one.id for one in found.removed] == ["a"]
    assert [(one.path, one.before, one.after) for one in found.page] == [("seo", None, {"a": 1})]
    one = {"tree": {"root": {"children": [{"id": "a", "type": "T", "props": {"x": True}}]}}, "title": "x", "seo": {}}
    other = {"tree": {"root": {"children": [{"id": "a", "type": "T", "props": {"x": 1}}]}}, "title": "x", "seo": {}}
    assert [change.path for change in compare(one, other).changed[0].changes] == ["props.x"], "true is not 1"
