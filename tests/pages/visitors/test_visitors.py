"""What visitors send: forms and buttons that run workflows, with and without JavaScript."""

import re
from typing import Any

import httpx
import pytest
from pydantic import AnyHttpUrl
from structlog.testing import capture_logs

from app.main import OnefoldApp
from tests.conftest import BASE_URL, ONE_DATABASE, client_of
from tests.pages.conftest import Publish, node, tree
from tests.pages.guestbook import add_entry, guestbook, insert_entry, make_entries, make_workflow, respond
from tests.workflows.graphs import chain, webhook
from tests.workflows.graphs import publish as publish_workflow

JSON = {"Accept": "application/json", "Origin": BASE_URL}
HTML = {"Accept": "text/html", "Origin": BASE_URL}


@pytest.fixture
async def signed(owner: httpx.AsyncClient, publish: Publish) -> dict[str, Any]:
    """The published guestbook."""
    await make_entries(owner)
    return await publish("guestbook", *guestbook(await make_workflow(owner, insert_entry())))


async def test_a_form_runs_its_workflow_and_the_page_shows_it_at_once(
    signed: dict[str, Any], client: httpx.AsyncClient
) -> None:
    page = await client.get("/p/guestbook")
    assert page.headers["cache-control"] == "no-cache"
    assert "0 have signed." in page.text
    assert "Be the first." in page.text
    assert page.text.count("<script") == 2
    sent = await client.post(
        "/p/guestbook/forms/sign", data={"version": "1", "name": "Ann", "message": "<b>Hi</b>\r\nyou"}, headers=JSON
    )
    assert sent.status_code == 200, sent.text
    answer = sent.json()
    assert answer["effects"] == [{"do": "refresh", "target": "entries"}]
    assert (answer["result"], answer["errors"]) == (None, [])
    assert answer["run"]["ticket"] is None
    assert sent.headers["cache-control"] == "no-store"
    page = await client.get("/p/guestbook")
    assert "1 have signed." in page.text
    assert "<td>Ann</td><td>&lt;b&gt;Hi&lt;/b&gt;\nyou</td>" in page.text


