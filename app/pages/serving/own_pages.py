"""A site's own pages for what is not there and for what failed, sent with the status of the problem."""

import asyncio

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app.core.errors import OnefoldError
from app.core.http.negotiation import choose_coding
from app.pages.serving import renderer, service
from app.pages.serving.body import Headers, Variant
from app.pages.serving.services import PageServices

log = structlog.get_logger("onefold.pages.serving.own_pages")
NOT_FOUND, ERROR = "not_found", "error"
# What a page has for itself, and an answer that nobody shall keep has not.
_NOT_SENT = frozenset({b"etag", b"cache-control", b"content-length"})


async def find_own_page(services: PageServices, status: int, accept_encoding: bytes) -> Variant | None:
    """Return the site's page for a status, None when it has none or when that fails as well.

    While the database is away it is the one that this process sent or kept last.
    """
    role = NOT_FOUND if status == 404 else ERROR if status >= 500 else None
    if role is None:
        return None
    try:
        slug = await _find_slug(services, role)
        if slug is None:
            return None
        body = await renderer.get_page_body(services, f"/p/{slug}", slug, b"", accept_encoding)
    except (OnefoldError, SQLAlchemyError, OSError) as error:
        log.warning("own_page_failed", role=role, cause=type(error).__name__)
        return None
    return body.choose(accept_encoding) if choose_coding(accept_encoding) else body.plain


async def _find_slug(services: PageServices, role: str) -> str | None:
    known = services.cache.own_slugs
    try:
        async with asyncio.timeout(renderer.ANSWER_SECONDS), services.database.reader() as session:
            known[role] = await service.find_slug_of_role(session, role)
    except (SQLAlchemyError, OSError):
        if role not in known:
            raise
    return known[role]


async def keep_error_page(services: PageServices) -> int:
    """Have the site's page for what failed at hand for when the database is away; returns 1 if there is one."""
    return int(await find_own_page(services, 500, b"") is not None)


def uncached_headers(variant: Variant) -> Headers:
    """Return the headers of a page that is sent in place of another answer, and kept by nobody."""
    kept = [pair for pair in variant.head.headers if pair[0] not in _NOT_SENT]
    return [*kept, (b"content-length", str(len(variant.body)).encode()), (b"cache-control", b"no-store")]
