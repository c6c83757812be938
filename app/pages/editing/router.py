"""The API for pages, their versions and the components they are built from."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Body, Query, Response, status
from pydantic import Field

from app.auth.access import Principal, Scope
from app.auth.deps import PUBLIC
from app.core.draft_problems import DraftValidation
from app.core.errors import BadRequest, PreconditionRequired, RevisionConflict
from app.core.http.deps import KeyRingDep, ReaderDep, SessionDep, SettingsDep
from app.core.http.idempotency import IDEMPOTENT
from app.core.http.pagination import ListPage, PageQuery, Search, to_page
from app.core.http.problems import problems
from app.core.http.revisions import IfMatch, RequiredIfMatch, VersionNumber, set_etag
from app.core.http.routing import new_router
from app.core.settings import Settings
from app.core.versioned import VersionNotFound
from app.data.sources.open_sources import DataSources
from app.pages.deps import PageEditor, PageServicesDep, PageViewer, PublishingSessionDep
from app.pages.editing import canvas, preview, service
from app.pages.editing.catalogue import read_components
from app.pages.editing.diff import VersionDiff
from app.pages.editing.references import check_scopes
from app.pages.editing.schemas import (
    CanvasRender,
    CanvasRendering,
    ComponentRead,
    PageCreate,
    PageRead,
    PageSchedule,
    PageSummary,
    PageUpdate,
    PageVersionRead,
    PageVersionSummary,
    PreviewToken,
    PreviewTokenCreate,
    PublishedPage,
)
from app.pages.errors import (
    AccessUnsupported,
    PageInvalid,
    PageNotFound,
    PreviewTokenInvalid,
    ScheduleImpossible,
    SlugTaken,
)
from app.pages.models import Page, pages
from app.pages.rendering.document import MEDIA_TYPE
from app.pages.rendering.stored import read_tree
from app.pages.rendering.tree import DraftTree
from app.pages.serving.services import PageServices

router = new_router(tags=["pages"])
_CHANGE = (BadRequest, PageNotFound, RevisionConflict)
"""What every change that takes If-Match can answer."""
ComparedWith = Annotated[
    Annotated[int, Field(ge=1, le=2**31 - 1)] | Literal["draft"], Query(description="A version, or the draft.")
]


def _with_etag(response: Response, page: Page) -> PageRead:
    set_etag(response, page.revision)
    return service.to_read(page)


@router.get("/api/pages")
async def list_pages(
    caller: PageViewer, session: ReaderDep, page: PageQuery, search: Search = None
) -> ListPage[PageSummary]:
    """List pages, newest first, without their trees; `search` is a part of title or slug."""
    rows = await service.list_pages(session, page, search)
    return to_page(rows, page, lambda page: PageSummary.model_validate(page, from_attributes=True))


@router.post(
    "/api/pages",
    dependencies=[IDEMPOTENT],
    status_code=status.HTTP_201_CREATED,
    responses=problems(SlugTaken, AccessUnsupported),
)
async def create_page(caller: PageEditor, session: SessionDep, body: PageCreate, response: Response) -> PageRead:
    """Create a page; nobody sees it before it is published."""
    check_scopes(caller, read_tree(body.draft.dump()))
    page = await service.create_page(session, body)
    response.headers["Location"] = f"/api/pages/{page.id}"
    return _with_etag(response, page)


@router.get("/api/pages/{page_id}", responses=problems(PageNotFound))
async def get_page(caller: PageViewer, session: ReaderDep, page_id: UUID, response: Response) -> PageRead:
    """Get a page with its draft. The ETag is what If-Match wants."""
    return _with_etag(response, await pages.get(session, page_id))


@router.patch(
    "/api/pages/{page_id}",
    responses=problems(*_CHANGE, PreconditionRequired, SlugTaken, AccessUnsupported),
)
async def update_page(
    caller: PageEditor,
    session: PublishingSessionDep,
    page_id: UUID,
    if_match: RequiredIfMatch,
    body: PageUpdate,
    response: Response,
) -> PageRead:
    """Change slug, title, access, SEO fields or the home mark. Title and SEO fields are published with the draft."""
    return _with_etag(response, await service.update_page(session, page_id, if_match, body))


@router.delete(
    "/api/pages/{page_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=problems(*_CHANGE),
)
async def delete_page(caller: PageEditor, session: PublishingSessionDep, page_id: UUID, if_match: IfMatch) -> None:
    """Delete a page with all its versions; visitors no longer find it."""
    await pages.delete(session, page_id, if_match)


@router.put(
    "/api/pages/{page_id}/draft",
    responses=problems(*_CHANGE, PreconditionRequired),
)
async def save_page_draft(
    caller: PageEditor,
    session: SessionDep,
    page_id: UUID,
    if_match: RequiredIfMatch,
    body: DraftTree,
    response: Response,
) -> PageRead:
    """Store the draft, right or wrong; `validate` and `publish` say what is wrong with it."""
    draft = body.dump()
    check_scopes(caller, read_tree(draft))
    return _with_etag(response, await pages.replace_draft(session, page_id, draft, if_match))


def _sources_for(caller: Principal, services: PageServices) -> DataSources | None:
    """Return what queries run on; None for a key that may not know what they give."""
    return services.sources if caller.scopes is None or Scope.DATA_READ in caller.scopes else None


@router.post("/api/pages/{page_id}/validate", responses=problems(PageNotFound))
async def validate_page(
    caller: PageViewer, session: ReaderDep, services: PageServicesDep, page_id: UUID
) -> DraftValidation:
    """Say whether the draft could be published, and what is wrong with it."""
    return await service.validate_draft(session, _sources_for(caller, services), await pages.get(session, page_id))


@router.post("/api/pages/{page_id}/publish", dependencies=[IDEMPOTENT], responses=problems(*_CHANGE, PageInvalid))
async def publish_page(
    caller: PageEditor,
    session: PublishingSessionDep,
    services: PageServicesDep,
    page_id: UUID,
    if_match: IfMatch,
    response: Response,
) -> PublishedPage:
    """Publish the draft as a version that never changes; visitors see it from now on, whatever the warnings say.

    A draft that is the newest version already is published as that one.
    """
    # Before anything is locked: a query that is asked for its columns may be slow.
    async with services.database.reader() as reader:
        found = await service.validate_draft(reader, _sources_for(caller, services), await pages.get(reader, page_id))
    page, version = await service.publish_page(session, page_id, if_match, caller)
    set_etag(response, page.revision)
    return PublishedPage(**dict(service.to_version_read(version)), warnings=found.warnings)


@router.post(
    "/api/pages/{page_id}/unpublish",
    responses=problems(*_CHANGE),
)
async def unpublish_page(
    caller: PageEditor, session: PublishingSessionDep, page_id: UUID, if_match: IfMatch, response: Response
) -> PageRead:
    """Withdraw the page from visitors; its versions stay."""
    return _with_etag(response, await pages.unpublish(session, page_id, if_match))


@router.put(
    "/api/pages/{page_id}/schedule",
    responses=problems(*_CHANGE, PageInvalid, ScheduleImpossible),
)
async def schedule_page(
    caller: PageEditor,
    session: SessionDep,
    page_id: UUID,
    if_match: IfMatch,
    body: PageSchedule,
    response: Response,
) -> PageRead:
    """Publish the draft, as it is now, at a time to come, and withdraw the page at another; null takes a time back.

    It is checked now, and kept as a version: what is edited meanwhile changes nothing about it.
    """
    return _with_etag(response, await service.schedule_page(session, page_id, if_match, body, caller))


@router.get("/api/pages/{page_id}/versions", responses=problems(PageNotFound))
async def list_page_versions(
    caller: PageViewer, session: ReaderDep, page_id: UUID, page: PageQuery
) -> ListPage[PageVersionSummary]:
    """List the published versions of a page, newest first."""
    return await pages.list_versions(session, page_id, page, PageVersionSummary)


@router.get("/api/pages/{page_id}/versions/{number}", responses=problems(PageNotFound, VersionNotFound))
async def get_page_version(
    caller: PageViewer, session: ReaderDep, page_id: UUID, number: VersionNumber
) -> PageVersionRead:
    """Get a published version with its tree."""
    return service.to_version_read(await pages.get_version(session, page_id, number))


@router.get("/api/pages/{page_id}/versions/{number}/diff", responses=problems(PageNotFound, VersionNotFound))
async def compare_page_versions(
    caller: PageViewer,
    session: ReaderDep,
    page_id: UUID,
    number: VersionNumber,
    to: ComparedWith = "draft",
) -> VersionDiff:
    """Say what differs between a version and another one, or the draft: components by id, and the page itself."""
    return await service.compare_versions(session, page_id, number, to)


@router.post(
    "/api/pages/{page_id}/versions/{number}/restore",
    responses=problems(*_CHANGE, VersionNotFound),
)
async def restore_page_version(
    caller: PageEditor,
    session: SessionDep,
    page_id: UUID,
    number: VersionNumber,
    if_match: IfMatch,
    response: Response,
) -> PageRead:
    """Make an older version's tree, title and SEO fields the draft; publish it to show it."""
    return _with_etag(response, await pages.restore(session, page_id, number, if_match))


