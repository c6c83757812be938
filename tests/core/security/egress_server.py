"""The server that the tests of outgoing HTTP call: it echoes, redirects, hangs, and sends too much."""

import asyncio
import gzip

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route


async def _echo(request: Request) -> JSONResponse:
    return JSONResponse(
        {
            "method": request.method,
            "url": str(request.url),
            "headers": dict(request.headers),
            "body": (await request.body()).decode(),
            "peer_port": request.client.port if request.client else None,
        }
    )


async def _redirect(request: Request) -> Response:
    status, to = int(request.query_params["status"]), request.query_params["to"]
    return RedirectResponse(to, status)


async def _loop(request: Request) -> Response:
    left = int(request.path_params["left"])
    return RedirectResponse(f"/loop/{left - 1}", 302) if left else PlainTextResponse("arrived")


async def _endless(request: Request) -> Response:
    async def chunks():
        while True:
            await asyncio.sleep(0)
            yield b"x" * 1024

    return StreamingResponse(chunks())


async def _hang(request: Request) -> Response:
    await asyncio.Event().wait()
    raise AssertionError


async def _sized(request: Request) -> Response:
    return PlainTextResponse("x" * int(request.path_params["size"]))


async def _zipped(request: Request) -> Response:
    return Response(gzip.compress(b"zipped anyway"), headers={"Content-Encoding": "gzip"})


SERVER = Starlette(
    routes=[
        Route("/echo", _echo, methods=["GET", "POST", "PUT", "DELETE", "PATCH"]),
        Route("/redirect", _redirect, methods=["GET", "POST", "PUT", "HEAD"]),
        Route("/loop/{left:int}", _loop),
        Route("/endless", _endless),
        Route("/hang", _hang),
        Route("/sized/{size:int}", _sized),
        Route("/zipped", _zipped),
    ]
)
