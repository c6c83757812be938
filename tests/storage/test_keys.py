"""Which object keys are taken and which are refused, over HTTP and as a property."""

import asyncio

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.storage.errors import InvalidObjectKey
from app.storage.keys import check_object_key, end_of_prefix
from tests.storage.conftest import stored_blobs

GOOD = ["a", "ü/ñ/日本.txt", "a b", "…", "a..b", ".hidden", "%2e%2e", "x" * 1024, "a/CON", "?#&+=", "~'()*!"]
BAD = {
    "": "empty",
    "/": "slash",
    "a/": "slash",
    "/a": "slash",
    "a//b": "empty segment",
    "..": "`..`",
    "../etc/passwd": "`..`",
    "a/../b": "`..`",
    "a/./b": "`..`",
    "a\\b": "backslash",
    "a\x00b": "control character",
    "a\rb": "control character",
    "a\n": "control character",
    "a\nb": "control character",
    "a/\n/b": "control character",
    "\n": "control character",
    "a\tb": "control character",
    "a\x85b": "control character",
    "a\x7f": "control character",
    "x" * 1025: "1024 bytes",
    "é" * 513: "1024 bytes",
    ".onefold/x": "reserved",
    "__onefold": "reserved",
}


def encoded(key: str) -> str:
    """The key with every byte percent-encoded, dots and slashes included."""
    return "".join(f"%{byte:02x}" for byte in key.encode())


@pytest.fixture(params=["local"])
def backend(request: pytest.FixtureRequest) -> str:
    """Keys are checked ahead of any backend, so one backend will do."""
    return request.param


async def test_good_keys_hold_objects(owner: httpx.AsyncClient, bucket: str) -> None:
    for key in GOOD:
        stored = await owner.put(f"{bucket}/{encoded(key)}", content=key.encode())
        assert stored.status_code == 201, stored.text
        assert stored.json()["key"] == key
        assert (await owner.get(f"{bucket}/{encoded(key)}")).content == key.encode()
    assert [item["key"] for item in (await owner.get(bucket)).json()["items"]] == sorted(GOOD)


async def test_bad_keys_are_refused_with_the_rule_they_break(owner: httpx.AsyncClient, bucket: str, settings) -> None:
    for key, rule in BAD.items():
        for method in ("PUT", "GET", "DELETE"):
            answer = await owner.request(method, f"{bucket}/{encoded(key)}")
            assert (answer.status_code, answer.json()["code"]) == (422, "invalid_object_key"), key
            assert rule in answer.json()["detail"], key
        assert (await owner.head(f"{bucket}/{encoded(key)}")).status_code == 422, key
    assert stored_blobs(settings) == []


async def test_bad_keys_in_bodies_are_refused_too(owner: httpx.AsyncClient, bucket: str) -> None:
    await owner.put(f"{bucket}/good", content=b"a")
    bucket_url = bucket.removesuffix("/objects")
    for key in BAD:
        for path, body in (
            ("copy", {"from": key, "to": "other"}),
            ("copy", {"from": "good", "to": key}),
            ("move", {"from": key, "to": "other"}),
            ("move", {"from": "good", "to": key}),
            ("sign", {"key": key}),
        ):
            answer = await owner.post(f"{bucket_url}/{path}", json=body)
            assert (answer.status_code, answer.json()["code"]) == (422, "invalid_object_key"), (path, body)


async def test_to_the_public_a_key_with_a_line_feed_is_one_more_missing_file(
    client: httpx.AsyncClient, bucket: str
) -> None:
    for method in ("GET", "HEAD", "PUT"):
        assert (await client.request(method, "/files/docs/a%0Ab")).status_code == 404


async def test_a_key_that_is_not_utf8_is_refused(owner: httpx.AsyncClient, bucket: str) -> None:
    answer = await owner.put(f"{bucket}/a%ff", content=b"a")
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_object_key")


@pytest.mark.parametrize("path", ["%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%2f..%2fonefold.db", "%2e%2e/x", "a/%2E%2E"])
async def test_traversal_reads_nothing(owner: httpx.AsyncClient, bucket: str, path: str) -> None:
    for url in (f"{bucket}/{path}", f"/files/docs/{path}"):
        # As a raw target: a client library would fold the dots away.
        request = owner.build_request("GET", url)
        request.url = request.url.copy_with(raw_path=url.encode())
        answer = await owner.send(request)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid_object_key")


async def test_half_a_surrogate_pair_in_json_is_refused(owner: httpx.AsyncClient, bucket: str) -> None:
    for url in ("/api/storage/buckets/docs/sign", "/api/storage/buckets/docs/copy"):
        body = b'{"key": "\\ud800"}' if url.endswith("sign") else b'{"from": "a", "to": "\\ud800"}'
        answer = await owner.post(url, content=body, headers={"Content-Type": "application/json"})
        assert 400 <= answer.status_code < 500, answer.text


@given(st.text())
def test_a_key_is_refused_or_is_made_of_plain_segments(key: str) -> None:
    try:
        check_object_key(key)
    except InvalidObjectKey:
        return
    assert 1 <= len(key.encode()) <= 1024
    assert not {"", ".", ".."} & set(key.split("/"))
    assert not any(ord(character) < 32 or character == "\\" for character in key)


@given(st.text(), st.text())
def test_the_end_of_a_prefix_lies_after_all_that_begins_with_it_and_before_the_rest(prefix: str, text: str) -> None:
    end = end_of_prefix(prefix)
    if end is None:
        assert set(prefix) <= {"\U0010ffff"}
        return
    assert prefix + text < end
    if text >= end:
        assert not text.startswith(prefix)
    elif text >= prefix:
        assert text.startswith(prefix)


async def test_the_same_keys_in_two_buckets_are_two_objects(
    owner: httpx.AsyncClient, bucket: str, make_bucket
) -> None:
    other = await make_bucket("other")
    await asyncio.gather(owner.put(f"{bucket}/a", content=b"1"), owner.put(f"{other}/a", content=b"2"))
    assert (await owner.get(f"{bucket}/a")).content == b"1"
    assert (await owner.get(f"{other}/a")).content == b"2"
