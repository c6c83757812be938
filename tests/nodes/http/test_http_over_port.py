"""HTTP in and out of workflows on a real `onefold serve`: webhooks are called and servers answer over real ports."""

import base64
import gzip
import socket
import zlib
from collections.abc import Iterator
from typing import Any

import brotli
import httpx
import pytest

from tests.other_server import OtherServer
from tests.servers import OnefoldServer
from tests.workflows.graphs import MANUAL, chain, node, webhook


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnefoldServer]:
    """One process for all of these tests; SQLite, since no dialect matters here."""
    folder = tmp_path_factory.mktemp("http")
    with OnefoldServer(folder, f"sqlite:///{folder / 'onefold.db'}") as server:
        yield server


@pytest.fixture(scope="module")
def client(server: OnefoldServer) -> Iterator[httpx.Client]:
    with server.sign_in() as client:
        yield client


@pytest.fixture(scope="module")
def other() -> Iterator[OtherServer]:
    with OtherServer() as other:
        yield other


def make(client: httpx.Client, *nodes: dict[str, Any]) -> str:
    """The id of a new workflow of these nodes in a row."""
    answer = client.post("/api/workflows", json={"name": "flow", "draft": chain(*nodes)})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def run(client: httpx.Client, *nodes: dict[str, Any], given: Any = None) -> dict[str, Any]:
    """The ended execution of these nodes behind a manual trigger."""
    body = {"target": "draft", "input": given, "wait_seconds": 20}
    answer = client.post(f"/api/workflows/{make(client, MANUAL, *nodes)}/execute", json=body)
    assert answer.status_code == 200, answer.text
    ended: dict[str, Any] = answer.json()
    return ended


def publish(client: httpx.Client, *nodes: dict[str, Any]) -> None:
    answer = client.post(f"/api/workflows/{make(client, *nodes)}/publish")
    assert answer.status_code == 200, answer.text


def echo(client: httpx.Client, path: str, **params: Any) -> None:
    """Publish a webhook that answers with what started its run."""
    hook = webhook(path, {"mode": "none"}, respond="when_finished", **params)
    publish(client, hook, node("out", "set", values={"trigger": "{{ trigger }}"}))


@pytest.fixture(scope="module")
def hook(server: OnefoldServer, client: httpx.Client) -> str:
    """The URL of a webhook that answers with what started its run."""
    echo(client, "echo")
    return f"{server.url}/webhook/echo"


def call(url: str, body: bytes, content_type: str | None, **headers: str) -> httpx.Response:
    """Post a body with exactly this content type, or none."""
    sent = headers | ({"Content-Type": content_type} if content_type else {})
    return httpx.post(url, content=body, headers=sent, timeout=20)


def taken(answer: httpx.Response) -> dict[str, Any]:
    """What the run of an echoing webhook saw."""
    assert answer.status_code == 200, answer.text
    seen: dict[str, Any] = answer.json()["result"]["trigger"]
    return seen


def test_a_healthy_server_answers_while_200_calls_to_another_hang(client: httpx.Client, other: OtherServer) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=512) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        hanging = make(client, MANUAL, node("call", "http.request", url=url, timeout_s=60))
        started = []
        for _ in range(200):
            answer = client.post(f"/api/workflows/{hanging}/execute", json={"target": "draft"})
            assert answer.status_code == 202, answer.text
            started.append(answer.json()["id"])
        ended = run(client, node("call", "http.request", url=f"{other.url}/healthy", timeout_s=3))
        for execution_id in started:
            client.post(f"/api/executions/{execution_id}/cancel")
    assert ended["status"] == "completed", ended["error"]


def test_head_and_options_name_the_methods_of_a_webhook(server: OnefoldServer, client: httpx.Client) -> None:
    echo(client, "named", methods=["POST"])
    echo(client, "named/{id}", methods=["PUT", "GET"])
    before = len(client.get("/api/executions?limit=200").json()["items"])
    for path, allowed in (("named", "POST"), ("named/", "POST"), ("named/1", "GET, PUT")):
        for method, status in (("HEAD", 200), ("OPTIONS", 204)):
            answer = httpx.request(method, f"{server.url}/webhook/{path}", headers={"Origin": "https://a.example"})
            assert (answer.status_code, answer.headers.get("allow"), answer.content) == (status, allowed, b"")
            assert not [name for name in answer.headers if name.startswith("access-control-")]
    refused = httpx.get(f"{server.url}/webhook/named")
    assert (refused.status_code, refused.headers["allow"]) == (405, "POST")
    for method in ("HEAD", "OPTIONS", "POST"):
        assert httpx.request(method, f"{server.url}/webhook/unknown").status_code == 404
    assert len(client.get("/api/executions?limit=200").json()["items"]) == before


