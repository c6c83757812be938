"""What a person in a browser sees where a script gets problem+json: a small page with the same status.

It stands outside the rest of the app, so that it also turns what is refused before any route has run: a body that is
too large, a method that a path does not have, a request that took too long, a bug.
"""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.http.problems import MEDIA_TYPE as PROBLEM
from app.core.http.resources import get_resource
from app.pages.rendering.document import MEDIA_TYPE, write_notice
from app.pages.serving.body import Headers
from app.pages.serving.own_pages import find_own_page, uncached_headers
from app.pages.serving.services import PageServices

_OWN_HEADERS = frozenset(
    {b"content-type", b"content-length", b"content-encoding", b"content-security-policy", b"vary", b"cache-control"}
)
_GO_BACK = "Go back, load the page again, and try once more."
_WORDS: dict[int, tuple[str, str]] = {
    401: ("This is for members", "Sign in at /login, then open it again."),
    403: ("This was not sent from this site", _GO_BACK),
    404: ("Page not found", "There is nothing here, or not any more."),
    405: ("This cannot be opened like this", "Open the page it belongs to instead."),
    408: ("This came too slowly", "Check your connection, go back, and try again."),
    413: ("This is too large", "Go back, shorten what you entered, and try again."),
    429: ("Too many requests", "Wait a moment, then try again."),
}
_HOME_MISSING = ("Nothing here yet", "Publish a page and mark it as the home page to see it here.")
_WRONG = ("This could not be read", _GO_BACK)
_FAILED = ("Something went wrong", "It is not your fault. Please try again in a moment.")


def words_for(status: int) -> tuple[str, str]:
    """Return the title and the sentence that a person reads for a status."""
    return _WORDS.get(status, _FAILED if status >= 500 else _WRONG)


def _is_shown_to_a_person(scope: Scope) -> bool:
    if scope["type"] != "http":
        return False
    path: str = scope["path"]
    if path not in ("/", "/login") and not path.startswith(("/p/", "/login/")):
        return False
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])


class ProblemPages:
    """Middleware for paths that people open: problem+json becomes a page when the caller takes `text/html`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _is_shown_to_a_person(scope):
            await self.app(scope, receive, send)
            return
        is_turned = False

        async def turn(message: Message) -> None:
            nonlocal is_turned
            if message["type"] == "http.response.start" and _is_problem(message):
                is_turned = True
                headers, content = await _page_for(scope, message)
                await send({**message, "headers": headers})
                body = b"" if scope["method"] == "HEAD" else content
                await send({"type": "http.response.body", "body": body, "more_body": True})
            elif is_turned and message["type"] == "http.response.body":
                if not message.get("more_body", False):
                    await send({"type": "http.response.body", "body": b"", "more_body": False})
            else:
                await send(message)

        await self.app(scope, receive, turn)


async def _page_for(scope: Scope, start: Message) -> tuple[Headers, bytes]:
    """Return the site's own page in place of a problem, or else ours."""
    status: int = start["status"]
    kept = [pair for pair in start["headers"] if pair[0] not in _OWN_HEADERS]
    services = get_resource(scope, PageServices)
    is_page = services.host is None or services.host.is_asked(scope)
    if is_page and not scope["path"].startswith("/login"):
        accept = b",".join(value for name, value in scope["headers"] if name == b"accept-encoding")
        own = await find_own_page(services, status, accept)
        if own is not None:
            headers = uncached_headers(own)
            named = {name for name, _ in headers}
            return [*headers, *(pair for pair in kept if pair[0] not in named)], own.body
    title, message = _HOME_MISSING if scope["path"] == "/" and status == 404 else words_for(status)
    content, policy = write_notice(title, message, services.site.known)
    return [*_headers(len(content), policy), *kept], content


def _is_problem(start: Message) -> bool:
    return (b"content-type", PROBLEM.encode()) in start.get("headers", ())


def _headers(length: int, policy: str) -> Headers:
    return [
        (b"content-type", MEDIA_TYPE.encode()),
        (b"content-length", str(length).encode()),
        (b"content-security-policy", policy.encode()),
        (b"cache-control", b"no-store"),
    ]
