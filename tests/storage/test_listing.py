"""Listing objects: by key, by prefix, folded at a delimiter, in pages."""

from uuid import UUID

import httpx
import pytest

from app.core.ids import uuid7
from app.main import OnefoldApp
from app.storage.models import StoredObject

KEYS = ["a", "a/1", "a/2", "a/b/1", "b", "b-1", "b/1", "ä/1", "z.txt", "Z", "日/1", "\U0001f600"]


@pytest.fixture(params=["local"])
def backend(request: pytest.FixtureRequest) -> str:
    """Listing reads the database alone, so one backend will do."""
    return request.param


async def fill(app: OnefoldApp, owner: httpx.AsyncClient, keys: list[str]) -> None:
    bucket_id = UUID((await owner.get("/api/storage/buckets/docs")).json()["id"])
    async with app.resources.database.session() as session:
        for key in keys:
            session.add(
                StoredObject(
                    bucket_id=bucket_id, key=key, blob=uuid7(), size=1, sha256="0" * 64, content_type="text/plain"
                )
            )


async def walk(owner: httpx.AsyncClient, url: str, **params: str | int) -> tuple[list[str], list[str]]:
    """Every key and every folder, page by page."""
    keys: list[str] = []
    folders: list[str] = []
    while True:
        answer = await owner.get(url, params=params)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        keys += [item["key"] for item in page["items"]]
        folders += page["prefixes"]
        assert len(page["items"]) + len(page["prefixes"]) <= int(params.get("limit", 50))
        if page["next_cursor"] is None:
            return keys, folders
        params["cursor"] = page["next_cursor"]


def expected(keys: list[str], prefix: str, delimiter: str) -> tuple[list[str], list[str]]:
    """What S3 answers, written out slowly."""
    found: list[str] = []
    folders: list[str] = []
    for key in sorted(key for key in keys if key.startswith(prefix)):
        at = key.find(delimiter, len(prefix)) if delimiter else -1
        if at < 0:
            found.append(key)
        elif key[: at + len(delimiter)] not in folders:
            folders.append(key[: at + len(delimiter)])
    return found, folders


@pytest.mark.parametrize("limit", [1, 2, 3, 200])
async def test_every_prefix_and_delimiter_lists_what_s3_would(
    app: OnefoldApp, owner: httpx.AsyncClient, bucket: str, limit: int
) -> None:
    await fill(app, owner, KEYS)
    for prefix in ("", "a", "a/", "a/b", "b", "ä", "none", "\U0001f600"):
        for delimiter in ("", "/", "-", "/1"):
            got = await walk(owner, bucket, prefix=prefix, delimiter=delimiter, limit=limit)
            assert got == expected(KEYS, prefix, delimiter), (prefix, delimiter)


async def test_large_folders_take_one_entry_each(app: OnefoldApp, owner: httpx.AsyncClient, bucket: str) -> None:
    keys = [f"{folder:03}/{number:03}" for folder in range(12) for number in range(60)]
    await fill(app, owner, [*keys, "last"])
    page = (await owner.get(bucket, params={"delimiter": "/", "limit": 13})).json()
    assert page["prefixes"] == [f"{folder:03}/" for folder in range(12)]
    assert [item["key"] for item in page["items"]] == ["last"]
    assert page["next_cursor"] is None


async def test_keys_that_come_between_two_pages_are_neither_lost_nor_doubled(
    app: OnefoldApp, owner: httpx.AsyncClient, bucket: str
) -> None:
    await fill(app, owner, ["b", "d", "f"])
    first = (await owner.get(bucket, params={"limit": 2})).json()
    await fill(app, owner, ["a", "e"])
    rest = (await owner.get(bucket, params={"limit": 2, "cursor": first["next_cursor"]})).json()
    assert [item["key"] for item in rest["items"]] == ["e", "f"]


async def test_what_the_list_shows_is_what_the_download_tells(owner: httpx.AsyncClient, bucket: str) -> None:
    await owner.put(f"{bucket}/a.css", content=b"a{}", headers={"Content-Type": "text/css"})
    (item,) = (await owner.get(bucket)).json()["items"]
    head = await owner.head(f"{bucket}/a.css")
    assert (item["etag"], item["content_type"], str(item["size"])) == (
        head.headers["etag"],
        head.headers["content-type"],
        head.headers["content-length"],
    )


@pytest.mark.parametrize(
    ("params", "status", "code"),
    [
        ({"cursor": "!!!"}, 400, "invalid_cursor"),
        ({"cursor": "AA"}, 400, "invalid_cursor"),
        ({"cursor": "_w"}, 400, "invalid_cursor"),
        ({"prefix": "a\x00"}, 422, "invalid_object_key"),
        ({"delimiter": "\n"}, 422, "invalid_object_key"),
        ({"prefix": "x" * 1025}, 422, "invalid_object_key"),
        ({"limit": 0}, 422, "invalid_input"),
        ({"limit": 201}, 422, "invalid_input"),
    ],
)
async def test_bad_parameters_are_refused(
    owner: httpx.AsyncClient, bucket: str, params: dict[str, str], status: int, code: str
) -> None:
    answer = await owner.get(bucket, params=params)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
