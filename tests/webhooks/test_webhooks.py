"""Calls of `/webhook/{path}`: routing, every auth mode, replay, bodies, and the three ways to answer."""

import base64
import hashlib
import hmac
import json
import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlmodel import col, select, update

from app.auth.access import Role, Scope
from app.auth.models import ApiKey, User
from app.auth.service import hash_token
from app.auth.tokens import make_key as make_api_key
from app.core.db.database import utc_now
from app.main import OnefoldApp
from app.webhooks.models import WebhookDelivery
from tests.workflows.graphs import chain, finished, node, publish, webhook

OPEN = {"mode": "none"}
SECRET = "whsec_" + base64.b64encode(b"0123456789abcdef0123456789abcdef").decode()


async def make_secret(client: httpx.AsyncClient, value: str = SECRET, name: str = "HOOK") -> None:
    assert (await client.post("/api/secrets", json={"name": name, "value": value})).status_code == 201


def echo(path: str, auth: dict[str, Any] = OPEN, **params: Any) -> dict[str, Any]:
    """A workflow that answers with its trigger."""
    hook = webhook(path, auth, **({"respond": "when_finished"} | params))
    return chain(hook, node("out", "set", values={"trigger": "{{ trigger }}"}))


def signed(body: bytes, *, id: str = "msg_1", at: float | None = None, secret: str = SECRET) -> dict[str, str]:
    timestamp = str(int(time.time() if at is None else at))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    mac = hmac.digest(key, f"{id}.{timestamp}.".encode() + body, hashlib.sha256)
    return {
        "webhook-id": id,
        "webhook-timestamp": timestamp,
        "webhook-signature": f"v1,{base64.b64encode(mac).decode()}",
    }


