"""Uploading, downloading, replacing, moving and deleting objects over HTTP."""

import asyncio
import hashlib
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from app.core.settings import Settings
from tests.storage.conftest import MakeBucket, stored_blobs

BYTES = bytes(range(256)) * 4096
# Over two parts of 8 MiB, and no multiple of one.
LARGE = hashlib.shake_128(b"large").digest(18 * 1024 * 1024 + 7)

Events = list[tuple[str, str, str]]


async def in_pieces(data: bytes, size: int = 65536) -> AsyncIterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


async def test_an_upload_comes_back_as_it_was(owner: httpx.AsyncClient, bucket: str) -> None:
    stored = await owner.put(f"{bucket}/a/b c.bin", content=BYTES, headers={"Content-Type": "image/png"})
    assert stored.status_code == 201, stored.text
    body = stored.json()
    sha256 = hashlib.sha256(BYTES).hexdigest()
    assert (body["key"], body["size"], body["sha256"]) == ("a/b c.bin", len(BYTES), sha256)
    assert body["content_type"] == "image/png"
    assert body["etag"] == stored.headers["etag"] == f'"{sha256}"'
    got = await owner.get(f"{bucket}/a/b c.bin")
    assert got.status_code == 200
    assert got.content == BYTES
    assert got.headers["content-type"] == "image/png"
    assert got.headers["etag"] == body["etag"]
    assert got.headers["content-length"] == str(len(BYTES))
    assert got.headers["accept-ranges"] == "bytes"


async def test_a_large_streamed_upload_comes_back_whole_and_in_ranges(owner: httpx.AsyncClient, bucket: str) -> None:
    stored = await owner.put(f"{bucket}/large", content=in_pieces(LARGE))
    assert stored.status_code == 201, stored.text
    assert stored.json()["size"] == len(LARGE)
    assert (await owner.get(f"{bucket}/large")).content == LARGE
    part = await owner.get(f"{bucket}/large", headers={"Range": "bytes=8388000-8389999"})
    assert part.status_code == 206
    assert part.content == LARGE[8388000:8390000]


@pytest.mark.parametrize("size", [0, 1, 262_143, 262_144, 262_145, 8 * 1024 * 1024])
async def test_sizes_at_the_edges_of_chunks_and_parts(owner: httpx.AsyncClient, bucket: str, size: int) -> None:
    stored = await owner.put(f"{bucket}/edge", content=LARGE[:size])
    assert stored.status_code == 201, stored.text
    got = await owner.get(f"{bucket}/edge")
    assert (got.status_code, got.headers["content-length"]) == (200, str(size))
    assert got.content == LARGE[:size]


async def test_head_tells_the_same_without_the_bytes(owner: httpx.AsyncClient, bucket: str) -> None:
    await owner.put(f"{bucket}/a.txt", content=b"hello")
    head, got = await owner.head(f"{bucket}/a.txt"), await owner.get(f"{bucket}/a.txt")
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-length", "content-type", "etag", "last-modified", "accept-ranges"):
        assert head.headers[name] == got.headers[name]
    assert (await owner.head(f"{bucket}/none")).status_code == 404


async def test_replacing_an_object_keeps_nothing_of_the_old_one(
    owner: httpx.AsyncClient, bucket: str, settings: Settings, events: Events
) -> None:
    first = (await owner.put(f"{bucket}/a.txt", content=b"old")).json()
    second = await owner.put(f"{bucket}/a.txt", content=b"newer")
    assert second.status_code == 200
    assert second.json()["id"] == first["id"]
    assert second.json()["created_at"] == first["created_at"]
    assert (await owner.get(f"{bucket}/a.txt")).content == b"newer"
    assert len(stored_blobs(settings)) == 1
    assert events == [("storage.object_created", "docs", "a.txt")] * 2


async def test_deleting_removes_the_object_and_its_bytes(
    owner: httpx.AsyncClient, bucket: str, settings: Settings, events: Events
) -> None:
    await owner.put(f"{bucket}/a.txt", content=b"a")
    assert (await owner.delete(f"{bucket}/a.txt")).status_code == 204
    assert (await owner.get(f"{bucket}/a.txt")).json()["code"] == "object_not_found"
    assert (await owner.delete(f"{bucket}/a.txt")).status_code == 404
    assert stored_blobs(settings) == []
    assert events[-1] == ("storage.object_deleted", "docs", "a.txt")


