"""Keeps what people build and what they build it with on two hosts, where `ONEFOLD_PAGES_URL` names one for pages.

A script on a page, however it came there, then stands on another origin than the API and the builder.
"""

import re
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from app.core.errors import NotFound
from app.core.http.early_problems import send_problem

_DEFAULT_PORTS = {"http": 80, "https": 443}


class WrongHost(NotFound):
    """What the path names is on another host: pages and files on one, everything else on the other."""

    code, title = "wrong_host", "This is on another host"
    mend = "Ask for pages and files at `ONEFOLD_PAGES_URL`, and for everything else at `ONEFOLD_PUBLIC_URL`."


class PagesHost:
    """The host that an origin names, as requests name it."""

    def __init__(self, origin: str) -> None:
        parts = urlsplit(origin)
        name = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else str(parts.hostname)
        port = parts.port or _DEFAULT_PORTS[parts.scheme]
        self._names = {f"{name}:{port}".encode()}
        if port == _DEFAULT_PORTS[parts.scheme]:
            self._names.add(name.encode())

    def is_asked(self, scope: Scope) -> bool:
        """Return whether a request is made to this host."""
        return any(name == b"host" and value.lower() in self._names for name, value in scope["headers"])


class PagesHostMiddleware:
    """Answers 404 `wrong_host` for a path of `pages` on any other host, and for any other path on the host of pages.

    What `shared` matches is on both.
    """

    def __init__(self, app: ASGIApp, host: PagesHost, pages: str, shared: str) -> None:
        self.app = app
        self._host = host
        self._pages = re.compile(pages)
        self._shared = re.compile(shared)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or self._is_here(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            where = "another host than pages" if self._host.is_asked(scope) else "the host of pages"
            await send_problem(scope, send, WrongHost(f"What is at {scope['path'][:200]} is on {where}."))

    def _is_here(self, scope: Scope) -> bool:
        path: str = scope["path"]
        if self._shared.match(path):
            return True
        return self._host.is_asked(scope) == (self._pages.match(path) is not None)
