"""Input that is not what it says: each answer is a problem the caller can read, never a 5xx."""

import json

import httpx
import pytest

JSON = "application/json"
DEEP = b"[" * 100_000
NUL = json.dumps("a\0b").encode()
HALF = b'"a\\ud800b"'
HUGE = b"1" * 5000
# Where text is stored: the path, and a body with one hole for a JSON value.
STORED = {
    "workflow name": ("/api/workflows", b'{"name": %b}'),
    "workflow graph": ("/api/workflows", b'{"name": "x", "draft": {"nodes": %b, "edges": []}}'),
    "page slug": ("/api/pages", b'{"slug": %b, "title": "x"}'),
    "page title": ("/api/pages", b'{"slug": "x", "title": %b}'),
    "bucket name": ("/api/storage/buckets", b'{"name": %b}'),
    "user's e-mail": ("/api/users", b'{"email": %b, "password": "a long enough password", "role": "editor"}'),
    "key name": ("/api/api-keys", b'{"name": %b, "scopes": ["admin"]}'),
    "secret value": ("/api/secrets", b'{"name": "TOKEN", "value": %b}'),
}
QUERIES = (
    "/api/workflows?cursor=%00",
    "/api/workflows?cursor=%FF%FE",
    "/api/workflows?limit=" + "9" * 5000,
    "/api/executions?cursor=%ED%A0%80",
    "/api/audit-events?cursor=AAAA",
    "/api/storage/buckets/%00",
    "/api/storage/buckets/%FF/objects",
    "/api/storage/buckets/x/objects/%00",
    "/api/storage/buckets/x/objects?prefix=%00",
    "/api/public/pages/%00",
    "/api/public/pages/%FF",
    "/api/workflows/%00",
    "/api/executions/%FF/events?after=" + "9" * 400,
    "/files/%00/a",
    "/webhook/%00",
)


def check_problem(answer: httpx.Response) -> None:
    """Fail unless the answer is a 4xx problem."""
    assert 400 <= answer.status_code < 500, f"{answer.request.url}: {answer.status_code} {answer.text[:300]}"
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status_code


@pytest.mark.parametrize("value", [DEEP, HUGE, NUL, HALF], ids=["deep", "huge", "nul", "surrogate"])
@pytest.mark.parametrize("where", STORED)
async def test_values_that_no_database_holds_are_refused(owner: httpx.AsyncClient, where: str, value: bytes) -> None:
    path, body = STORED[where]
    check_problem(await owner.post(path, content=body % value, headers={"Content-Type": JSON}))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xff\xfe", JSON),
        (b'{"name": "\xff"}', JSON),
        (b"", JSON),
        (b"{", JSON),
        (b'{"name": NaN}', JSON),
        (b'{"name": "x"}', "text/plain"),
        (b"name=x", "application/x-www-form-urlencoded"),
        (b"--x", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data"),
    ],
)
@pytest.mark.parametrize("path", ["/api/auth/login", "/api/secrets", "/api/storage/upload"])
async def test_bodies_that_are_not_what_they_say_are_refused(
    owner: httpx.AsyncClient, path: str, content: bytes, kind: str
) -> None:
    check_problem(await owner.post(path, content=content, headers={"Content-Type": kind.encode("latin-1")}))


async def test_paths_and_queries_that_are_no_text_are_refused(owner: httpx.AsyncClient) -> None:
    for url in QUERIES:
        answer = await owner.get(url)
        assert answer.status_code < 500, f"{url}: {answer.text}"
        if answer.status_code != 200:
            check_problem(answer)
