"""`/api/site`: the look of all pages. A change reaches visitors at once, without publishing anything."""

from fastapi import Response

from app.auth.deps import ClientInfoDep
from app.core.errors import BadRequest, Invalid, PreconditionRequired, RevisionConflict
from app.core.http.deps import ReaderDep
from app.core.http.pagination import ListPage
from app.core.http.problems import problems
from app.core.http.revisions import RequiredIfMatch, set_etag
from app.core.http.routing import new_router
from app.site import service
from app.site.deps import CurrentSiteDep, SiteEditor, SiteSessionDep, SiteViewer
from app.site.errors import ContrastTooLow
from app.site.schemas import PresetRead, SiteRead, SiteUpdate

router = new_router(prefix="/api/site", tags=["site"])


@router.get("")
async def get_site(caller: SiteViewer, session: ReaderDep, response: Response) -> SiteRead:
    """Get the look of all pages. The ETag is what If-Match wants."""
    site = await service.get_site(session)
    set_etag(response, site.revision)
    return site


@router.patch("", responses=problems(BadRequest, PreconditionRequired, RevisionConflict, ContrastTooLow, Invalid))
async def update_site(
    caller: SiteEditor,
    session: SiteSessionDep,
    current: CurrentSiteDep,
    client: ClientInfoDep,
    if_match: RequiredIfMatch,
    body: SiteUpdate,
    response: Response,
) -> SiteRead:
    """Change the look of all pages; visitors see it at once. Colours that cannot be read are refused."""
    site = await service.update_site(session, if_match, body, current.list_texts(), caller, client)
    set_etag(response, site.revision)
    return site


@router.get("/presets")
async def list_site_presets(caller: SiteViewer) -> ListPage[PresetRead]:
    """List the designs that a site can begin with."""
    return ListPage(items=service.list_presets())