def test_a_webhook_answers_with_a_slash_behind_it(hook: str) -> None:
    assert taken(call(f"{hook}/", b"{}", "application/json"))["body"] == {}
    assert call(f"{hook}//", b"{}", "application/json").status_code == 404


FORM = "application/x-www-form-urlencoded"
REGION = '{"n":"Região"}'


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        (REGION.encode("latin-1"), "application/json; charset=ISO-8859-1", {"n": "Região"}),
        ('{"n":"€"}'.encode("iso-8859-15"), 'application/problem+json; charset="ISO-8859-15"', {"n": "€"}),
        (REGION.encode("utf-8-sig"), "application/json", {"n": "Região"}),
        (REGION.encode(), "application/json; charset=us-ascii", {"n": "Região"}),
        (REGION.encode("utf-16"), "application/json; charset=utf-16", {"n": "Região"}),
        (b'{"a":1}\n\r\n[2]\n', "application/x-ndjson", [{"a": 1}, [2]]),
        (b'{"test":"ok"}', None, {"test": "ok"}),
        (b" [1, 2]", None, [1, 2]),
        (b"{ok", None, "{ok"),
        ("Grüße".encode(), None, "Grüße"),
        (b"\x89PNG\x00\xff", None, "iVBORwD/"),
        (b"a: 1", "application/yaml", "a: 1"),
    ],
)
def test_bodies_are_read_alike_from_calls_and_from_answers(
    client: httpx.Client, hook: str, other: OtherServer, body: bytes, content_type: str | None, expected: Any
) -> None:
    assert taken(call(hook, body, content_type))["body"] == expected
    other.answers["/body"] = (200, [("Content-Type", content_type)] if content_type else [], body)
    result = run(client, node("call", "http.request", url=f"{other.url}/body"))["result"]
    assert result["body"] == expected
    assert result.get("is_base64", False) == (expected == "iVBORwD/")


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        ("n=%E9&raw=é".encode("latin-1"), f"{FORM}; charset=iso-8859-1", {"n": "é", "raw": "é"}),
        ("n=%C3%A9&raw=é".encode(), FORM, {"n": "é", "raw": "é"}),
        (b'{"name":"Ada"}', FORM, {"name": "Ada"}),
        (b"[1]", FORM, [1]),
        (b"{x}=1&a[]=2", FORM, {"{x}": "1", "a[]": "2"}),
        (b"[1", FORM, {"[1": ""}),
    ],
)
def test_forms_are_read_by_their_charset_and_json_sent_as_a_form_is_json(
    hook: str, body: bytes, content_type: str, expected: Any
) -> None:
    assert taken(call(hook, body, content_type))["body"] == expected


def test_encoded_bodies_are_decoded_within_the_limit(hook: str) -> None:
    plain = b'{"n": 1}'
    raw_deflate = zlib.compressobj(wbits=-15)
    for encoding, body in (
        ("gzip", gzip.compress(plain)),
        ("X-Gzip", gzip.compress(plain)),
        ("deflate", zlib.compress(plain)),
        ("deflate", raw_deflate.compress(plain) + raw_deflate.flush()),
        ("br", brotli.compress(plain)),
        ("identity", plain),
    ):
        seen = taken(call(hook, body, "application/json", **{"Content-Encoding": encoding}))
        assert seen["body"] == {"n": 1}, encoding
        assert "content-encoding" not in seen["headers"]


def zipped(body: bytes) -> bytes:
    """Return the bytes as gzip, without the time: a test is named by them, alike in all workers."""
    return gzip.compress(body, mtime=0)


@pytest.mark.parametrize(
    ("encoding", "body", "status", "code"),
    [
        ("gzip", zipped(b"x" * 6_000_000), 413, "body_too_large"),
        ("deflate", zlib.compress(b"x" * 6_000_000), 413, "body_too_large"),
        ("br", brotli.compress(b"x" * 6_000_000), 413, "body_too_large"),
        ("gzip", zipped(b"{}")[:-3], 400, "bad_request"),
        ("gzip", zipped(b"{}") * 2, 400, "bad_request"),
        ("br", b"{}", 400, "bad_request"),
        ("gzip", b"{}", 400, "bad_request"),
        ("zstd", b"{}", 415, "unsupported_media_type"),
        ("gzip, gzip", b"{}", 415, "unsupported_media_type"),
    ],
)
def test_bodies_that_cannot_be_decoded_are_refused(
    hook: str, encoding: str, body: bytes, status: int, code: str
) -> None:
    answer = call(hook, body, "text/plain", **{"Content-Encoding": encoding})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    if status == 415:
        assert answer.headers["accept-encoding"] == "gzip, deflate, br"


