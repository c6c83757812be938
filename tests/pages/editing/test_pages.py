"""Pages through the API: drafts, publishing, versions, and who may do it."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from app.auth.access import Role
from tests.conftest import ONE_DATABASE, SignIn
from tests.pages.conftest import Publish, node, tree


async def create(owner: httpx.AsyncClient, slug: str = "home", **fields: Any) -> dict[str, Any]:
    answer = await owner.post("/api/pages", json={"slug": slug, "title": "Home"} | fields)
    assert answer.status_code == 201, answer.text
    page: dict[str, Any] = answer.json()
    return page


async def test_a_page_is_created_read_listed_and_deleted(owner: httpx.AsyncClient) -> None:
    draft = tree(node("h", "Heading", text="Hi"))
    created = await owner.post("/api/pages", json={"slug": "shop/shoes", "title": "Shoes", "draft": draft})

    assert created.status_code == 201
    page = created.json()
    assert created.headers["location"] == f"/api/pages/{page['id']}"
    assert created.headers["etag"] == '"r1"'
    assert (page["revision"], page["published_version"], page["access"]) == (1, None, "public")
    read = await owner.get(created.headers["location"])
    assert read.json() == page
    assert read.json()["draft"]["root"]["children"][0]["props"] == {"text": "Hi"}
    listed = (await owner.get("/api/pages")).json()["items"]
    assert [item["slug"] for item in listed] == ["shop/shoes"]
    assert "draft" not in listed[0]
    assert (await owner.delete(f"/api/pages/{page['id']}")).status_code == 204
    assert (await owner.get(f"/api/pages/{page['id']}")).json()["code"] == "page_not_found"


@pytest.mark.parametrize(
    "slug",
    ["", "A", "a b", "/a", "a/", "a//b", "-a", "../x", "a.html", "ä", "a" * 201, "a/forms/b", "a\n", "_assets/x"],
)
async def test_a_wrong_slug_is_refused(owner: httpx.AsyncClient, slug: str) -> None:
    answer = await owner.post("/api/pages", json={"slug": slug, "title": "x"})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")


async def test_a_slug_belongs_to_one_page(owner: httpx.AsyncClient) -> None:
    await create(owner, "one")
    second = await create(owner, "two")
    answer = await owner.post("/api/pages", json={"slug": "one", "title": "x"})
    assert (answer.status_code, answer.json()["code"]) == (409, "slug_taken")
    renamed = await owner.patch(f"/api/pages/{second['id']}", json={"slug": "one"}, headers={"If-Match": '"r1"'})
    assert (renamed.status_code, renamed.json()["code"]) == (409, "slug_taken")
    same = await owner.patch(f"/api/pages/{second['id']}", json={"slug": "two"}, headers={"If-Match": '"r1"'})
    assert same.status_code == 200, same.text


async def test_access_for_some_is_refused_and_not_pretended(owner: httpx.AsyncClient) -> None:
    answer = await owner.post("/api/pages", json={"slug": "a", "title": "a", "access": "visitors"})
    assert (answer.status_code, answer.json()["code"]) == (422, "access_unsupported")
    page = await create(owner)
    changed = await owner.patch(f"/api/pages/{page['id']}", json={"access": "visitors"}, headers={"If-Match": '"r1"'})
    assert changed.json()["code"] == "access_unsupported"


async def test_a_wrong_draft_is_kept_but_not_published(owner: httpx.AsyncClient) -> None:
    wrong = tree(
        node("h", "Heading", level=9, colour="red"),
        node("h", "Nope"),
        node("t", "Text", text="{{ 1 + }}"),
        node("u", "Text", text="{{ session.user }}"),
        node("l", "Link", text="x", href="javascript:alert(1)"),
        node("i", "Input", name="a", label="A"),
        node("b", "Button", label="b", on_click=[{"do": "open", "target": "x"}, {"do": "refresh", "target": "h"}]),
        node("1", "Text", node("c", "Text", text="x"), text="x"),
        node("f", "Form", node("v", "Input", name="version", label="V"), node("g", "Form")),
        node("o", "Form", node("n1", "Input", name="n", label="N"), node("n2", "Textarea", name="n", label="N")),
        node("p", "Form", node("n3", "Input", name="n", label="N")),
        node("s", "Text", text="x") | {"style": {"color": "red"}, "visible": "yes"},
        node("x", "Button", label="x", on_click=[{"do": "run_workflow", "workflow_id": "nope"}]),
        node("y", "Input", name="{{ data.a }}", label="y"),
        node("z", "Button", label="z", on_click=[{"do": []}]),
        node("k", "Button", label="k", on_click=[{"do": "set", "scope": "page", "name": "nope", "value": 1}]),
    )
    page = await create(owner, draft=wrong)
    url = f"/api/pages/{page['id']}"
    answer = await owner.post(f"{url}/publish")
    assert (answer.status_code, answer.json()["code"]) == (422, "page_invalid")
    problems = answer.json()["problems"]
    found = {(problem["code"], problem["node_id"], problem["param"]) for problem in problems}
    assert found >= {
        ("missing_prop", "h", "text"),
        ("invalid_prop", "h", "level"),
        ("unknown_prop", "h", "colour"),
        ("duplicate_id", "h", None),
        ("unknown_component", "h", None),
        ("expression_syntax", "t", "text"),
        ("invalid_action", "z", "on_click.0"),
        ("unknown_variable", "u", "text"),
        ("unsafe_url", "l", "href"),
        ("field_outside_form", "i", None),
        ("unknown_target", "b", "on_click.0"),
        ("unknown_variable", "k", "on_click.0"),
        ("unknown_target", "b", "on_click.1"),
        ("bad_id", "1", None),
        ("children_not_allowed", "1", None),
        ("reserved_name", "v", "name"),
        ("nested_form", "g", None),
        ("duplicate_field", "n2", "name"),
        ("wrong_style", "s", "style.color"),
        ("invalid_prop", "s", "visible"),
        ("invalid_action", "x", "on_click.0.workflow_id"),
        ("not_bindable", "y", "name"),
    }
    assert [node_id for code, node_id, _ in found if code == "duplicate_field"] == ["n2"]
    assert all(problem["message"] for problem in problems)
    validation = (await owner.post(f"{url}/validate")).json()
    assert (validation["valid"], validation["problems"]) == (False, problems)
    assert (await owner.get(url)).json()["published_version"] is None


@pytest.mark.parametrize("text", ["nul \x00", "half \ud83d"], ids=["nul", "surrogate"])
async def test_text_no_database_stores_is_refused(owner: httpx.AsyncClient, text: str) -> None:
    page = await create(owner)
    headers = {"If-Match": '"r1"', "content-type": "application/json"}
    for draft in (tree(node("t", "Text", text=text)), tree(node("t", "Text", **{text: "x"}))):
        saved = await owner.put(f"/api/pages/{page['id']}/draft", content=json.dumps(draft), headers=headers)
        assert (saved.status_code, saved.json()["code"]) == (422, "invalid_input")
    titled = await owner.post("/api/pages", content=json.dumps({"slug": "x", "title": text}), headers=headers)
    assert titled.status_code == 422


async def test_a_draft_nested_without_end_is_refused(owner: httpx.AsyncClient) -> None:
    page = await create(owner)
    headers = {"If-Match": '"r1"', "content-type": "application/json"}
    deep = '{"id":"a","type":"Container","children":[' * 5000
    answer = await owner.put(f"/api/pages/{page['id']}/draft", content=deep, headers=headers)
    assert answer.status_code in (400, 422)
    whole = '{"root":{"children":[' + deep + "]}" * 5000 + "]}}"
    answer = await owner.put(f"/api/pages/{page['id']}/draft", content=whole, headers=headers)
    assert answer.status_code in (400, 422), answer.text[:300]
    nested = node("n60", "Container")
    for depth in range(59, 0, -1):
        nested = node(f"n{depth}", "Container", nested)
    saved = await owner.put(f"/api/pages/{page['id']}/draft", json=tree(nested), headers={"If-Match": '"r1"'})
    assert saved.status_code == 200, saved.text[:300]
    published = await owner.post(f"/api/pages/{page['id']}/publish")
    assert published.json()["problems"][0]["code"] == "too_deep"


async def test_braces_where_no_expression_can_stand_are_words(owner: httpx.AsyncClient) -> None:
    columns = [{"key": "a", "label": "{{ a && b }}"}]
    page = await create(owner, draft=tree(node("d", "DataTable", query="nope", columns=columns)))
    answer = await owner.post(f"/api/pages/{page['id']}/publish")
    assert (answer.status_code, [one["code"] for one in answer.json()["problems"]]) == (422, ["query_not_usable"])


async def test_versions_are_kept_and_come_back(owner: httpx.AsyncClient, publish: Publish) -> None:
    page = await publish("news", node("t", "Text", text="first"))
    url = f"/api/pages/{page['id']}"
    draft = tree(node("t", "Text", text="second"))
    saved = await owner.put(f"{url}/draft", json=draft, headers={"If-Match": '"r2"'})
    assert "first" in (await owner.get("/p/news")).text
    published = await owner.post(f"{url}/publish", headers={"If-Match": saved.headers["etag"]})
    assert (published.json()["number"], published.json()["tree"]) == (2, (await owner.get(url)).json()["draft"])
    assert "second" in (await owner.get("/p/news")).text

    versions = (await owner.get(f"{url}/versions")).json()["items"]
    assert [version["number"] for version in versions] == [2, 1]
    restored = await owner.post(f"{url}/versions/1/restore")
    assert restored.json()["draft"]["root"]["children"][0]["props"]["text"] == "first"
    assert "second" in (await owner.get("/p/news")).text
    assert (await owner.post(f"{url}/publish")).json()["number"] == 3
    assert "first" in (await owner.get("/p/news")).text


async def test_the_roles_that_may_change_pages(sign_in: SignIn, client: httpx.AsyncClient) -> None:
    editor, viewer = await sign_in(Role.EDITOR), await sign_in(Role.VIEWER)
    page = await create(editor)
    assert (await viewer.get(f"/api/pages/{page['id']}")).status_code == 200
    assert (await viewer.post(f"/api/pages/{page['id']}/publish")).json()["code"] == "forbidden"
    assert (await viewer.post("/api/pages", json={"slug": "x", "title": "x"})).status_code == 403
    assert (await client.get("/api/pages")).status_code == 401


async def test_a_draft_is_previewed_by_whoever_has_the_link(
    owner: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    page = await create(owner, "soon", draft=tree(node("h", "Heading", text="Soon")))
    other = await create(owner, "other")
    made = (await owner.post(f"/api/pages/{page['id']}/preview-token")).json()
    shown = await client.get(made["url"])
    assert (shown.status_code, "Soon" in shown.text) == (200, True)
    assert "no-store" in shown.headers["cache-control"]
    assert "sandbox" in shown.headers["content-security-policy"]
    token = made["token"]
    for wrong in ("", "x", token[:-1], f"9{token}", "٣." + token):
        answer = await client.get(f"/api/pages/{page['id']}/preview", params={"token": wrong})
        assert answer.json()["code"] == "preview_token_invalid", wrong
    assert (await client.get(f"/api/pages/{other['id']}/preview", params={"token": token})).status_code == 403


@ONE_DATABASE
async def test_a_version_is_previewed_for_as_long_as_its_link_says(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    page = await publish("shown", node("h", "Heading", text="First"))
    url = f"/api/pages/{page['id']}"
    assert (await owner.post(f"{url}/unpublish")).is_success
    draft = tree(node("h", "Heading", text="Draft"), node("x", "Nothing"))
    assert (await owner.put(f"{url}/draft", json=draft, headers={"If-Match": '"r3"'})).is_success
    made = await owner.post(f"{url}/preview-token", json={"version": 1, "expires_in": 86_400})
    assert made.status_code == 200, made.text
    life = datetime.fromisoformat(made.json()["expires_at"]) - datetime.now(UTC)
    assert timedelta(hours=23) < life < timedelta(hours=25)
    shown = await client.get(made.json()["url"])
    assert (shown.status_code, "First" in shown.text) == (200, True), "whatever the draft is like by now"
    assert 'content="noindex"' in shown.text
    forged = made.json()["token"].replace(".1.", ".2.")
    for token in (forged, made.json()["token"].replace(".1.", ".0.")):
        answer = await client.get(f"{url}/preview", params={"token": token})
        assert answer.json()["code"] == "preview_token_invalid"
    missing = await owner.post(f"{url}/preview-token", json={"version": 2})
    assert (missing.status_code, missing.json()["code"]) == (404, "version_not_found")
    wrong = await client.get((await owner.post(f"{url}/preview-token")).json()["url"])
    assert (wrong.status_code, wrong.json()["code"]) == (422, "page_invalid")


async def test_components_are_listed_with_their_props(owner: httpx.AsyncClient) -> None:
    listed = {item["type"]: item for item in (await owner.get("/api/components")).json()["items"]}
    assert set(listed) >= {"Heading", "Text", "Image", "Link", "Button", "Form", "Input", "Textarea", "DataTable"}
    assert listed["Image"]["props"]["required"] == ["src", "alt"]
    assert listed["Section"]["has_children"] is True
    assert listed["Button"]["events"] == ["on_click", "on_error"]
    assert all(item["docs"] for item in listed.values())
    assert (listed["Heading"]["group"], listed["Heading"]["icon"]) == ("Typography", "heading")
    assert listed["Heading"]["inline"] == "text"
    assert listed["Heading"]["tree"] == [{"type": "Heading", "props": {"text": "Heading"}}]
    assert (listed["Section"]["tree"], listed["Section"]["parents"], listed["Section"]["children"]) == (None,) * 3


async def test_components_say_how_their_props_are_edited(owner: httpx.AsyncClient) -> None:
    listed = {item["type"]: item["props"] for item in (await owner.get("/api/components")).json()["items"]}
    assert listed["Text"]["properties"]["text"]["format"] == "long-text"
    assert listed["Link"]["properties"]["href"]["format"] == "page-link"
    assert listed["Image"]["properties"]["src"]["format"] == "file-url"
    assert listed["DataTable"]["properties"]["query"]["format"] == "query-name"
    actions = listed["Button"]["$defs"]
    assert actions["RunWorkflow"]["properties"]["workflow_id"]["format"] == "workflow-id"
    assert actions["Navigate"]["properties"]["to"]["format"] == "page-link"
    assert actions["Refresh"]["properties"]["target"]["format"] == "node-id"
    document = (await owner.get("/openapi.json")).json()["components"]["schemas"]
    assert document["RunWorkflow"]["properties"]["workflow_id"]["format"] == "uuid"
    assert "format" not in document["TextProps"]["properties"]["text"]


@ONE_DATABASE
async def test_a_page_has_a_bounded_number_of_components(owner: httpx.AsyncClient) -> None:
    page = await create(owner)
    most = [node(f"n{n}", "Text", text="x") for n in range(2_000)]
    for children, status in ((most, 200), ([*most, node("more", "Text", text="x")], 422)):
        etag = (await owner.get(f"/api/pages/{page['id']}")).headers["etag"]
        saved = await owner.put(f"/api/pages/{page['id']}/draft", json=tree(*children), headers={"If-Match": etag})
        assert saved.status_code == 200, saved.text[:300]
        published = await owner.post(f"/api/pages/{page['id']}/publish")
        assert published.status_code == status, published.text[:300]
    assert [problem["code"] for problem in published.json()["problems"]] == ["too_many_nodes"]
