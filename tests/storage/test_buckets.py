"""Buckets: making, listing, changing and deleting them."""

import httpx
import pytest

from app.auth.access import Role
from app.main import JSON_LIMIT
from tests.conftest import SignIn

BUCKETS = "/api/storage/buckets"


@pytest.fixture(params=["local"])
def backend(request: pytest.FixtureRequest) -> str:
    """Buckets live in the database alone, so one backend will do."""
    return request.param


async def test_a_bucket_is_made_read_changed_and_deleted(owner: httpx.AsyncClient) -> None:
    made = await owner.post(BUCKETS, json={"name": "avatars", "public": True})
    assert made.status_code == 201, made.text
    assert (made.json()["name"], made.json()["public"]) == ("avatars", True)
    changed = await owner.patch(f"{BUCKETS}/avatars", json={"public": False})
    assert changed.status_code == 200
    assert (await owner.get(f"{BUCKETS}/avatars")).json() == changed.json() != made.json()
    assert (await owner.delete(f"{BUCKETS}/avatars")).status_code == 204
    gone = await owner.get(f"{BUCKETS}/avatars")
    assert (gone.status_code, gone.json()["code"]) == (404, "bucket_not_found")


async def test_buckets_are_listed_newest_first_and_paged(owner: httpx.AsyncClient) -> None:
    for name in ("one", "two", "three"):
        await owner.post(BUCKETS, json={"name": name})
    first = (await owner.get(BUCKETS, params={"limit": 2})).json()
    rest = (await owner.get(BUCKETS, params={"limit": 2, "cursor": first["next_cursor"]})).json()
    assert [item["name"] for item in first["items"] + rest["items"]] == ["three", "two", "one"]
    assert rest["next_cursor"] is None


async def test_a_name_can_be_taken_once(owner: httpx.AsyncClient) -> None:
    await owner.post(BUCKETS, json={"name": "twice"})
    again = await owner.post(BUCKETS, json={"name": "twice"})
    assert (again.status_code, again.json()["code"]) == (409, "bucket_exists")


async def test_a_bad_name_is_refused(owner: httpx.AsyncClient) -> None:
    for name in [
        "ab",
        "a" * 64,
        "Upper",
        "under_score",
        "-lead",
        "trail-",
        "dot.ted",
        "a/b",
        "",
        "xn--abc",
        "onefold-sys",
        "é-é",
    ]:
        answer = await owner.post(BUCKETS, json={"name": name})
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid_bucket_name"), name


async def test_unknown_fields_are_refused(owner: httpx.AsyncClient) -> None:
    assert (await owner.post(BUCKETS, json={"name": "fine", "acl": "x"})).status_code == 422
    await owner.post(BUCKETS, json={"name": "fine"})
    assert (await owner.patch(f"{BUCKETS}/fine", json={"name": "other"})).status_code == 422


async def test_a_bucket_with_objects_is_not_deleted(owner: httpx.AsyncClient, bucket: str) -> None:
    await owner.put(f"{bucket}/a.txt", content=b"a")
    refused = await owner.delete(f"{BUCKETS}/docs")
    assert (refused.status_code, refused.json()["code"]) == (409, "bucket_not_empty")
    await owner.delete(f"{bucket}/a.txt")
    assert (await owner.delete(f"{BUCKETS}/docs")).status_code == 204


async def test_roles_decide_who_reads_and_who_writes(sign_in: SignIn, bucket: str, client: httpx.AsyncClient) -> None:
    editor, operator, viewer = [await sign_in(role) for role in (Role.EDITOR, Role.OPERATOR, Role.VIEWER)]
    assert (await editor.put(f"{bucket}/a.txt", content=b"a")).status_code == 201
    for who in (operator, viewer):
        assert (await who.get(f"{bucket}/a.txt")).content == b"a"
        assert (await who.get(bucket)).status_code == 200
        assert (await who.put(f"{bucket}/b.txt", content=b"b")).status_code == 403
        assert (await who.delete(f"{bucket}/a.txt")).status_code == 403
        assert (await who.post(BUCKETS, json={"name": "more"})).status_code == 403
    for answer in (
        await client.get(f"{bucket}/a.txt"),
        await client.get(BUCKETS),
        await client.put(f"{bucket}/a.txt", content=b"x"),
        await client.post("/api/storage/upload", data={"bucket": "docs"}, files={"file": b"x"}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


async def test_a_write_with_the_cookie_needs_its_guards(owner: httpx.AsyncClient, bucket: str) -> None:
    answer = await owner.put(f"{bucket}/a.txt", content=b"a", headers={"Origin": "http://evil.example"})
    assert (answer.status_code, answer.json()["code"]) == (403, "cross_site_request")
    assert (await owner.get(f"{bucket}/a.txt")).status_code == 404


@pytest.mark.parametrize("path", [BUCKETS, f"{BUCKETS}/docs/copy", f"{BUCKETS}/docs/move", f"{BUCKETS}/docs/sign"])
async def test_only_files_may_be_large(owner: httpx.AsyncClient, bucket: str, path: str) -> None:
    large = b" " * (JSON_LIMIT + 1)
    refused = await owner.post(path, content=large, headers={"Content-Type": "application/json"})
    assert (refused.status_code, refused.json()["code"]) == (413, "body_too_large")
    assert (await owner.put(f"{bucket}/large.bin", content=large)).status_code == 201