@router.post("/api/pages/{page_id}/preview-token", responses=problems(PageNotFound, VersionNotFound))
async def create_preview_token(
    caller: PageEditor,
    session: ReaderDep,
    key_ring: KeyRingDep,
    settings: SettingsDep,
    page_id: UUID,
    body: Annotated[PreviewTokenCreate, Body(default_factory=PreviewTokenCreate)],
    response: Response,
) -> PreviewToken:
    """Make a link to the draft, or to a version, for whoever has it: good for 30 minutes, or as long as is asked for.

    A key that leaves the ring (`ONEFOLD_SECRET_KEYS`) ends the links that it signed.
    """
    page = await pages.get(session, page_id)
    if body.version is not None:
        await pages.get_version(session, page_id, body.version)
    token, expires_at = preview.make_token(key_ring, page.id, body.version, body.expires_in)
    response.headers["Cache-Control"] = "no-store"
    base = f"{settings.pages_origin}/api/pages/{page.id}"
    canvas_url = f"{base}/canvas?token={token}" if body.version is None else None
    url = f"{base}/preview?token={token}"
    return PreviewToken(token=token, url=url, canvas_url=canvas_url, expires_at=expires_at)


@router.get(
    "/api/pages/{page_id}/preview",
    dependencies=[PUBLIC],
    response_class=Response,
    responses=problems(PageNotFound, VersionNotFound, PageInvalid, PreviewTokenInvalid)
    | {200: {"content": {"text/html": {"schema": {"type": "string"}}}, "description": "The page as HTML"}},
)
async def preview_page(
    session: ReaderDep,
    services: PageServicesDep,
    key_ring: KeyRingDep,
    settings: SettingsDep,
    page_id: UUID,
    token: Annotated[str, Query(max_length=200)],
) -> Response:
    """Show what a preview link is of, without scripts; its buttons and forms do nothing."""
    number = preview.check_token(key_ring, page_id, token)
    page = await pages.get(session, page_id)
    content = await service.read_content(session, page, number)
    html, csp = await preview.write_preview(session, services, page, *content)
    return _framed(services, settings, html, csp)


