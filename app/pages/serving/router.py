"""What visitors reach: pages, the home page, and what search engines read."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Path, Request, Response, status
from fastapi.responses import RedirectResponse

from app.auth.deps import PUBLIC
from app.core.http.deps import ReaderDep, SettingsDep
from app.core.http.problems import problems
from app.core.http.routing import new_router
from app.pages.deps import PageServicesDep
from app.pages.errors import MembersOnly, PageNotFound
from app.pages.rendering.document import MEDIA_TYPE, write_notice
from app.pages.rendering.stored import read_seo
from app.pages.serving import members, renderer, service, sitemap
from app.pages.serving.body import CachedBody
from app.pages.serving.middleware import choose_response
from app.pages.serving.schemas import PublicPage
from app.pages.serving.services import PageServices
from app.pages.serving.styles import STYLES, version_of

router = new_router(tags=["visitors"])
_HTML: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/html": {"schema": {"type": "string"}}}, "description": "The page as HTML"}
}

_CSS: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/css": {"schema": {"type": "string"}}}, "description": "The style sheet"}
}
_XML: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/xml": {"schema": {"type": "string"}}}, "description": "The sitemap"}
}
_PAGE = _HTML | problems(PageNotFound, MembersOnly) | {303: {"description": "To the sign-in page, for a browser"}}


def wants_html(request: Request) -> bool:
    """Return whether the caller is a browser that shows the answer to a person."""
    return "text/html" in request.headers.get("accept", "")


def send_body(request: Request, body: CachedBody) -> Response:
    """Return the answer for a body: 304, or the variant the caller takes."""
    found = choose_response(body, request.scope)
    response = Response(found.content, found.status)
    response.raw_headers = list(found.head.headers)
    return response


def html_notice(services: PageServices, status_code: int, title: str, message: str) -> Response:
    """Return a small page that says what is the matter; nobody keeps it."""
    html, policy = write_notice(title, message, services.site.known)
    headers = {"Content-Security-Policy": policy, "Cache-Control": "no-store"}
    return Response(html, status_code, headers, MEDIA_TYPE)


def _accept_encoding(request: Request) -> bytes:
    return ",".join(request.headers.getlist("accept-encoding")).encode("latin-1")


async def _find_other_way(request: Request, services: PageServices, slug: str) -> Response | None:
    """Return the redirect from a path without a page: without the slash at its end, or as an author said."""
    async with services.database.reader() as session:
        if slug.endswith("/") and await service.is_published(session, slug.rstrip("/")):
            found: tuple[str, int] | None = f"/p/{quote(slug.rstrip('/'))}", status.HTTP_308_PERMANENT_REDIRECT
        else:
            found = await service.find_redirect(session, slug)
    if found is None:
        return None
    target, code = found
    if request.url.query and "?" not in target:
        path, hash_mark, fragment = target.partition("#")
        target = f"{path}?{request.url.query}{hash_mark}{fragment}"
    # A slug may be used again: browsers keep a 301 for ever unless they are told otherwise.
    return RedirectResponse(target, code, {"Cache-Control": "no-cache"})


async def _send_page(request: Request, services: PageServices, slug: str | None) -> Response:
    try:
        accept = _accept_encoding(request)
        query: bytes = request.scope["query_string"]
        cookies = request.headers.get("cookie", "")
        body = await renderer.get_page_body(services, request.url.path, slug, query, accept, cookies)
    except PageNotFound:
        other_way = await _find_other_way(request, services, slug) if slug is not None else None
        if other_way is None:
            raise
        return other_way
    except MembersOnly:
        return await _send_to_member(request, services, slug)
    return send_body(request, body)


async def _send_to_member(request: Request, services: PageServices, slug: str | None) -> Response:
    try:
        return await members.send_to_member(request, services, slug)
    except MembersOnly:
        if not wants_html(request):
            raise
        return members.lead_to_sign_in(request.url.path, request.url.query)


@router.get(
    STYLES + "{name}", dependencies=[PUBLIC], response_class=Response, responses=_CSS | problems(PageNotFound)
)
async def get_style_sheet(services: PageServicesDep, name: str, request: Request) -> Response:
    """Send the style sheet of a version of a page. Only at the address of its content may it be kept."""
    version_id = version_of(name)
    if version_id is None:
        raise PageNotFound("There is no such style sheet.")
    return send_body(request, await renderer.get_style_sheet(services, STYLES + name, version_id))


@router.get(
    "/p/{slug:path}",
    dependencies=[PUBLIC],
    response_class=Response,
    responses=_PAGE,
)
async def get_published_page(services: PageServicesDep, slug: str, request: Request) -> Response:
    """Show a published page: whole HTML that works without JavaScript."""
    return await _send_page(request, services, slug)


@router.get("/", dependencies=[PUBLIC], response_class=Response, responses=_PAGE)
async def get_home_page(services: PageServicesDep, request: Request) -> Response:
    """Show the page that is marked as home."""
    return await _send_page(request, services, None)


@router.get("/api/public/pages/{slug:path}", dependencies=[PUBLIC], responses=problems(PageNotFound, MembersOnly))
async def get_public_page(session: ReaderDep, slug: str) -> PublicPage:
    """Get what anybody may know of a published page."""
    page, version = await service.get_published(session, slug, with_tree=False)
    return PublicPage(
        slug=page.slug,
        title=version.title,
        seo=read_seo(version.seo),
        version=version.number,
        published_at=version.published_at,
    )


@router.get("/sitemap.xml", dependencies=[PUBLIC], response_class=Response, responses=_XML)
async def get_sitemap(services: PageServicesDep, request: Request) -> Response:
    """List the published pages for search engines (sitemaps.org); of more than 50,000 addresses, the parts."""
    return send_body(request, await sitemap.get_sitemap_body(services, None, _accept_encoding(request)))


@router.get(
    "/sitemap-{number}.xml", dependencies=[PUBLIC], response_class=Response, responses=_XML | problems(PageNotFound)
)
async def get_sitemap_part(
    services: PageServicesDep, number: Annotated[int, Path(ge=1, le=100_000)], request: Request
) -> Response:
    """Get a part of the sitemap of a site with more addresses than one file holds."""
    return send_body(request, await sitemap.get_sitemap_body(services, number, _accept_encoding(request)))


@router.get(
    "/robots.txt",
    dependencies=[PUBLIC],
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}, "description": "Crawler rules"}},
)
async def get_robots(settings: SettingsDep) -> Response:
    """Tell crawlers what to leave out (RFC 9309), and where the sitemap is."""
    text = f"User-agent: *\nDisallow: /api/\nDisallow: /builder\nSitemap: {settings.pages_origin}/sitemap.xml\n"
    return Response(text, media_type="text/plain", headers={"Cache-Control": "public, max-age=300"})