def test_charsets_that_are_none_and_lines_that_are_no_json_are_refused(hook: str) -> None:
    for name in ("nonsense", "hex", "idna", "x" * 500):
        for media_type in ("application/json", FORM):
            answer = call(hook, b"{}x", f"{media_type}; charset={name}")
            assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type"), name
    bad_line = call(hook, b'{"a":1}\nx\n', "application/x-ndjson")
    assert (bad_line.status_code, bad_line.json()["code"]) == (400, "bad_request")
    assert "line 2" in bad_line.json()["detail"]


def test_an_answer_that_is_not_what_it_says_still_comes(client: httpx.Client, other: OtherServer) -> None:
    json_type = "application/json"
    for headers, body, expected in (
        ([("Content-Type", f"{json_type}; charset=idna")], REGION.encode(), REGION),
        ([("Content-Type", "application/x-ndjson")], b"{}\nx", "{}\nx"),
        ([("Content-Type", json_type), ("Content-Encoding", "gzip")], gzip.compress(b'{"a":1}'), {"a": 1}),
        ([("Content-Type", "text/plain"), ("Content-Encoding", "br")], b"plain", "plain"),
    ):
        other.answers["/odd"] = (200, headers, body)
        assert run(client, node("call", "http.request", url=f"{other.url}/odd"))["result"]["body"] == expected
    other.answers["/odd"] = (200, [("Content-Encoding", "gzip")], gzip.compress(b"x" * 100_000))
    small = node("call", "http.request", url=f"{other.url}/odd", response={"max_bytes": 1000})
    assert run(client, small)["error"]["code"] == "egress_too_large"


def test_the_error_port_has_the_answer_that_failed(client: httpx.Client, other: OtherServer) -> None:
    json_type = ("Content-Type", "application/json")
    other.answers["/down?key=1"] = (503, [json_type, ("X-Reason", "tired")], b'{"why":"tired"}')
    other.answers["/long"] = (400, [json_type], b'{"why":"' + b"x" * 20_000 + b'"}')

    def failing(path: str, **options: Any) -> dict[str, Any]:
        call = node("call", "http.request", url=f"{other.url}{path}") | {"on_error": "port"} | options
        graph = chain(MANUAL, call)
        graph["nodes"].append(node("read", "set", values={"error": "{{ nodes.call.error }}"}))
        graph["edges"].append({"from": "call", "port": "error", "to": "read"})
        made = client.post("/api/workflows", json={"name": "failing", "draft": graph}).json()
        body = {"target": "draft", "wait_seconds": 20}
        ended: dict[str, Any] = client.post(f"/api/workflows/{made['id']}/execute", json=body).json()
        return ended

    error = failing("/down?key=1")["result"]["error"]
    assert (error["code"], error["message"]) == ("http_status", f"GET {other.url}/down answered 503")
    assert (error["response"]["status"], error["response"]["body"]) == (503, {"why": "tired"})
    assert error["response"]["headers"]["x-reason"] == "tired"
    long = failing("/long")["result"]["error"]["response"]
    assert long["truncated"] is True
    assert long["body"].startswith('{"why":"' + "x" * 8000)
    assert len(long["body"]) < 8300
    ended = run(client, node("call", "http.request", url=f"{other.url}/down?key=1"))
    assert "response" not in ended["error"], "nobody can read it there"


def test_several_cookies_of_an_answer_stay_several(client: httpx.Client, other: OtherServer) -> None:
    several = [("Set-Cookie", "a=1; Expires=Thu, 01 Jan 2099 00:00:00 GMT"), ("Set-Cookie", "b=2"), ("Via", "x")]
    other.answers["/cookies"] = (200, [*several, ("Via", "y")], b"")
    headers = run(client, node("call", "http.request", url=f"{other.url}/cookies"))["result"]["headers"]
    assert headers["set-cookie"] == [value for name, value in several if name == "Set-Cookie"]
    assert headers["via"] == "x, y"
    other.answers["/cookie"] = (200, several[1:2], b"")
    headers = run(client, node("call", "http.request", url=f"{other.url}/cookie"))["result"]["headers"]
    assert headers["set-cookie"] == "b=2"


def test_a_json_body_may_be_null(client: httpx.Client, other: OtherServer) -> None:
    for value, sent in ((None, b"null"), ({"ä": [1.5, None]}, '{"ä":[1.5,null]}'.encode()), ("", b'""')):
        body = {"kind": "json", "value": value}
        run(client, node("call", "http.request", method="POST", url=f"{other.url}/null", body=body))
        came = other.received[-1]
        assert (came.body, came.headers["content-type"]) == (sent, "application/json")
    broken = {"kind": "multipart", "value": {"file": {"filename": "a", "base64": "%%"}}}
    failed = run(client, node("call", "http.request", method="POST", url=f"{other.url}/x", body=broken))
    assert failed["error"]["code"] == "body_invalid"
    assert "a is not base64" in failed["error"]["message"]