async def test_a_reader_of_a_replaced_object_gets_the_old_bytes_or_the_new_ones(
    owner: httpx.AsyncClient, bucket: str
) -> None:
    versions = [bytes([65 + n]) * 300_000 for n in range(8)]
    await owner.put(f"{bucket}/busy", content=versions[0])

    async def read() -> bytes:
        answer = await owner.get(f"{bucket}/busy")
        assert answer.status_code == 200, answer.text
        assert answer.headers["etag"] == f'"{hashlib.sha256(answer.content).hexdigest()}"'
        return answer.content

    async def write() -> None:
        for version in versions[1:]:
            assert (await owner.put(f"{bucket}/busy", content=version)).status_code == 200

    *read_bytes, _ = await asyncio.gather(*(read() for _ in range(12)), write())
    assert set(read_bytes) <= set(versions)
    assert await read() == versions[-1]


async def test_of_many_that_create_a_key_one_wins(owner: httpx.AsyncClient, bucket: str, settings: Settings) -> None:
    answers = await asyncio.gather(
        *(owner.put(f"{bucket}/once", content=b"%d" % number, headers={"If-None-Match": "*"}) for number in range(8))
    )
    assert sorted(answer.status_code for answer in answers) == [201] + [412] * 7
    winner = next(number for number, answer in enumerate(answers) if answer.status_code == 201)
    assert (await owner.get(f"{bucket}/once")).content == b"%d" % winner
    assert len(stored_blobs(settings)) == 1


async def test_many_writers_of_a_key_leave_one_whole_version(
    owner: httpx.AsyncClient, bucket: str, settings: Settings
) -> None:
    answers = await asyncio.gather(*(owner.put(f"{bucket}/busy", content=b"%d" % n) for n in range(8)))
    assert {answer.status_code for answer in answers} == {200, 201}
    assert sum(answer.status_code == 201 for answer in answers) == 1
    assert len(stored_blobs(settings)) == 1


