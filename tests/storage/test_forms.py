"""Uploads by multipart form."""

import httpx
import pytest

from app.core.settings import Settings
from tests.conftest import ONE_DATABASE
from tests.storage.conftest import stored_blobs

pytestmark = ONE_DATABASE  # nothing here depends on what the database is
UPLOAD = "/api/storage/upload"
LARGE = bytes(range(256)) * 40_000


def form(*parts: tuple[str, bytes], boundary: str = "xyz", end: bytes = b"--xyz--\r\n") -> dict[str, object]:
    """The arguments of a request with a form written by hand; each part is its header and its value."""
    body = b"".join(
        b"--xyz\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n" % (head.encode(), value) for head, value in parts
    )
    return {"content": body + end, "headers": {"Content-Type": f"multipart/form-data; boundary={boundary}"}}


BUCKET = ('name="bucket"', b"docs")
KEY = ('name="key"', b"a/b.txt")
FILE = ('name="file"; filename="n.txt"', b"hello")


@pytest.fixture(params=["local"])
def backend(request: pytest.FixtureRequest) -> str:
    """Forms are read ahead of any backend, so one backend will do."""
    return request.param


@pytest.mark.parametrize("parts", [(BUCKET, KEY, FILE), (BUCKET, FILE, KEY), (FILE, KEY, BUCKET)])
async def test_a_form_stores_its_file_wherever_the_fields_stand(
    owner: httpx.AsyncClient, bucket: str, parts: tuple[tuple[str, bytes], ...]
) -> None:
    answer = await owner.post(UPLOAD, **form(*parts))
    assert answer.status_code == 201, answer.text
    assert (answer.json()["key"], answer.json()["size"]) == ("a/b.txt", 5)
    assert (await owner.get(f"{bucket}/a/b.txt")).content == b"hello"
    assert (await owner.post(UPLOAD, **form(*parts))).status_code == 200


async def test_a_form_as_clients_send_it_keeps_name_and_type(owner: httpx.AsyncClient, bucket: str) -> None:
    answer = await owner.post(UPLOAD, data={"bucket": "docs"}, files={"file": ("ä.png", LARGE, "image/png")})
    assert answer.status_code == 201, answer.text
    assert (answer.json()["key"], answer.json()["content_type"]) == ("ä.png", "image/png")
    assert (await owner.get(f"{bucket}/ä.png")).content == LARGE


@pytest.mark.parametrize("name", ["C:\\dir\\n.txt", "../../n.txt", "/tmp/n.txt"])
async def test_a_file_name_counts_without_its_folders(owner: httpx.AsyncClient, bucket: str, name: str) -> None:
    answer = await owner.post(UPLOAD, **form(BUCKET, (f'name="file"; filename="{name}"', b"x")))
    assert answer.status_code == 201, answer.text
    assert answer.json()["key"] == "n.txt"


@pytest.mark.parametrize(
    ("request_", "status", "code"),
    [
        (form(FILE), 400, "invalid_form"),
        (form(BUCKET, KEY), 400, "invalid_form"),
        (form(BUCKET, FILE, FILE), 400, "invalid_form"),
        (form(BUCKET, BUCKET, FILE), 400, "invalid_form"),
        (form(BUCKET, ('name="acl"', b"x"), FILE), 400, "invalid_form"),
        (form(BUCKET, FILE, ('name="acl"', b"x")), 400, "invalid_form"),
        (form(BUCKET, ('name="key"', b"x" * 9000), FILE), 400, "invalid_form"),
        (form(BUCKET, ('name="key"', b"\xff"), FILE), 400, "invalid_form"),
        (form(BUCKET, FILE, end=b""), 400, "invalid_form"),
        (form(BUCKET, FILE, end=b"--xyz\r\nContent"), 400, "invalid_form"),
        (form(BUCKET, FILE, boundary="other"), 400, "invalid_form"),
        (form(BUCKET, FILE, boundary="x" * 400), 400, "invalid_form"),
        ({"content": b"junk", "headers": {"Content-Type": "multipart/form-data; boundary=xyz"}}, 400, "invalid_form"),
        ({"content": b"", "headers": {"Content-Type": "multipart/form-data; boundary=xyz"}}, 400, "invalid_form"),
        ({"content": b"{}", "headers": {"Content-Type": "application/json"}}, 415, "unsupported_media_type"),
        ({"content": b"x", "headers": {"Content-Type": "multipart/form-data"}}, 415, "unsupported_media_type"),
        ({"content": b""}, 415, "unsupported_media_type"),
        (form(('name="bucket"', b"nope"), FILE), 404, "bucket_not_found"),
        (form(('name="bucket"', b"nope"), KEY, FILE), 404, "bucket_not_found"),
        (form(BUCKET, ('name="key"', b"../x"), FILE), 422, "invalid_object_key"),
        (form(BUCKET, FILE, ('name="key"', b"../x")), 422, "invalid_object_key"),
        (form(BUCKET, ('name="file"', b"x")), 422, "invalid_object_key"),
    ],
)
async def test_a_bad_form_is_refused_and_leaves_nothing(
    owner: httpx.AsyncClient, bucket: str, settings: Settings, request_: dict[str, object], status: int, code: str
) -> None:
    answer = await owner.post(UPLOAD, **request_)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert stored_blobs(settings) == []