async def test_a_call_starts_the_published_version_and_is_answered_at_once(
    owner: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    graph = chain(webhook("orders", OPEN), node("out", "set", values={"total": "{{ trigger.body.total }}"}))
    workflow_id = await publish(owner, graph)
    answer = await client.post("/webhook/orders", json={"total": 12})
    assert answer.status_code == 202
    ended = await finished(owner, answer.json()["execution_id"])
    assert (ended["workflow_id"], ended["result"]) == (workflow_id, {"total": 12})
    await owner.post(f"/api/workflows/{workflow_id}/unpublish")
    assert (await client.post("/webhook/orders", json={})).status_code == 404


async def test_paths_have_parameters_and_literal_segments_win(
    owner: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    await publish(owner, echo("orders/{id}"))
    await publish(owner, echo("orders/new"))
    await publish(owner, echo("{any}/{id}/x"))
    found = (await client.post("/webhook/orders/17?a=1&b=2&b=3")).json()["result"]["trigger"]
    assert (found["path_params"], found["query"]) == ({"id": "17"}, {"a": "1", "b": ["2", "3"]})
    assert (await client.post("/webhook/orders/new")).json()["result"]["trigger"]["path_params"] == {}
    for path in ("orders", "orders/", "orders/1/2", "", "%00", "a%00b", "{id}", "x" * 3000):
        missing = await client.post(f"/webhook/{path}")
        assert (missing.status_code, missing.json()["code"]) == (404, "webhook_not_found"), path


async def test_only_declared_methods_are_answered(owner: httpx.AsyncClient, client: httpx.AsyncClient) -> None:
    await publish(owner, echo("m", methods=["GET", "PUT"]))
    assert (await client.get("/webhook/m")).json()["result"]["trigger"]["method"] == "GET"
    refused = await client.post("/webhook/m")
    assert (refused.status_code, refused.json()["code"]) == (405, "method_not_allowed")
    assert refused.headers["allow"] == "GET, PUT"


async def test_a_path_of_another_workflow_is_taken_until_it_is_given_up(owner: httpx.AsyncClient) -> None:
    first = await publish(owner, echo("same/{a}"))
    made = await owner.post("/api/workflows", json={"name": "second", "draft": echo("same/{b}")})
    url = f"/api/workflows/{made.json()['id']}"
    taken = await owner.post(f"{url}/publish")
    assert (taken.status_code, taken.json()["code"]) == (409, "webhook_path_taken")
    assert taken.json()["problems"][0]["node_id"] == "hook"
    assert (await owner.get(url)).json()["published_version"] is None
    await owner.delete(f"/api/workflows/{first}")
    assert (await owner.post(f"{url}/publish")).status_code == 200


async def test_a_run_sees_headers_without_credentials(owner: httpx.AsyncClient, client: httpx.AsyncClient) -> None:
    await make_secret(owner, "open sesame")
    await publish(owner, echo("h", {"mode": "header", "secret": "HOOK", "name": "X-Token"}))
    sent = {"X-Token": "open sesame", "Authorization": "Bearer x", "Cookie": "a=b", "X-Kept": "yes"}
    headers = (await client.post("/webhook/h", headers=sent)).json()["result"]["trigger"]["headers"]
    assert headers["x-kept"] == "yes"
    assert not {"x-token", "authorization", "cookie"} & set(headers)


async def test_standard_webhooks_are_taken_once(owner: httpx.AsyncClient, client: httpx.AsyncClient) -> None:
    await make_secret(owner)
    await publish(owner, echo("s", {"mode": "standard", "secret": "HOOK"}))
    body = b'{"n": 1}'
    headers = signed(body) | {"Content-Type": "application/json"}
    assert (await client.post("/webhook/s", content=body, headers=headers)).status_code == 200
    replayed = await client.post("/webhook/s", content=body, headers=headers)
    assert (replayed.status_code, replayed.json()["code"]) == (409, "webhook_replayed")
    again = signed(body, at=time.time() - 100) | {"Content-Type": "application/json"}
    assert (await client.post("/webhook/s", content=body, headers=again)).status_code == 409
    other = signed(body, id="msg_2") | {"Content-Type": "application/json"}
    assert (await client.post("/webhook/s", content=body, headers=other)).status_code == 200


async def test_wrong_standard_signatures_are_refused(owner: httpx.AsyncClient, client: httpx.AsyncClient) -> None:
    await make_secret(owner)
    await publish(owner, echo("s", {"mode": "standard", "secret": "HOOK"}))
    cases = [
        ({}, "webhook_signature_missing"),
        (signed(b"{}x"), "webhook_signature_invalid"),
        (signed(b"{}", secret="whsec_AAAA"), "webhook_signature_invalid"),
        (signed(b"{}", at=time.time() - 400), "webhook_timestamp_out_of_window"),
        (signed(b"{}", at=time.time() + 400), "webhook_timestamp_out_of_window"),
    ]
    for headers, code in cases:
        answer = await client.post("/webhook/s", content=b"{}", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, code)
    assert (await owner.get("/api/executions")).json()["items"] == []


async def test_githubs_form_is_verified_and_a_delivery_taken_once(
    owner: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    await make_secret(owner, "It's a Secret to Everybody")
    await publish(owner, echo("g", {"mode": "github", "secret": "HOOK"}))
    headers = {
        "X-Hub-Signature-256": "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "X-GitHub-Delivery": "1",
        "Content-Type": "text/plain",
    }
    taken = await client.post("/webhook/g", content=b"Hello, World!", headers=headers)
    assert (taken.status_code, taken.json()["result"]["trigger"]["body"]) == (200, "Hello, World!")
    replayed = await client.post("/webhook/g", content=b"Hello, World!", headers=headers)
    assert (replayed.status_code, replayed.json()["code"]) == (409, "webhook_replayed")
    wrong = await client.post("/webhook/g", content=b"Hello, World?", headers=headers | {"X-GitHub-Delivery": "2"})
    assert (wrong.status_code, wrong.json()["code"]) == (401, "webhook_signature_invalid")


async def test_basic_and_header_secrets(owner: httpx.AsyncClient, client: httpx.AsyncClient) -> None:
    await make_secret(owner, "ada:pässword")
    await publish(owner, echo("b", {"mode": "basic", "secret": "HOOK"}))
    await publish(owner, echo("h", {"mode": "header", "secret": "HOOK"}))
    good = base64.b64encode("ada:pässword".encode()).decode()
    assert (await client.post("/webhook/b", headers={"Authorization": f"Basic {good}"})).status_code == 200
    for value in ("", "Basic !!!", "Basic YTpi", "Bearer x"):
        refused = await client.post("/webhook/b", headers={"Authorization": value} if value else {})
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"].startswith("Basic")
    raw = {b"X-Webhook-Secret": "ada:pässword".encode()}
    assert (await client.post("/webhook/h", headers=raw)).status_code == 200
    wrong = await client.post("/webhook/h", headers={"X-Webhook-Secret": "ada"})
    assert (wrong.status_code, wrong.json()["code"]) == (401, "webhook_signature_invalid")
    assert (await client.post("/webhook/h")).json()["code"] == "webhook_signature_missing"


async def make_key(app: OnefoldApp, role: Role, scopes: list[Scope]) -> str:
    key = make_api_key()
    async with app.resources.database.session() as session:
        user = User(email=f"{uuid4().hex}@example.com", password_hash="!", role=role)
        session.add(user)
        await session.flush()
        session.add(ApiKey(user_id=user.id, name="k", hint="", key_hash=hash_token(key), scopes=scopes))
    return key


async def test_an_api_key_starts_a_webhook_and_an_unauthenticated_call_gets_401(
    app: OnefoldApp, owner: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    await publish(owner, echo("k", {"mode": "api_key"}))
    runs = await make_key(app, Role.OPERATOR, [Scope.ACTIONS_RUN])
    reads = await make_key(app, Role.OWNER, [Scope.ACTIONS_READ])
    watches = await make_key(app, Role.VIEWER, [Scope.ACTIONS_RUN])

    async def call(key: str) -> int:
        return (await client.post("/webhook/k", headers={"Authorization": f"Bearer {key}"})).status_code

    assert [await call(key) for key in (runs, reads, watches, "of_sk_unknown")] == [200, 403, 403, 401]
    assert (await client.post("/webhook/k")).status_code == 401


async def test_callers_may_be_limited_to_networks(owner: httpx.AsyncClient, client: httpx.AsyncClient) -> None:
    await publish(owner, echo("in", allow_from=["127.0.0.0/8"]))
    await publish(owner, echo("out", allow_from=["192.0.2.0/24", "2001:db8::/32"]))
    assert (await client.post("/webhook/in")).status_code == 200
    refused = await client.post("/webhook/out")
    assert (refused.status_code, refused.json()["code"]) == (403, "webhook_address_refused")


BODIES: list[tuple[str, bytes, Any]] = [
    ("application/json", b'{"a": [1, 2.5, null]}', {"a": [1, 2.5, None]}),
    ("application/vnd.x+json; charset=utf-8", b'"text"', "text"),
    ("application/x-www-form-urlencoded", b"a=1&b=x+y&b=%C3%A4", {"a": "1", "b": ["x y", "ä"]}),
    ("application/x-www-form-urlencoded", b' {"a": {"b": 1}}\n', {"a": {"b": 1}}),
    ("application/x-www-form-urlencoded", b"payload=%7B%22a%22%3A1%7D", {"payload": '{"a":1}'}),
    ("application/x-www-form-urlencoded", b"a={1}&b=2", {"a": "{1}", "b": "2"}),
    ("text/plain; charset=latin-1", "ä".encode("latin-1"), "ä"),
    ("text/plain; charset=nonsense", b"x\0y", "x\ufffdy"),
    ("application/octet-stream", b"\x00\xff", "AP8="),
    ("application/json", b"", None),
]


@pytest.mark.parametrize(("content_type", "body", "expected"), BODIES)
async def test_bodies_become_json_by_their_content_type(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, content_type: str, body: bytes, expected: Any
) -> None:
    await publish(owner, echo("body"))
    answer = await client.post("/webhook/body", content=body, headers={"Content-Type": content_type})
    assert answer.json()["result"]["trigger"]["body"] == expected, answer.text


async def test_multipart_forms_are_read_with_their_files(owner: httpx.AsyncClient, client: httpx.AsyncClient) -> None:
    await publish(owner, echo("form"))
    files = {"file": ("a.txt", b"hello", "text/plain")}
    answer = await client.post("/webhook/form", data={"name": "Ada"}, files=files)
    assert answer.json()["result"]["trigger"]["body"] == {
        "name": "Ada",
        "file": {"filename": "a.txt", "content_type": "text/plain", "base64": "aGVsbG8="},
    }


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b"{"),
        ("application/json", b"\xff\xfe\x00"),
        ("application/json", b'{"a": "\\u0000"}'),
        ("application/json", b'{"a": "\\ud800"}'),
        ("application/json", b'{"a": NaN}'),
        ("application/json", b'{"a": 1e999}'),
        ("application/json", b"[" * 100_000),
        ("application/json", b"1" * 10_000),
        ("application/x-www-form-urlencoded", b"&".join(b"a=1" for _ in range(1001))),
        ("application/x-www-form-urlencoded", b"\xff"),
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=b", b"no boundary here"),
    ],
)
async def test_a_body_that_is_not_what_it_says_is_400(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, content_type: str, body: bytes
) -> None:
    await publish(owner, echo("bad"))
    answer = await client.post("/webhook/bad", content=body, headers={"Content-Type": content_type})
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request"), answer.text


async def test_two_megabytes_are_taken_and_six_are_not(owner: httpx.AsyncClient, client: httpx.AsyncClient) -> None:
    await publish(owner, chain(webhook("big", OPEN), node("out", "set", values={"x": 1})))
    body = json.dumps({"x": "y" * 2_000_000}).encode()
    headers = {"Content-Type": "application/json"}
    assert (await client.post("/webhook/big", content=body, headers=headers)).status_code == 202
    too_big = await client.post("/webhook/big", content=b"x" * (5 * 1024 * 1024 + 1))
    assert (too_big.status_code, too_big.json()["code"]) == (413, "body_too_large")


async def test_a_respond_node_says_status_headers_and_body(
    owner: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    respond = node(
        "answer",
        "respond",
        status=201,
        headers={"X-Order": "{{ trigger.body.id }}", "Set-Cookie": "a=b", "Transfer-Encoding": "chunked"},
        body={"id": "{{ trigger.body.id }}"},
    )
    await publish(owner, chain(webhook("r", OPEN, respond="node"), respond, node("wait", "delay", seconds=0)))
    answer = await client.post("/webhook/r", json={"id": 7})
    assert (answer.status_code, answer.json(), answer.headers["x-order"]) == (201, {"id": 7}, "7")
    assert not {"set-cookie", "transfer-encoding"} & set(answer.headers)


async def test_a_respond_node_may_send_no_body(owner: httpx.AsyncClient, client: httpx.AsyncClient) -> None:
    await publish(owner, chain(webhook("none", OPEN, respond="node"), node("answer", "respond", status=204)))
    answer = await client.post("/webhook/none")
    assert (answer.status_code, answer.content) == (204, b"")


async def test_a_run_that_fails_answers_500_workflow_failed_without_its_error(
    owner: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    for respond in ("when_finished", "node"):
        failing = node("x", "set", values={"y": "{{ trigger.body.a + 1 }}"})
        await publish(owner, chain(webhook(f"f-{respond}".replace("_", "-"), OPEN, respond=respond), failing))
        answer = await client.post(f"/webhook/f-{respond}".replace("_", "-"), json={"a": "secret text"})
        assert (answer.status_code, answer.json()["code"]) == (500, "workflow_failed")
        assert "secret text" not in answer.text
        ended = await finished(owner, answer.json()["execution_id"])
        assert ended["status"] == "failed"


async def test_a_message_whose_run_was_never_stored_may_come_again(
    app: OnefoldApp, owner: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    """What a process leaves that died between claiming a message and storing its run."""
    await make_secret(owner)
    await publish(owner, echo("s", {"mode": "standard", "secret": "HOOK"}))
    assert (await client.post("/webhook/s", content=b"{}", headers=signed(b"{}"))).status_code == 200
    async with app.resources.database.session() as session:
        delivery = (await session.exec(select(WebhookDelivery))).one()
        lost = uuid4()
        await session.exec(update(WebhookDelivery).values(execution_id=lost))
    assert (await client.post("/webhook/s", content=b"{}", headers=signed(b"{}"))).status_code == 409
    async with app.resources.database.session() as session:
        past = utc_now() - timedelta(seconds=60)
        await session.exec(
            update(WebhookDelivery).where(col(WebhookDelivery.id) == delivery.id).values(claimed_at=past)
        )
    retried = await client.post("/webhook/s", content=b"{}", headers=signed(b"{}"))
    assert (retried.status_code, retried.json()["execution_id"]) == (200, str(lost))
    assert (await client.post("/webhook/s", content=b"{}", headers=signed(b"{}"))).status_code == 409


async def test_expired_messages_are_forgotten(
    app: OnefoldApp, owner: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    await make_secret(owner)
    await publish(owner, echo("s", {"mode": "standard", "secret": "HOOK"}))
    await client.post("/webhook/s", content=b"{}", headers=signed(b"{}", id="old"))
    async with app.resources.database.session() as session:
        await session.exec(update(WebhookDelivery).values(expires_at=utc_now() - timedelta(seconds=1)))
    await client.post("/webhook/s", content=b"{}", headers=signed(b"{}", id="new"))
    async with app.resources.database.reader() as session:
        assert len((await session.exec(select(WebhookDelivery))).all()) == 1
