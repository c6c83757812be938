import gzip
import zlib

import brotli
import pytest
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.types import ASGIApp

from app.core.http.compression import CompressionMiddleware
from tests.core.http.conftest import ClientFor

TEXT = "All work and no play. " * 100


async def _get(client_for: ClientFor, app: ASGIApp, accept: str = "gzip, br", method: str = "GET", **headers: str):
    client = client_for(CompressionMiddleware(app))
    request = client.build_request(method, "/", headers={"Accept-Encoding": accept, **headers})
    response = await client.send(request, stream=True)
    return response, b"".join([chunk async for chunk in response.aiter_raw()])


@pytest.mark.parametrize(
    ("accept", "encoding"),
    [
        ("gzip, br", "br"),
        ("br;q=0.1, gzip;q=1.0", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("GZIP", "gzip"),
        ("*", "br"),
        ("*;q=0", None),
        ("br;q=0, *", "gzip"),
        ("br;q=nonsense", None),
        ("identity", None),
        ("deflate, zstd", None),
        ("", None),
    ],
)
async def test_the_encoding_follows_accept_encoding(client_for: ClientFor, accept, encoding) -> None:
    response, body = await _get(client_for, PlainTextResponse(TEXT), accept)

    assert response.headers.get("content-encoding") == encoding
    assert response.headers["vary"] == "Accept-Encoding"
    decode = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert decode(body).decode() == TEXT
    assert int(response.headers["content-length"]) == len(body)


@pytest.mark.parametrize(
    "app",
    [
        PlainTextResponse("x" * 499),
        Response(TEXT, media_type="image/png"),
        Response(TEXT),
        PlainTextResponse(TEXT, headers={"Content-Encoding": "zstd"}),
        PlainTextResponse(TEXT, status_code=206, headers={"Content-Range": "bytes 0-9/99"}),
        PlainTextResponse(TEXT, headers={"Cache-Control": "public, no-transform"}),
        StreamingResponse(iter([b"data: x\n\n" * 100]), media_type="text/event-stream"),
    ],
    ids=["small", "image", "untyped", "encoded", "partial", "no-transform", "events"],
)
async def test_what_stays_as_it_is(client_for: ClientFor, app: ASGIApp) -> None:
    response, _ = await _get(client_for, app)

    assert response.headers.get("content-encoding") in (None, "zstd")
    assert "vary" not in response.headers


async def test_range_and_head_requests_are_untouched(client_for: ClientFor) -> None:
    ranged, _ = await _get(client_for, PlainTextResponse(TEXT), Range="bytes=0-9")
    head, _ = await _get(client_for, PlainTextResponse(TEXT), method="HEAD")

    assert "content-encoding" not in ranged.headers
    assert "content-encoding" not in head.headers
    assert head.headers["content-length"] == str(len(TEXT))


@pytest.mark.parametrize(("etag", "expected"), [('"5f2b"', 'W/"5f2b"'), ('W/"r5"', 'W/"r5"')])
async def test_a_strong_etag_becomes_weak_when_compressed(client_for: ClientFor, etag, expected) -> None:
    app = PlainTextResponse(TEXT, headers={"ETag": etag, "Vary": "Cookie"})
    compressed, _ = await _get(client_for, app)
    plain, _ = await _get(client_for, PlainTextResponse(TEXT, headers={"ETag": etag}), "identity")

    assert compressed.headers["etag"] == expected
    assert compressed.headers["vary"] == "Cookie, Accept-Encoding"
    assert plain.headers["etag"] == etag


@pytest.mark.parametrize("encoding", ["br", "gzip"])
async def test_each_chunk_of_a_stream_can_be_decoded_at_once(encoding: str) -> None:
    sent = []

    async def stream(scope, receive, send):
        headers = [(b"content-type", b"application/x-ndjson")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        assert sent[-1]["type"] == "http.response.start"
        for line in (b'{"n":1}\n', b'{"n":2}\n'):
            await send({"type": "http.response.body", "body": line, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "GET", "headers": [(b"accept-encoding", encoding.encode())]}
    await CompressionMiddleware(stream)(scope, None, send)

    decoders = {
        "br": brotli.Decompressor().process,
        "gzip": zlib.decompressobj(16 + zlib.MAX_WBITS).decompress,
    }
    decode = decoders[encoding]
    assert [decode(message["body"]) for message in sent[1:]] == [b'{"n":1}\n', b'{"n":2}\n', b""]
    assert b"content-length" not in dict(sent[0]["headers"])


async def test_a_body_large_enough_for_a_thread_survives(client_for: ClientFor) -> None:
    text = TEXT * 200
    response, body = await _get(client_for, PlainTextResponse(text))

    assert response.headers["content-encoding"] == "br"
    assert brotli.decompress(body).decode() == text


async def test_the_etag_of_a_revision_stays_as_it_is(client_for: ClientFor) -> None:
    compressed, _ = await _get(client_for, PlainTextResponse(TEXT, headers={"ETag": '"r5"'}))

    assert compressed.headers["content-encoding"] == "br"
    assert compressed.headers["etag"] == '"r5"'


@pytest.mark.parametrize("vary", ["Accept-Encoding", "Cookie, accept-encoding", "*"])
async def test_vary_names_the_encoding_once(client_for: ClientFor, vary: str) -> None:
    compressed, _ = await _get(client_for, PlainTextResponse(TEXT, headers={"Vary": vary}))

    assert compressed.headers.get_list("vary") == [vary]