async def test_the_run_knows_the_page_and_nothing_of_the_visitor_is_told(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    secret = {"id": "s", "kind": "set", "params": {"values": {"inner": "not for visitors"}}}
    workflow_id = await make_workflow(owner, secret)
    page = await publish(
        "go",
        node(
            "b",
            "Button",
            label="Go",
            on_click=[{"do": "run_workflow", "workflow_id": workflow_id, "input": {"n": 5}}],
        ),
    )
    sent = await client.post("/p/go/actions/b", data={"version": "1", "n": "6", "workflow_id": "x"}, headers=JSON)
    assert (sent.status_code, sent.json()["result"]) == (200, None)
    assert "not for visitors" not in sent.text
    execution = (await owner.get(f"/api/executions/{sent.json()['run']['id']}")).json()
    assert execution["status"] == "completed"
    trigger = execution["trigger"]
    assert trigger["input"] == {"n": 5}
    assert trigger["page"] == {"id": page["id"], "slug": "go", "params": {}, "version": 1, "component_id": "b"}


async def test_a_respond_node_speaks_to_the_visitor(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    good = await make_workflow(owner, respond({"name": "{{ trigger.input.who }}"}))
    bad = await make_workflow(owner, respond({"message": "Sold out."}, 409))
    await publish(
        "shop",
        node(
            "buy",
            "Button",
            label="Buy",
            on_click=[
                {"do": "run_workflow", "workflow_id": good, "input": {"who": "Ann"}},
                {"do": "toast", "message": "Hello {{ result.name }}"},
                {"do": "navigate", "to": "/p/shop?for={{ result.name }}"},
            ],
        ),
        node(
            "out",
            "Button",
            label="Out",
            on_click=[
                {"do": "run_workflow", "workflow_id": bad},
                {"do": "toast", "message": "never"},
            ],
            on_error=[{"do": "toast", "message": "Sorry: {{ result.message }}"}],
        ),
    )
    bought = (await client.post("/p/shop/actions/buy", headers=JSON)).json()
    assert bought["result"] == {"name": "Ann"}
    assert bought["effects"] == [
        {"do": "toast", "message": "Hello Ann"},
        {"do": "navigate", "to": "/p/shop?for=Ann"},
    ]
    refused = await client.post("/p/shop/actions/out", headers=JSON)
    assert refused.status_code == 422
    assert refused.json()["errors"] == [{"field": None, "message": "Sold out."}]
    assert refused.json()["effects"] == [{"do": "toast", "message": "Sorry: Sold out."}]
    plain = await client.post("/p/shop/actions/buy", headers=HTML)
    assert (plain.status_code, plain.headers["location"]) == (303, "/p/shop?for=Ann")
    shown = await client.post("/p/shop/actions/out", headers=HTML)
    assert shown.status_code == 422
    assert "Sold out." in shown.text


async def test_a_failing_run_tells_the_visitor_nothing_of_its_cause(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    await make_entries(owner)
    broken = insert_entry()
    broken["params"]["table"] = "entries_secret_name"
    await publish("broken", *guestbook(await make_workflow(owner, broken)))
    for headers in (JSON, HTML):
        sent = await client.post("/p/broken/forms/sign", data={"name": "Ann"}, headers=headers)
        assert sent.status_code == 422
        assert "Something went wrong. Please try again." in sent.text
        assert "entries_secret_name" not in sent.text


@ONE_DATABASE
async def test_a_workflow_that_no_page_can_start_fails_for_the_visitor_and_the_log_says_why(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, publish: Publish
) -> None:
    workflow_id = await publish_workflow(owner, chain(webhook("only-by-hook", {"mode": "none"})))
    run = {"do": "run_workflow", "workflow_id": workflow_id}
    await publish("wrong", node("b", "Button", label="Go", on_click=[run]))
    with capture_logs() as logs:
        sent = await client.post("/p/wrong/actions/b", headers=JSON)
    assert (sent.status_code, sent.json()["run"]) == (422, None)
    assert sent.json()["errors"] == [{"field": None, "message": "Something went wrong. Please try again."}]
    reasons = [(entry["event"], entry["reason"]) for entry in logs if "reason" in entry]
    assert reasons == [("page_workflow_not_started", "workflow_not_startable")]
    assert (await owner.get(f"/api/executions?workflow_id={workflow_id}")).json()["items"] == []


async def test_wrong_fields_are_named_and_nothing_runs(
    signed: dict[str, Any], owner: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    wrong = {"version": "1", "name": " ", "email": "nobody", "message": 'My "words" <b>\n</textarea>'}
    sent = await client.post("/p/guestbook/forms/sign", data=wrong, headers=JSON)
    assert sent.status_code == 422
    assert sent.json()["errors"] == [
        {"field": "name", "message": "Fill this in."},
        {"field": "email", "message": "Enter an e-mail address, like name@example.com."},
    ]
    assert sent.json()["run"] is None
    shown = await client.post("/p/guestbook/forms/sign", data=wrong, headers=HTML)
    assert shown.status_code == 422
    assert shown.headers["cache-control"] == "no-store"
    assert shown.headers["content-type"] == "text/html; charset=utf-8"
    assert '<p class="of-field-error" id="f-name.error" data-error="name">Fill this in.</p>' in shown.text
    assert 'aria-describedby="f-mail.help f-mail.error" aria-invalid="true"' in shown.text
    assert 'value="nobody"' in shown.text
    assert "\nMy &#34;words&#34; &lt;b&gt;\n&lt;/textarea&gt;</textarea>" in shown.text
    assert 'role="alert"' in shown.text
    assert (await owner.get("/api/executions")).json()["items"] == []
    assert "nobody" not in (await client.get("/p/guestbook")).text


async def test_without_javascript_the_visitor_comes_back_to_the_page(
    signed: dict[str, Any], client: httpx.AsyncClient
) -> None:
    sent = await client.post("/p/guestbook/forms/sign", data={"version": "1", "name": "Ann"}, headers=HTML)
    assert (sent.status_code, sent.headers["location"]) == (303, "/p/guestbook?sent=sign")
    back = await client.get(sent.headers["location"])
    assert 'role="status" data-status>Thank you for signing.</p>' in back.text
    assert "<td>Ann</td>" in back.text
    assert "Thank you for signing.</p>" not in (await client.get("/p/guestbook")).text
    other = await client.get("/p/guestbook?sent=entries&utm_source=x")
    assert "Thank you for signing.</p>" not in other.text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:8001"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
    ],
)
async def test_another_site_cannot_send_the_form(
    signed: dict[str, Any], client: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    sent = await client.post("/p/guestbook/forms/sign", data={"name": "Eve"}, headers=headers)
    assert (sent.status_code, sent.json()["code"]) == (403, "cross_site_request")
    assert "Eve" not in (await client.get("/p/guestbook")).text


async def test_the_public_url_decides_behind_a_proxy(
    signed: dict[str, Any], app: OnefoldApp, client: httpx.AsyncClient
) -> None:
    # TLS ends at a proxy that is not trusted: the connection is plain http, and its Host another one.
    app.resources.settings.public_url = AnyHttpUrl("https://app.example.com")
    headers = {"Origin": "https://app.example.com", "Accept": "application/json"}
    sent = await client.post("/p/guestbook/forms/sign", data={"name": "Ann"}, headers=headers)
    assert sent.status_code == 200, sent.text
    headers["Origin"] = "https://app.example.com.evil.example"
    assert (await client.post("/p/guestbook/forms/sign", data={"name": "Eve"}, headers=headers)).status_code == 403


async def test_fetch_metadata_will_do_and_a_session_means_nothing(
    signed: dict[str, Any], app: OnefoldApp, owner: httpx.AsyncClient
) -> None:
    async with client_of(app, **{"Sec-Fetch-Site": "same-origin", "Accept": "application/json"}) as visitor:
        assert (await visitor.post("/p/guestbook/forms/sign", data={"name": "A"})).status_code == 200
        visitor.cookies.set("sid", "not-a-session")
        assert (await visitor.post("/p/guestbook/forms/sign", data={"name": "B"})).status_code == 200
    sent = await owner.post("/p/guestbook/forms/sign", data={"name": "C"}, headers={"Accept": "application/json"})
    assert sent.status_code == 200


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b'{"name": "x"}', "application/json", 415),
        (b"name=x", "text/plain", 415),
        (b"not a body", "multipart/form-data", 400),
        (b"--b\r\nnonsense", "multipart/form-data; boundary=b", 422),
        (
            b'--b\r\nContent-Disposition: form-data; name="name"; filename="x"\r\n\r\nx\r\n--b--\r\n',
            "multipart/form-data; boundary=b",
            400,
        ),
        (b"&".join(b"f%d=x" % n for n in range(200)), "application/x-www-form-urlencoded", 400),
        (b"name=" + b"x" * 1_100_000, "application/x-www-form-urlencoded", 413),
        (b"name=%00", "application/x-www-form-urlencoded", 422),
        (b"name=%ff%fe&message=%ed%a0%80", "application/x-www-form-urlencoded", 200),
        (b"name=A&version=99", "application/x-www-form-urlencoded", 404),
        (b"name=A&version=%D9%A3", "application/x-www-form-urlencoded", 404),
        (b"name=A&version=" + b"9" * 5000, "application/x-www-form-urlencoded", 404),
    ],
)
async def test_bodies_of_every_kind(
    signed: dict[str, Any], client: httpx.AsyncClient, body: bytes, content_type: str, status: int
) -> None:
    headers = JSON | {"Content-Type": content_type}
    sent = await client.post("/p/guestbook/forms/sign", content=body, headers=headers)
    assert sent.status_code == status, sent.text