def _framed(services: PageServices, settings: Settings, html: bytes, csp: str) -> Response:
    """Return a document that nobody but the builder may frame, and nobody keep."""
    headers = {
        "Content-Security-Policy": csp,
        "Cache-Control": "private, no-store",
        "X-Frame-Options": "SAMEORIGIN",
        "Referrer-Policy": "no-referrer",
    }
    if services.host is not None:  # the builder, which frames it, is on another; this counts before X-Frame-Options
        headers["Content-Security-Policy"] = csp.replace("frame-ancestors", f"frame-ancestors {settings.origin}")
    return Response(html, media_type=MEDIA_TYPE, headers=headers)


@router.post("/api/pages/{page_id}/render", responses=problems(PageNotFound))
async def render_page(
    caller: PageEditor, session: ReaderDep, services: PageServicesDep, page_id: UUID, body: CanvasRender
) -> CanvasRendering:
    """Write parts of a page as a builder shows them: also what is wrong, with a box in its place. Nothing is stored.

    Queries that only read are run where the caller's key may read data; workflows are not.
    """
    live = _sources_for(caller, services) is not None
    return await canvas.render_parts(session, services, await pages.get(session, page_id), body, live=live)


@router.get(
    "/api/pages/{page_id}/canvas",
    dependencies=[PUBLIC],
    response_class=Response,
    responses=problems(PageNotFound, PreviewTokenInvalid)
    | {200: {"content": {"text/html": {"schema": {"type": "string"}}}, "description": "The canvas as HTML"}},
)
async def show_canvas(
    session: ReaderDep,
    services: PageServicesDep,
    key_ring: KeyRingDep,
    settings: SettingsDep,
    page_id: UUID,
    token: Annotated[str, Query(max_length=200)],
) -> Response:
    """Show the draft, however wrong, in the document that a builder frames; `token` is that of a preview of it.

    Comments mark where each component begins and ends. A script takes fragments that `render` wrote, and tells the
    builder what is clicked and where components are, through a port that the builder sends it.
    """
    if preview.check_token(key_ring, page_id, token) is not None:
        raise PreviewTokenInvalid("This link is of a published version; the canvas shows the draft.")
    page = await pages.get(session, page_id)
    html, csp = await canvas.write_canvas(session, services, page, live=True)
    return _framed(services, settings, html, csp)


@router.get("/api/components")
async def list_components(caller: PageViewer) -> ListPage[ComponentRead]:
    """List the components a page can be built from, with the JSON schema of their props."""
    return ListPage(items=read_components())