async def test_if_match_guards_replacing_and_deleting(owner: httpx.AsyncClient, bucket: str) -> None:
    etag = (await owner.put(f"{bucket}/a", content=b"1")).headers["etag"]
    stale = {"If-Match": '"0000"'}
    for answer in (
        await owner.put(f"{bucket}/a", content=b"2", headers=stale),
        await owner.delete(f"{bucket}/a", headers=stale),
        await owner.put(f"{bucket}/new", content=b"2", headers={"If-Match": "*"}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (412, "precondition_failed")
    assert (await owner.get(f"{bucket}/a")).content == b"1"
    assert (await owner.put(f"{bucket}/a", content=b"2", headers={"If-Match": etag})).status_code == 200
    new = (await owner.head(f"{bucket}/a")).headers["etag"]
    # A compressed answer carries the ETag in its weak form.
    assert (await owner.delete(f"{bucket}/a", headers={"If-Match": f"W/{new}"})).status_code == 204


async def test_an_upload_over_the_limit_is_refused_and_leaves_nothing(
    owner: httpx.AsyncClient, bucket: str, settings: Settings
) -> None:
    too_much = bytes(settings.max_upload_bytes + 1)
    answer = await owner.put(f"{bucket}/huge", content=in_pieces(too_much, 1_000_000))
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")
    assert stored_blobs(settings) == []
    exactly = await owner.put(f"{bucket}/large", content=in_pieces(too_much[1:], 1_000_000))
    assert exactly.status_code == 201, exactly.text


async def test_a_declared_length_over_the_limit_is_refused_unread(
    owner: httpx.AsyncClient, bucket: str, settings: Settings
) -> None:
    length = str(settings.max_upload_bytes + 1)
    answer = await owner.put(f"{bucket}/huge", content=in_pieces(b"x"), headers={"Content-Length": length})
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


@pytest.mark.parametrize("declared", ["4", "6"])
async def test_a_body_of_another_length_than_declared_is_refused(
    owner: httpx.AsyncClient, bucket: str, settings: Settings, declared: str
) -> None:
    answer = await owner.put(f"{bucket}/a", content=in_pieces(b"12345"), headers={"Content-Length": declared})
    assert (answer.status_code, answer.json()["code"]) == (400, "upload_incomplete")
    assert (await owner.get(f"{bucket}/a")).status_code == 404
    assert stored_blobs(settings) == []


async def test_an_unknown_bucket_is_not_found(owner: httpx.AsyncClient) -> None:
    url = "/api/storage/buckets/nowhere/objects"
    for answer in (
        await owner.put(f"{url}/a", content=b"a"),
        await owner.get(f"{url}/a"),
        await owner.delete(f"{url}/a"),
        await owner.get(url),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "bucket_not_found")


async def test_a_bucket_deleted_during_an_upload_takes_nothing(
    app: FastAPI, owner: httpx.AsyncClient, bucket: str, settings: Settings
) -> None:
    async def body() -> AsyncIterator[bytes]:
        yield b"first"
        assert (await owner.delete("/api/storage/buckets/docs")).status_code == 204
        yield b"second"

    answer = await owner.put(f"{bucket}/late", content=body())
    assert (answer.status_code, answer.json()["code"]) == (404, "bucket_not_found")
    assert stored_blobs(settings) == []


async def test_a_copy_is_independent_of_its_source(
    owner: httpx.AsyncClient, bucket: str, make_bucket: MakeBucket, settings: Settings
) -> None:
    await make_bucket("other")
    await owner.put(f"{bucket}/a.txt", content=b"one", headers={"Content-Type": "text/x-mine"})
    copied = await owner.post("/api/storage/buckets/docs/copy", json={"from": "a.txt", "to": "b/c.txt"})
    assert copied.status_code == 201, copied.text
    away = {"from": "a.txt", "to": "a.txt", "to_bucket": "other"}
    assert (await owner.post("/api/storage/buckets/docs/copy", json=away)).status_code == 201
    await owner.put(f"{bucket}/a.txt", content=b"two")
    await owner.delete(f"{bucket}/a.txt")
    got = await owner.get(f"{bucket}/b/c.txt")
    assert (got.content, got.headers["content-type"]) == (b"one", "text/x-mine")
    assert (await owner.get("/api/storage/buckets/other/objects/a.txt")).content == b"one"
    assert len(stored_blobs(settings)) == 2


async def test_a_move_takes_the_object_along(
    owner: httpx.AsyncClient, bucket: str, make_bucket: MakeBucket, events: Events
) -> None:
    await make_bucket("other")
    stored = (await owner.put(f"{bucket}/a.txt", content=b"one")).json()
    moved = await owner.post(
        "/api/storage/buckets/docs/move", json={"from": "a.txt", "to": "b.txt", "to_bucket": "other"}
    )
    assert (moved.status_code, moved.json()["id"]) == (200, stored["id"])
    assert (await owner.get(f"{bucket}/a.txt")).status_code == 404
    assert (await owner.get("/api/storage/buckets/other/objects/b.txt")).content == b"one"
    assert events[1:] == [("storage.object_deleted", "docs", "a.txt"), ("storage.object_created", "other", "b.txt")]


@pytest.mark.parametrize("verb", ["copy", "move"])
async def test_a_taken_target_is_replaced_only_when_asked(
    owner: httpx.AsyncClient, bucket: str, settings: Settings, verb: str
) -> None:
    url = f"/api/storage/buckets/docs/{verb}"
    await owner.put(f"{bucket}/a", content=b"a")
    await owner.put(f"{bucket}/b", content=b"b")
    refused = await owner.post(url, json={"from": "a", "to": "b"})
    assert (refused.status_code, refused.json()["code"]) == (409, "object_exists")
    assert (await owner.get(f"{bucket}/b")).content == b"b"
    assert (await owner.post(url, json={"from": "a", "to": "b", "overwrite": True})).status_code == 200
    assert (await owner.get(f"{bucket}/b")).content == b"a"
    assert len(stored_blobs(settings)) == (2 if verb == "copy" else 1)


@pytest.mark.parametrize("verb", ["copy", "move"])
async def test_a_transfer_needs_two_different_good_keys(owner: httpx.AsyncClient, bucket: str, verb: str) -> None:
    url = f"/api/storage/buckets/docs/{verb}"
    await owner.put(f"{bucket}/a", content=b"a")
    expected = {
        ("a", "a"): (422, "invalid_input"),
        ("a", "../b"): (422, "invalid_object_key"),
        ("none", "b"): (404, "object_not_found"),
    }
    for (source, target), answer in expected.items():
        got = await owner.post(url, json={"from": source, "to": target})
        assert (got.status_code, got.json()["code"]) == answer
    away = await owner.post(url, json={"from": "a", "to": "b", "to_bucket": "nowhere"})
    assert away.status_code == 404
    assert (await owner.post(url, json={"from": "a", "to": "b", "x": 1})).status_code == 422


async def test_moves_in_opposite_directions_do_not_block_one_another(owner: httpx.AsyncClient, bucket: str) -> None:
    await owner.put(f"{bucket}/a", content=b"a")
    await owner.put(f"{bucket}/b", content=b"b")
    url = "/api/storage/buckets/docs/move"
    answers = await asyncio.gather(
        *(
            owner.post(url, json={"from": source, "to": target, "overwrite": True})
            for source, target in [("a", "b"), ("b", "a")] * 4
        )
    )
    assert {answer.status_code for answer in answers} <= {200, 404}
    assert len((await owner.get(bucket)).json()["items"]) == 1


async def test_the_readiness_names_the_storage(client: httpx.AsyncClient) -> None:
    assert (await client.get("/readyz")).json()["checks"]["storage"] == "ok"
