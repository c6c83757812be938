"""Pictures in smaller sizes: which are made, what of a picture stays, and what becomes of those that are not read."""

import asyncio
import io
import random
import struct
import zlib
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from PIL import Image, ImageDraw

from app.core.settings import Settings
from app.main import OnefoldApp
from app.pages.rendering.registry import FOLDER
from app.storage import sizes
from app.storage.errors import StorageUnavailable
from app.storage.images import WIDTHS, make_size
from tests.conftest import ONE_DATABASE
from tests.storage.conftest import MakeBucket, stored_blobs

TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "AVIF": "image/avif"}


def picture(kind: str = "JPEG", size: tuple[int, int] = (1600, 800), mode: str = "RGB", **options: Any) -> bytes:
    """Return a picture whose left half is red: enough is drawn in it that smaller ones have fewer bytes."""
    made = Image.effect_noise(size, 40).convert(mode)
    red = {"RGB": (220, 30, 30), "RGBA": (220, 30, 30, 128), "CMYK": (0, 200, 200, 20), "L": 90, "P": 3}[mode]
    ImageDraw.Draw(made).rectangle((0, 0, size[0] // 2, size[1]), fill=red)
    out = io.BytesIO()
    made.save(out, kind, **options)
    return out.getvalue()


def opened(answer: httpx.Response) -> Image.Image:
    assert answer.status_code == 200, answer.text
    return Image.open(io.BytesIO(answer.content))


@pytest.fixture(params=["local"])
def backend(request: pytest.FixtureRequest) -> str:
    """Where a test says nothing else, one backend will do."""
    return request.param


Store = Callable[..., Any]


@pytest.fixture
async def store(owner: httpx.AsyncClient, make_bucket: MakeBucket) -> Store:
    """A function that stores bytes in a public bucket and returns where anybody reads them."""
    objects = await make_bucket("web", public=True)

    async def put(content: bytes, key: str = "a.jpg", **headers: str) -> str:
        stored = await owner.put(f"{objects}/{key}", content=content, headers=headers)
        assert stored.status_code in (200, 201), stored.text
        return f"/files/web/{key}"

    return put


@ONE_DATABASE
@pytest.mark.parametrize("backend", ["local", pytest.param("s3", marks=pytest.mark.s3)])
async def test_a_size_is_made_once_kept_and_goes_with_its_picture(
    owner: httpx.AsyncClient,
    client: httpx.AsyncClient,
    store: Store,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[int] = []

    def counted(source: bytes, content_type: str, width: int) -> bytes:
        made.append(width)
        return make_size(source, content_type, width)

    monkeypatch.setattr(sizes, "make_size", counted)
    url = await store(picture())
    whole = await client.get(url)
    answers = await asyncio.gather(*(client.get(f"{url}?w=640") for _ in range(4)))
    assert {opened(one).size for one in answers} == {(640, 320)}
    assert made == [640]
    first = answers[0]
    assert first.headers["content-type"] == "image/jpeg"
    assert first.headers["cache-control"] == whole.headers["cache-control"]
    assert len(first.content) < len(whole.content)
    again = await client.get(f"{url}?w=640")
    assert (again.content, made) == (first.content, [640])
    head = await client.head(f"{url}?w=640")
    assert (head.headers["content-length"], head.headers["etag"]) == (str(len(first.content)), first.headers["etag"])
    assert len(stored_blobs(settings)) == 2
    assert (
        await owner.put("/api/storage/buckets/web/objects/a.jpg", content=picture(size=(900, 900)))
    ).status_code == 200
    assert len(stored_blobs(settings)) == 1
    assert opened(await client.get(f"{url}?w=640")).size == (640, 640)
    assert (await owner.delete("/api/storage/buckets/web/objects/a.jpg")).status_code == 204
    assert len(stored_blobs(settings)) == 0
    assert (await client.get(f"{url}?w=640")).status_code == 404


@ONE_DATABASE
async def test_each_size_has_its_etag(client: httpx.AsyncClient, store: Store) -> None:
    url = await store(picture())
    etags = [(await client.get(f"{url}{query}")).headers["etag"] for query in ("", "?w=320", "?w=640")]
    assert len(set(etags)) == 3
    same = await client.get(f"{url}?w=320", headers={"If-None-Match": etags[1]})
    assert (same.status_code, same.headers["etag"], same.content) == (304, etags[1], b"")
    assert (await client.get(f"{url}?w=320", headers={"If-None-Match": etags[2]})).status_code == 200


@ONE_DATABASE
async def test_another_width_is_refused(client: httpx.AsyncClient, store: Store) -> None:
    url = await store(picture())
    for width in ("0", "1", "641", "99999", "-320"):
        assert (await client.head(f"{url}?w={width}")).status_code == 400, width
        refused = await client.get(f"{url}?w={width}")
        assert (refused.status_code, refused.json()["code"]) == (400, "image_width_not_offered"), width
    assert "320, 640, 960, 1280, 1920" in refused.json()["detail"]


@ONE_DATABASE
async def test_every_format_stays_itself(client: httpx.AsyncClient, store: Store) -> None:
    for kind, content_type in TYPES.items():
        url = await store(picture(kind, (800, 400)), f"a.{kind.lower()}", **{"content-type": content_type})
        answer = await client.get(f"{url}?w=320")
        small = opened(answer)
        assert (small.format, small.size, answer.headers["content-type"]) == (kind, (320, 160), content_type)
        red, other = (small.convert("RGB").getpixel((x, 80)) for x in (40, 280))
        assert red[0] > 180 > red[1] + 60, (kind, red)
        assert abs(other[0] - other[1]) < 40, (kind, other)


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("WEBP", "RGBA"), ("JPEG", "CMYK"), ("JPEG", "L"), ("PNG", "P"), ("PNG", "L")]
)
def test_every_sort_of_colour_is_made_smaller(kind: str, mode: str) -> None:
    small = Image.open(io.BytesIO(make_size(picture(kind, mode=mode), TYPES[kind], 320)))
    assert small.size == (320, 160)
    assert ("A" in small.mode) == (mode == "RGBA")


def test_a_picture_stands_upright_and_says_nothing_of_its_camera() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera of Ann"
    small = Image.open(io.BytesIO(make_size(picture(exif=exif.tobytes()), "image/jpeg", 320)))
    assert small.size == (320, 640)
    assert not small.getexif()
    above, below = (small.convert("RGB").getpixel((160, y)) for y in (80, 560))
    assert above[0] > 180 > above[1] + 60, above
    assert abs(below[0] - below[1]) < 40, below


def bomb(width: int, height: int) -> bytes:
    """Return a PNG that says it has this many pixels, in a few bytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def test_a_damaged_picture_is_no_error() -> None:
    seed = random.randrange(10**9)
    chance = random.Random(seed)
    for kind, content_type in TYPES.items():
        whole = picture(kind, (400, 100))
        for _ in range(60):
            damaged = bytearray(whole)
            for _ in range(chance.choice((1, 3, 20))):
                damaged[chance.randrange(min(len(damaged), chance.choice((60, 600, len(damaged)))))] = (
                    chance.randrange(256)
                )
            made = make_size(bytes(damaged), content_type, 320)
            assert isinstance(made, bytes), seed


def moving() -> bytes:
    frames = [Image.new("RGB", (900, 300), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    return out.getvalue()


@ONE_DATABASE
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
async def test_what_is_not_made_smaller_comes_as_it_is(client: httpx.AsyncClient, store: Store) -> None:
    for name, (content, content_type) in {
        "small": (picture(size=(320, 200)), "image/jpeg"),
        "cut": (picture()[:2_000], "image/jpeg"),
        "words": (b"no picture", "image/png"),
        "empty": (b"", "image/png"),
        "another format": (picture("PNG"), "image/jpeg"),
        "bomb": (bomb(30_000, 30_000), "image/png"),
        "large": (bomb(7_000, 7_000), "image/png"),
        "moving": (moving(), "image/webp"),
        "drawn": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
        "no picture": (b"words", "text/plain"),
    }.items():
        url = await store(content, name, **{"content-type": content_type})
        whole, asked = await client.get(url), await client.get(f"{url}?w=320")
        again = await client.get(f"{url}?w=320")
        assert (asked.status_code, asked.content, again.content) == (200, content, content), name
        assert asked.headers["etag"] == whole.headers["etag"], name


@ONE_DATABASE
async def test_a_private_picture_has_no_public_sizes(
    owner: httpx.AsyncClient, client: httpx.AsyncClient, bucket: str
) -> None:
    await owner.put(f"{bucket}/a.jpg", content=picture())
    assert (await client.get("/files/docs/a.jpg?w=320")).json()["code"] == "object_not_found"
    signed = (await owner.post("/api/storage/buckets/docs/sign", json={"key": "a.jpg"})).json()["url"]
    answer = await client.get(f"{signed}&w=320")
    assert opened(answer).size == (320, 160)
    assert answer.headers["cache-control"] == "private, no-store"


@ONE_DATABASE
async def test_a_full_disk_costs_only_the_size(
    app: OnefoldApp, client: httpx.AsyncClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = picture()
    url = await store(content)

    async def refuse(*_: object) -> None:
        raise StorageUnavailable("full")

    monkeypatch.setattr(app.resources.storage.backend, "put", refuse)
    assert (await client.get(f"{url}?w=320")).content == content


def test_the_widths_are_those_that_an_image_offers() -> None:
    assert str(WIDTHS) in (FOLDER / "Image" / "template.html").read_text()
