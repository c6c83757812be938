"""Pages for members only: the people who have an account here, by the session that `/login` gave their browser.

Nothing of such a page is kept for others. `app.pages.serving.service` raises MembersOnly unless it is told that a
member asks, so that a route which forgets to ask shows nothing.
"""

from collections.abc import Awaitable, Callable
from typing import TypeVar
from urllib.parse import urlencode

from fastapi import Request, Response

from app.auth import service as auth
from app.auth.access import Principal
from app.core.db.database import Database
from app.core.errors import OnefoldError
from app.core.http.origins import session_token
from app.pages.errors import MembersOnly
from app.pages.rendering.context import NEUTRAL, PageState
from app.pages.rendering.document import MEDIA_TYPE
from app.pages.rendering.query import NOTHING
from app.pages.serving import renderer, service
from app.pages.serving.services import PageServices

PRIVATE = "private, no-store"
T = TypeVar("T")


async def find_caller(request: Request, database: Database) -> Principal | None:
    """Return who is signed in with this browser."""
    token = session_token(request)
    if token is None:
        return None
    try:
        return await auth.authenticate_session(database, token)
    except OnefoldError:
        return None


async def admit(request: Request, database: Database, load: Callable[[bool], Awaitable[T]]) -> T:
    """Return what `load(is_member)` gives; who is signed in is looked up only where a page is for members.

    Raises MembersOnly to everybody else.
    """
    try:
        return await load(False)
    except MembersOnly:
        if await find_caller(request, database) is None:
            raise
    return await load(True)


def lead_to_sign_in(path: str, query: str) -> Response:
    """Return the way to the sign-in page, and from there back to a page."""
    own = f"{path}?{query}" if query else path
    headers = {"Location": f"/login?{urlencode({'next': own})}", "Cache-Control": PRIVATE}
    return Response(status_code=303, headers=headers)


async def send_to_member(request: Request, services: PageServices, slug: str | None) -> Response:
    """Return a page for a member alone; raises MembersOnly to everybody else."""

    async def load(is_member: bool) -> tuple[bytes, str]:
        async with services.database.reader() as session:
            page, version = await service.get_published(session, slug, with_tree=False, is_member=is_member)
            await services.site.look(session)
        compiled = await renderer.get_program(services, page, version)
        cookies = request.headers.get("cookie", "")
        asked = renderer.read_asked(compiled, request.scope["query_string"], address=slug, cookies=cookies)
        state = NEUTRAL if asked == NOTHING else PageState(sent=asked.sent or None, asked=asked)
        return await renderer.write_with_state(services, page, version, state)

    html, policy = await admit(request, services.database, load)
    headers = {"Content-Security-Policy": policy, "Cache-Control": PRIVATE, "Vary": "Cookie"}
    return Response(html, media_type=MEDIA_TYPE, headers=headers)