PNG = b"\x89PNG\r\n\x1a\n\x00\xff"


@pytest.mark.parametrize(
    ("wanted", "body", "sent_type", "sent"),
    [
        ("application/xml", "<Response/>", "application/xml; charset=utf-8", b"<Response/>"),
        ("text/xml; charset=latin-1", "<a>é</a>", "text/xml; charset=utf-8", "<a>é</a>".encode()),
        ("text/html", "<b>1</b>", "text/html; charset=utf-8", b"<b>1</b>"),
        ("image/svg+xml", "<svg/>", "image/svg+xml; charset=utf-8", b"<svg/>"),
        ("text/csv", "a,b", "text/csv; charset=utf-8", b"a,b"),
        ("image/png", base64.b64encode(PNG).decode(), "image/png", PNG),
        ("application/x-thing", "not base64!", "application/x-thing", b"not base64!"),
        ("application/json", '{"a": 1}', "application/json", b'{"a": 1}'),
        ("application/hal+json", "text", "application/hal+json", b'"text"'),
        ("application/json", "[1", "application/json", b'"[1"'),
        ("application/x-ndjson", "{}\n{}\n", "application/x-ndjson; charset=utf-8", b"{}\n{}\n"),
        (None, "<b>", "application/json", b'"<b>"'),
        ("text/plain", {"a": 1}, "application/json", b'{"a":1}'),
        ("text/javascript", "alert(1)", "text/plain; charset=utf-8", b"alert(1)"),
        ("application/x-javascript", "alert(1)", "text/plain; charset=utf-8", b"alert(1)"),
        ("text/css", "a{}", "text/plain; charset=utf-8", b"a{}"),
        ("multipart/x-mixed-replace", "x", "text/plain; charset=utf-8", b"x"),
    ],
)
def test_an_answer_goes_out_as_the_type_it_names_and_harmless(
    answering: str, wanted: str | None, body: Any, sent_type: str, sent: bytes
) -> None:
    answer = httpx.post(answering, json={"headers": {"Content-Type": wanted} if wanted else {}, "body": body})
    assert (answer.status_code, answer.headers["content-type"], answer.content) == (200, sent_type, sent)
    assert answer.headers["x-content-type-options"] == "nosniff"
    policy = answer.headers["content-security-policy"]
    assert policy.split("; ") == ["sandbox", "default-src 'none'", "frame-ancestors 'none'"]


@pytest.fixture(scope="module")
def answering(server: OnefoldServer, client: httpx.Client) -> str:
    """The URL of a webhook that answers with the headers and body it is sent."""
    respond = node("answer", "respond", headers="{{ trigger.body.headers }}", body="{{ trigger.body.body }}")
    publish(client, webhook("answering", {"mode": "none"}, respond="node"), respond)
    return f"{server.url}/webhook/answering"


def test_headers_that_do_not_go_out_are_a_warning_in_the_log(client: httpx.Client, answering: str) -> None:
    wrong = {"Set-Cookie": "a=b", "X-CJK": "你"}
    for headers, body, names in (
        (wrong | {"X-Fine": "yes", "content-type": "text/css"}, "a{}", "Set-Cookie, X-CJK, Content-Type"),
        ({"X-Fine": "yes", "Content-Type": "text/csv"}, {"a": 1}, "Content-Type"),
        ({"X-Fine": "yes", "Content-Type": "text/csv"}, "a,b", None),
    ):
        answer = httpx.post(answering, json={"headers": headers, "body": body})
        assert answer.headers["x-fine"] == "yes"
        assert not {"set-cookie", "x-cjk"} & set(answer.headers)
        newest = client.get("/api/executions?limit=1").json()["items"][0]["id"]
        events = client.get(f"/api/executions/{newest}/events").json()["items"]
        said = [(event["level"], event["message"]) for event in events if event["type"] == "node.log"]
        message = f"The answer goes out without, or with another value of: {names}."
        assert said == ([("warning", message)] if names else [])


def test_a_trigger_that_asks_sees_the_raw_body(server: OnefoldServer, client: httpx.Client, hook: str) -> None:
    echo(client, "raw", raw_body=True)
    url = f"{server.url}/webhook/raw"
    seen = taken(call(url, b'{ "a" :1.0}', "application/json"))
    assert (seen["body"], seen["raw_body"]) == ({"a": 1.0}, '{ "a" :1.0}')
    seen = taken(call(url, b"n=%E9\xe9", f"{FORM}; charset=latin-1"))
    assert (seen["raw_body"], seen["raw_body_is_base64"]) == (base64.b64encode(b"n=%E9\xe9").decode(), True)
    assert "raw_body" not in taken(call(hook, b"{}", "application/json"))
