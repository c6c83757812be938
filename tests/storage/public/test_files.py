"""`/files`: what anybody may read, signed URLs, and headers that keep stored files harmless."""

from datetime import timedelta
from urllib.parse import parse_qs, quote, urlsplit

import httpx
import pytest
from fastapi import FastAPI

from app.auth.access import Role
from app.core.db.database import utc_now
from app.core.settings import Settings
from app.storage import signing
from tests.conftest import SignIn
from tests.storage.conftest import MakeBucket, stored_blobs

SIGN = "/api/storage/buckets/docs/sign"


def local(url: str) -> str:
    """The path and query of a signed URL."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


async def sign(owner: httpx.AsyncClient, key: str = "a.txt", **body: object) -> str:
    answer = await owner.post(SIGN, json={"key": key, **body})
    assert answer.status_code == 200, answer.text
    return local(answer.json()["url"])


@pytest.fixture(params=["local"])
def backend(request: pytest.FixtureRequest) -> str:
    """Links and headers know no backend, so one backend will do."""
    return request.param


async def test_anybody_reads_a_public_bucket(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, make_bucket: MakeBucket
) -> None:
    objects = await make_bucket("web", public=True)
    stored = await owner.put(f"{objects}/css/ä b.css", content=b"a{}")
    got = await client.get("/files/web/css/ä b.css")
    assert (got.status_code, got.content, got.headers["content-type"]) == (200, b"a{}", "text/css")
    assert got.headers["cache-control"] == "public, max-age=60, must-revalidate"
    assert got.headers["etag"].removeprefix("W/") == stored.headers["etag"]
    assert (await client.head("/files/web/css/ä b.css")).headers["content-length"] == "3"
    part = await client.get("/files/web/css/ä b.css", headers={"Range": "bytes=1-"})
    assert (part.status_code, part.content) == (206, b"{}")
    known = await client.get("/files/web/css/ä b.css", headers={"If-None-Match": got.headers["etag"]})
    assert (known.status_code, known.headers["cache-control"]) == (304, got.headers["cache-control"])


async def test_a_private_bucket_looks_as_if_it_were_not_there(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, bucket: str
) -> None:
    await owner.put(f"{bucket}/a.txt", content=b"secret")
    for method in ("GET", "HEAD"):
        assert (await client.request(method, "/files/docs/a.txt")).status_code == 404
    there = (await client.get("/files/docs/a.txt")).json()
    nowhere = (await client.get("/files/nope/a.txt")).json()
    assert there["code"] == nowhere["code"] == "object_not_found"
    assert there["detail"].replace("docs", "nope") == nowhere["detail"]


async def test_making_a_bucket_private_closes_it_at_once(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, make_bucket: MakeBucket
) -> None:
    objects = await make_bucket("web", public=True)
    await owner.put(f"{objects}/a.txt", content=b"a")
    assert (await client.get("/files/web/a.txt")).status_code == 200
    await owner.patch("/api/storage/buckets/web", json={"public": False})
    assert (await client.get("/files/web/a.txt")).status_code == 404


async def test_a_signed_url_reads_a_private_object(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, bucket: str, settings: Settings
) -> None:
    await owner.put(f"{bucket}/{quote('b c/ä?.txt')}", content=b"secret")
    answer = (await owner.post(SIGN, json={"key": "b c/ä?.txt", "expires_in": 60})).json()
    assert answer["url"].startswith(f"{settings.origin}/files/docs/b%20c/%C3%A4%3F.txt?expires=")
    got = await client.get(local(answer["url"]))
    assert (got.status_code, got.content) == (200, b"secret")
    assert got.headers["cache-control"] == "private, no-store"
    assert (await client.head(local(answer["url"]))).status_code == 200
    assert (await client.get(local(answer["url"]), headers={"Range": "bytes=0-0"})).content == b"s"


async def test_a_signed_url_that_was_altered_is_refused(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, bucket: str
) -> None:
    for key in ("a.txt", "b.txt"):
        await owner.put(f"{bucket}/{key}", content=b"secret")
    url = await sign(owner)
    query = parse_qs(urlsplit(url).query)
    expires, signer, signature = query["expires"][0], query["signer"][0], query["signature"][0]
    path = "/files/docs/a.txt"
    altered = [
        f"/files/docs/b.txt?expires={expires}&signer={signer}&signature={signature}",
        f"/files/other/a.txt?expires={expires}&signer={signer}&signature={signature}",
        f"{path}?expires={int(expires) + 1}&signer={signer}&signature={signature}",
        f"{path}?expires={expires}&signer={signer}&signature={signature[:-2]}AA",
        f"{path}?expires={expires}&signer={signer}&signature=%C3%A4",
        f"{path}?expires={expires}&signer={'0' * 32}&signature={signature}",
        f"{path}?expires={expires}&signature={signature}",
        f"{path}?expires=%D9%A1&signer={signer}&signature={signature}",
        f"{path}?expires={'9' * 400}&signer={signer}&signature={signature}",
        f"{path}?expires={expires}",
        f"{path}?signature={signature}",
        f"{path}?expires=&signature=",
    ]
    for attempt in altered:
        answer = await client.get(attempt)
        assert (answer.status_code, answer.json()["code"]) == (403, "signature_invalid"), attempt
    put = await client.put(url, content=b"mine")
    assert (put.status_code, put.json()["code"]) == (403, "signature_invalid")
    assert (await client.get(url)).content == b"secret"


async def test_a_link_can_do_what_its_maker_can_at_that_moment(
    owner: httpx.AsyncClient, sign_in: SignIn, client: httpx.AsyncClient, bucket: str
) -> None:
    editor = await sign_in(Role.EDITOR)
    maker = f"/api/users/{(await editor.get('/api/auth/me')).json()['id']}"
    key = (await owner.post("/api/api-keys", json={"name": "k", "scopes": ["files:read", "files:write"]})).json()
    bearer = {"Authorization": f"Bearer {key['key']}"}
    signed = await client.post(SIGN, json={"key": "k.txt", "method": "PUT"}, headers=bearer)
    by_key, put, get = local(signed.json()["url"]), await sign(editor, method="PUT"), await sign(editor)

    async def statuses() -> tuple[int, int, int]:
        answers = [await client.put(put, content=b"x"), await client.get(get), await client.put(by_key, content=b"x")]
        return answers[0].status_code, answers[1].status_code, answers[2].status_code

    assert await statuses() == (201, 200, 201)
    await owner.patch(maker, json={"role": "viewer"})
    assert await statuses() == (403, 200, 200)
    await owner.patch(maker, json={"role": "editor", "suspended": True})
    await owner.delete(f"/api/api-keys/{key['id']}")
    assert await statuses() == (403, 403, 403)
    await owner.delete(maker)
    refused = await client.get(get)
    assert (refused.status_code, refused.json()["code"]) == (403, "signature_invalid")


async def test_a_signed_url_expires(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await owner.put(f"{bucket}/a.txt", content=b"secret")
    with monkeypatch.context() as patch:
        patch.setattr(signing, "utc_now", lambda: utc_now() - timedelta(seconds=61))
        url = await sign(owner, expires_in=60)
        assert (await client.get(url)).status_code == 200
    answer = await client.get(url)
    assert (answer.status_code, answer.json()["code"]) == (403, "signature_expired")


async def test_a_signed_put_stores_an_object(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, bucket: str, settings: Settings
) -> None:
    url = await sign(owner, "in/new.png", method="PUT")
    stored = await client.put(url, content=b"bytes")
    assert stored.status_code == 201, stored.text
    assert stored.json()["uploaded_by"] is None
    assert (await owner.get(f"{bucket}/in/new.png")).headers["content-type"] == "image/png"
    assert (await client.get(url)).json()["code"] == "signature_invalid"
    taken = await client.put(url, content=b"more", headers={"If-None-Match": "*"})
    assert taken.json()["code"] == "precondition_failed"
    unsigned = await client.put("/files/docs/in/new.png", content=b"mine")
    assert (unsigned.status_code, unsigned.json()["code"]) == (403, "signature_invalid")
    assert len(stored_blobs(settings)) == 1


async def test_signing_needs_the_right_that_the_url_carries(sign_in: SignIn, bucket: str) -> None:
    viewer = await sign_in(Role.VIEWER)
    assert (await viewer.post(SIGN, json={"key": "a"})).status_code == 200
    refused = await viewer.post(SIGN, json={"key": "a", "method": "PUT"})
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    editor = await sign_in(Role.EDITOR)
    assert (await editor.post(SIGN, json={"key": "a", "method": "PUT"})).status_code == 200


@pytest.mark.parametrize("body", [{"expires_in": 604_801}, {"expires_in": 0}, {"method": "DELETE"}, {"x": 1}])
async def test_a_signature_has_its_bounds(owner: httpx.AsyncClient, bucket: str, body: dict[str, object]) -> None:
    assert (await owner.post(SIGN, json={"key": "a", **body})).status_code == 422
    assert (await owner.post(SIGN, json={"key": "a", "expires_in": 604_800})).status_code == 200


@pytest.mark.parametrize(
    "content_type",
    [
        "text/html",
        "TEXT/HTML; charset=utf-8",
        "image/svg+xml",
        "application/xhtml+xml",
        "text/xml",
        "application/xml",
        "text/javascript",
        "application/javascript",
        "application/octet-stream",
        "multipart/x-mixed-replace",
        "application/x-unheard-of",
    ],
)
async def test_what_could_act_is_neither_shown_nor_run(
    app: FastAPI, owner: httpx.AsyncClient, client: httpx.AsyncClient, make_bucket: MakeBucket, content_type: str
) -> None:
    objects = await make_bucket("web", public=True)
    await owner.put(f"{objects}/page", content=b"<script>", headers={"Content-Type": content_type})
    for answer in (await client.get("/files/web/page"), await owner.get(f"{objects}/page")):
        assert answer.headers["content-type"] == content_type
        assert answer.headers["content-disposition"] == 'attachment; filename="page"'
        assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("content_type", ["image/png", "application/pdf", "video/mp4", "text/plain; charset=utf-8"])
async def test_what_cannot_act_is_shown(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, make_bucket: MakeBucket, content_type: str
) -> None:
    objects = await make_bucket("web", public=True)
    await owner.put(f"{objects}/f", content=b"x", headers={"Content-Type": content_type})
    answer = await client.get("/files/web/f")
    assert answer.headers["content-disposition"] == 'inline; filename="f"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("key", "disposition"),
    [
        ("a/Bericht ä.pdf", "inline; filename=\"Bericht _.pdf\"; filename*=UTF-8''Bericht%20%C3%A4.pdf"),
        ('a"b%41.png', "inline; filename=\"a_b_41.png\"; filename*=UTF-8''a%22b%2541.png"),
    ],
)
async def test_a_download_keeps_its_name(owner: httpx.AsyncClient, bucket: str, key: str, disposition: str) -> None:
    await owner.put(f"{bucket}/{quote(key)}", content=b"x")
    assert (await owner.get(f"{bucket}/{quote(key)}")).headers["content-disposition"] == disposition


@pytest.mark.parametrize(
    ("key", "declared", "stored"),
    [
        ("a.png", None, "image/png"),
        ("a.png", "application/octet-stream", "image/png"),
        ("a.png", "application/x-www-form-urlencoded", "image/png"),
        ("a.png", "text/x-mine", "text/x-mine"),
        ("a.png", "not a type", "image/png"),
        ("a", None, "application/octet-stream"),
        ("a.tar.gz", None, "application/octet-stream"),
        ("a.html", None, "text/html"),
    ],
)
async def test_an_object_has_the_type_somebody_chose_else_the_one_of_its_ending(
    owner: httpx.AsyncClient, bucket: str, key: str, declared: str | None, stored: str
) -> None:
    headers = {"Content-Type": declared} if declared else {}
    answer = await owner.put(f"{bucket}/{key}", content=b"x", headers=headers)
    assert answer.json()["content_type"] == stored
