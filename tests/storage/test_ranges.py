"""Ranges and conditional requests (RFC 9110)."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.storage.conditions import parse_range

TEN = b"0123456789"


@pytest.fixture
async def ten(owner: httpx.AsyncClient, bucket: str) -> str:
    """The URL of an object of ten bytes."""
    assert (await owner.put(f"{bucket}/ten", content=TEN)).status_code == 201
    return f"{bucket}/ten"


RANGES = [
    ("bytes=0-0", 206, b"0", "bytes 0-0/10"),
    ("bytes=2-4", 206, b"234", "bytes 2-4/10"),
    ("bytes=7-", 206, b"789", "bytes 7-9/10"),
    ("bytes=0-", 206, TEN, "bytes 0-9/10"),
    ("bytes=5-99999999999999999999999999", 206, b"56789", "bytes 5-9/10"),
    ("bytes=-3", 206, b"789", "bytes 7-9/10"),
    ("bytes=-99", 206, TEN, "bytes 0-9/10"),
    ("BYTES=1-1", 206, b"1", "bytes 1-1/10"),
    ("bytes=10-", 416, None, "bytes */10"),
    ("bytes=99-100", 416, None, "bytes */10"),
    ("bytes=-0", 416, None, "bytes */10"),
    ("bytes=" + "9" * 5000 + "-", 416, None, "bytes */10"),
    ("bytes=4-2", 200, TEN, None),
    ("bytes=-", 200, TEN, None),
    ("bytes=a-b", 200, TEN, None),
    ("bytes=0-1,3-4", 200, TEN, None),
    ("lines=0-1", 200, TEN, None),
    ("bytes", 200, TEN, None),
    ("bytes=--1", 200, TEN, None),
]


async def test_ranges(owner: httpx.AsyncClient, ten: str) -> None:
    for header, status, body, content_range in RANGES:
        answer = await owner.get(ten, headers={"Range": header})
        assert (answer.status_code, answer.headers.get("content-range")) == (status, content_range), header
        if body is None:
            assert answer.json()["code"] == "range_not_satisfiable"
        else:
            assert answer.content == body
            assert answer.headers["content-length"] == str(len(body))


async def test_no_range_of_an_empty_object_can_be_had(owner: httpx.AsyncClient, bucket: str) -> None:
    await owner.put(f"{bucket}/empty", content=b"")
    for header in ("bytes=0-", "bytes=-1"):
        answer = await owner.get(f"{bucket}/empty", headers={"Range": header})
        assert (answer.status_code, answer.headers["content-range"]) == (416, "bytes */0")


async def test_if_range_lets_the_range_count_for_the_same_version_only(owner: httpx.AsyncClient, ten: str) -> None:
    head = (await owner.head(ten)).headers
    ranged = {"Range": "bytes=0-1"}
    for same in (head["etag"], head["last-modified"]):
        assert (await owner.get(ten, headers=ranged | {"If-Range": same})).status_code == 206
    for other in ('"other"', f"W/{head['etag']}", "Thu, 01 Jan 1970 00:00:00 GMT", "nonsense"):
        assert (await owner.get(ten, headers=ranged | {"If-Range": other})).content == TEN


async def test_a_reader_that_has_this_version_gets_304(owner: httpx.AsyncClient, ten: str) -> None:
    head = (await owner.head(ten)).headers
    etag = head["etag"]
    for held in (etag, f"W/{etag}", f'"x", {etag}', "*"):
        for method in ("GET", "HEAD"):
            answer = await owner.request(method, ten, headers={"If-None-Match": held})
            assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", etag)
    assert (await owner.get(ten, headers={"If-None-Match": '"x"'})).status_code == 200
    assert (await owner.get(ten, headers={"If-Modified-Since": head["last-modified"]})).status_code == 304
    past = format_datetime(datetime.now(UTC) - timedelta(days=1), usegmt=True)
    assert (await owner.get(ten, headers={"If-Modified-Since": past})).status_code == 200
    both = {"If-None-Match": '"x"', "If-Modified-Since": head["last-modified"]}
    assert (await owner.get(ten, headers=both)).status_code == 200
    assert (await owner.get(ten, headers={"If-Modified-Since": "yesterday"})).status_code == 200


ABSURD = (
    "Sun, 06 Nov 99999999999 08:49:37 GMT",
    "Sun, 99999999999999999999 Nov 2020 08:49:37 GMT",
    "Sun, 06 Nov 2020 9999999999999999999:49:37 GMT",
    "Sun, 06 Nov 2020 08:49:37 +99999999999999999",
    "Fri, 31 Dec 9999 23:59:59 -2359",
    "1994",
    "",
)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_date_that_no_calendar_has_is_ignored(owner: httpx.AsyncClient, client: httpx.AsyncClient) -> None:
    await owner.post("/api/storage/buckets", json={"name": "shown", "public": True})
    assert (await owner.put("/api/storage/buckets/shown/objects/ten", content=TEN)).status_code == 201
    urls = [(owner, "/api/storage/buckets/shown/objects/ten"), (client, "/files/shown/ten")]
    for reader, url in urls:
        for date in ABSURD:
            for name in ("If-Modified-Since", "If-Unmodified-Since"):
                answer = await reader.get(url, headers={name: date})
                assert (answer.status_code, answer.content) == (200, TEN), (name, date)
            ranged = await reader.get(url, headers={"If-Range": date or "x", "Range": "bytes=0-1"})
            assert ranged.content == TEN, date
    for date in ABSURD:
        put = await owner.put(urls[0][1], content=TEN, headers={"If-Unmodified-Since": date})
        assert put.status_code == 200, date


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_if_unmodified_since_guards_reads_and_writes(owner: httpx.AsyncClient, ten: str) -> None:
    head = (await owner.head(ten)).headers
    before = {"If-Unmodified-Since": format_datetime(datetime.now(UTC) - timedelta(days=1), usegmt=True)}
    now = {"If-Unmodified-Since": head["last-modified"]}
    for method in ("GET", "HEAD"):
        assert (await owner.request(method, ten, headers=before)).status_code == 412
        assert (await owner.request(method, ten, headers=now)).status_code == 200
        # If-Match decides alone where both are sent.
        both = before | {"If-Match": head["etag"]}
        assert (await owner.request(method, ten, headers=both)).status_code == 200
    assert (await owner.delete(ten, headers=before)).json()["code"] == "precondition_failed"
    assert (await owner.put(ten, content=b"x", headers=before)).status_code == 412
    assert (await owner.put(ten, content=TEN, headers=now)).status_code == 200
    assert (await owner.put(f"{ten}-new", content=b"x", headers=before)).status_code == 201, "nothing was modified"
    assert (await owner.delete(ten, headers={"If-Match": head["etag"]} | before)).status_code == 204


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_write_heeds_the_etags_in_if_none_match(owner: httpx.AsyncClient, ten: str) -> None:
    etag = (await owner.head(ten)).headers["etag"]
    for named in (etag, f"W/{etag}", f'"x", {etag}', "*"):
        answer = await owner.put(ten, content=b"new", headers={"If-None-Match": named})
        assert (answer.status_code, answer.json()["code"]) == (412, "precondition_failed"), named
    assert (await owner.put(ten, content=b"new", headers={"If-None-Match": '"x"'})).status_code == 200
    assert (await owner.put(ten, content=b"newer", headers={"If-None-Match": etag})).status_code == 200


async def test_a_read_with_if_match_of_another_version_fails(owner: httpx.AsyncClient, ten: str) -> None:
    answer = await owner.get(ten, headers={"If-Match": '"x"'})
    assert (answer.status_code, answer.json()["code"]) == (412, "precondition_failed")


async def test_last_modified_is_when_the_object_was_stored(owner: httpx.AsyncClient, ten: str) -> None:
    told = parsedate_to_datetime((await owner.head(ten)).headers["last-modified"])
    assert abs(datetime.now(UTC) - told) < timedelta(minutes=1)


@given(st.text(alphabet="0123456789-, bytes=", max_size=30), st.integers(0, 50))
def test_a_range_lies_inside_the_object(header: str, size: int) -> None:
    try:
        found = parse_range(header, size)
    except ValueError:
        return
    if found is not None:
        start, length = found
        assert 0 <= start < size
        assert 1 <= length <= size - start