async def test_multipart_fields_are_read_too(signed: dict[str, Any], client: httpx.AsyncClient) -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nMia\r\n--b--\r\n'
    headers = JSON | {"Content-Type": "multipart/form-data; boundary=b"}
    sent = await client.post("/p/guestbook/forms/sign", content=body, headers=headers)
    assert sent.status_code == 200, sent.text
    assert "<td>Mia</td>" in (await client.get("/p/guestbook")).text


async def test_only_components_of_the_page_can_be_sent(signed: dict[str, Any], client: httpx.AsyncClient) -> None:
    for path in ("forms/nope", "forms/entries", "actions/sign", "actions/f-name", "forms/" + "a" * 64):
        sent = await client.post(f"/p/guestbook/{path}", data={"name": "x"}, headers=JSON)
        assert (sent.status_code, sent.json()["code"]) == (404, "component_not_found"), path
    missing = await client.post("/p/nope/forms/sign", data={"name": "x"}, headers=JSON)
    assert missing.json()["code"] == "page_not_found"
    person = await client.post("/p/guestbook/forms/nope", data={"name": "x"}, headers=HTML)
    assert (person.status_code, "This page has changed" in person.text) == (404, True)


async def test_a_page_that_stood_open_still_works_after_the_next_publish(
    signed: dict[str, Any], owner: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    url = f"/api/pages/{signed['id']}"
    draft = tree(node("t", "Text", text="Closed"))
    await owner.put(f"{url}/draft", json=draft, headers={"If-Match": '"r2"'})
    await owner.post(f"{url}/publish")
    old = await client.post("/p/guestbook/forms/sign", data={"version": "1", "name": "Late"}, headers=JSON)
    assert old.status_code == 200, old.text
    new = await client.post("/p/guestbook/forms/sign", data={"version": "2", "name": "x"}, headers=JSON)
    assert new.json()["code"] == "component_not_found"
    await owner.post(f"{url}/unpublish")
    gone = await client.post("/p/guestbook/forms/sign", data={"version": "1", "name": "x"}, headers=JSON)
    assert gone.json()["code"] == "page_not_found"


async def test_a_table_is_paged_in_the_page_and_by_its_route(
    signed: dict[str, Any], owner: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    for name in ("A", "B", "C", "D"):
        await add_entry(owner, name)
    first = (await client.get("/p/guestbook")).text
    names = re.findall(r"<tr><td>(.)</td>", first)
    assert len(names) == 3
    link = re.search(r'rel="next"[^>]* href="(\?page\.entries=2)#entries"', first)
    assert link
    second = (await client.get(f"/p/guestbook{link[1]}")).text
    assert sorted(names + re.findall(r"<tr><td>(.)</td>", second)) == ["A", "B", "C", "D"]
    assert 'rel="prev"' in second
    rows = (await client.get("/p/guestbook/data/entries", params={"page": 2})).json()
    assert rows["columns"] == [{"key": "name", "label": "Name"}, {"key": "message", "label": "Message"}]
    assert [sorted(row) for row in rows["rows"]] == [["message", "name"]]
    assert (rows["page"], rows["has_more"]) == (2, False)
    fragment = await client.get("/p/guestbook/data/entries", params={"page": 1}, headers={"Accept": "text/html"})
    assert fragment.text in first
    for wrong in ("0", "-1", "x", "99999999"):
        assert (await client.get("/p/guestbook/data/entries", params={"page": wrong})).status_code == 422
    assert (await client.get("/p/guestbook/data/sign")).json()["code"] == "component_not_found"


async def test_rows_behind_the_page_show_at_once_and_known_pages_are_304(
    signed: dict[str, Any], owner: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    before = await client.get("/p/guestbook")
    again = await client.get("/p/guestbook", headers={"If-None-Match": before.headers["etag"]})
    assert again.status_code == 304
    await add_entry(owner, "Zoe")
    after = await client.get("/p/guestbook", headers={"If-None-Match": before.headers["etag"]})
    assert (after.status_code, "Zoe" in after.text) == (200, True)


async def test_a_query_that_breaks_leaves_the_rest_of_the_page(
    signed: dict[str, Any], owner: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    await owner.delete("/api/data-sources/local/tables/entries")
    # A parameter keeps the page from being answered from memory.
    page = await client.get("/p/guestbook?page.entries=1")
    assert page.status_code == 200
    assert "This cannot be shown right now." in page.text
    assert "no such table" not in page.text


async def test_what_a_page_names_must_exist_when_it_is_published(owner: httpx.AsyncClient) -> None:
    await make_entries(owner)
    await owner.post(
        "/api/queries", json={"name": "wipe", "source": "local", "sql": "DELETE FROM entries", "mode": "write"}
    )
    draft = tree(
        node("b", "Button", label="b", on_click=[{"do": "run_workflow", "workflow_id": "0" * 32}]),
        node("t", "DataTable", query="nothing", columns=[{"key": "a", "label": "A"}]),
        node("w", "DataTable", query="wipe", columns=[{"key": "a", "label": "A"}]),
        node("x", "Text", text="{{ data.other.row_count }}"),
    )
    created = await owner.post("/api/pages", json={"slug": "a", "title": "a", "draft": draft})
    answer = (await owner.post(f"/api/pages/{created.json()['id']}/publish")).json()
    assert {(problem["code"], problem["node_id"]) for problem in answer["problems"]} == {
        ("workflow_not_published", "b"),
        ("query_not_usable", "t"),
        ("query_not_usable", "w"),
        ("query_not_usable", "x"),
    }


async def test_a_workflow_withdrawn_later_is_an_error_for_the_visitor_and_no_crash(
    signed: dict[str, Any], owner: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    workflow = (await owner.get("/api/workflows")).json()["items"][0]
    await owner.post(f"/api/workflows/{workflow['id']}/unpublish")
    sent = await client.post("/p/guestbook/forms/sign", data={"name": "x"}, headers=JSON)
    assert (sent.status_code, sent.json()["errors"][0]["field"]) == (422, None)


async def test_a_field_that_is_sent_twice_is_refused_and_nothing_runs(
    signed: dict[str, Any], owner: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    urlencoded: dict[str, Any] = {"content": "name=Ann&name=Ben&message=Hi"}
    urlencoded["headers"] = JSON | {"Content-Type": "application/x-www-form-urlencoded"}
    multipart: dict[str, Any] = {"files": [(name, (None, "Ann")) for name in ("name", "name", "message")]}
    multipart["headers"] = JSON
    for body in (urlencoded, multipart):
        refused = await client.post("/p/guestbook/forms/sign", **body)
        assert (refused.status_code, refused.json()["code"]) == (400, "duplicate_field"), refused.text
        assert "'name'" in refused.json()["detail"]
    assert (await owner.get("/api/executions")).json()["items"] == []
    shown = await client.post(
        "/p/guestbook/forms/sign", content="name=A&name=B", headers=urlencoded["headers"] | {"Accept": "text/html"}
    )
    assert (shown.status_code, shown.headers["content-type"]) == (400, "text/html; charset=utf-8")
