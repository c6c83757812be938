"""What visitors send: buttons and forms, with and without JavaScript, and the next rows of a table.

A visitor is nobody here: sessions and keys are ignored, but for a session where a page is for members. A post must
come from a page of this very origin.
"""

from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import quote, urljoin

from fastapi import Depends, Path, Query, Request, Response
from fastapi.responses import JSONResponse

from app.auth.deps import PUBLIC
from app.core.errors import BadRequest, CrossSite, TooLarge, UnsupportedMediaType
from app.core.http.deps import SettingsDep
from app.core.http.forms import FORM_TYPES, DuplicateField, Fields
from app.core.http.origins import is_same_site_request, is_secure
from app.core.http.problems import problems
from app.core.http.resources import Resource
from app.core.http.routing import new_router
from app.core.http.timeout import lift_request_timeout
from app.core.security.networks import network_of
from app.pages.deps import PageServicesDep
from app.pages.errors import ComponentNotFound, MembersOnly, PageNotFound, TooManySubmissions
from app.pages.models import Page, PageVersion
from app.pages.rendering.context import VERSION_FIELD, PageState
from app.pages.rendering.cookies import PREFIX
from app.pages.rendering.declarations import PageVariable
from app.pages.rendering.document import MEDIA_TYPE
from app.pages.rendering.query import PARAM_PREFIX, SENT
from app.pages.rendering.table_views import EVERYTHING, MAX_TABLE_PAGE
from app.pages.rendering.words import Words
from app.pages.serving import members, renderer, service
from app.pages.serving.renderer import LIVE_POLICY
from app.pages.serving.router import html_notice, wants_html
from app.pages.serving.schemas import TableRows
from app.pages.serving.services import PageServices
from app.pages.visitors import submissions
from app.pages.visitors.gate import SubmissionGate, submit_once
from app.pages.visitors.schemas import FieldError, SubmissionResponse, VisitorRun
from app.pages.visitors.submissions import Submission, SubmissionResult

router = new_router(tags=["visitors"])
GateDep = Annotated[SubmissionGate, Depends(Resource(SubmissionGate))]
ComponentId = Annotated[str, Path(max_length=64)]
_FORM_BODY: dict[str, Any] = {
    "requestBody": {
        "description": "The fields, and `version`: the version of the page that the visitor saw.",
        "content": {
            media_type: {
                "schema": {
                    "type": "object",
                    "properties": {VERSION_FIELD: {"type": "string"}},
                    "additionalProperties": {"type": "string"},
                }
            }
            for media_type in FORM_TYPES
        },
    }
}
_ERRORS = problems(
    BadRequest,
    DuplicateField,
    CrossSite,
    PageNotFound,
    MembersOnly,
    ComponentNotFound,
    TooLarge,
    TooManySubmissions,
    UnsupportedMediaType,
) | {
    202: {"model": SubmissionResponse, "description": "Accepted; the run goes on"},
    303: {"description": "Without JavaScript: back to the page, or where `navigate` leads"},
    422: {
        "model": SubmissionResponse,
        "description": "Something is wrong with the fields, or the workflow said no; without JavaScript the page",
    },
}


async def check_same_origin(request: Request, settings: SettingsDep) -> None:
    """Return when a page of ours sent the request; raises CrossSite.

    Browsers send Origin with every post, and fetch metadata besides; no other site can forge either.
    """
    if not is_same_site_request(request, settings):
        raise CrossSite("Send this from a page of this site, with its Origin header.")


SAME_ORIGIN = Depends(check_same_origin)


@router.post(
    "/p/{slug:path}/forms/{component_id}",
    dependencies=[PUBLIC, SAME_ORIGIN],
    responses=_ERRORS,
    response_model=SubmissionResponse,
    openapi_extra=_FORM_BODY,
)
async def send_form(
    services: PageServicesDep, gate: GateDep, slug: str, component_id: ComponentId, fields: Fields, request: Request
) -> Response:
    """Check a form's fields and run its `on_submit`. JSON for `Accept: application/json`, else the page again."""
    return await _handle(request, services, gate, slug, component_id, fields, is_form=True)


@router.post(
    "/p/{slug:path}/actions/{component_id}",
    dependencies=[PUBLIC, SAME_ORIGIN],
    responses=_ERRORS,
    response_model=SubmissionResponse,
    openapi_extra=_FORM_BODY,
)
async def press_button(
    services: PageServicesDep, gate: GateDep, slug: str, component_id: ComponentId, fields: Fields, request: Request
) -> Response:
    """Run a button's `on_click`. JSON for `Accept: application/json`, else the page again."""
    return await _handle(request, services, gate, slug, component_id, fields, is_form=False)


async def _handle(
    request: Request,
    services: PageServices,
    gate: SubmissionGate,
    slug: str,
    component_id: str,
    fields: dict[str, str],
    *,
    is_form: bool,
) -> Response:
    as_json = "application/json" in request.headers.get("accept", "")
    try:
        page, version = await _get_submitted(request, services, slug, fields.get(VERSION_FIELD))
        words = renderer.words_for(services, version)
        compiled = await renderer.get_program(services, page, version)
        asked = renderer.read_asked(
            compiled, request.scope["query_string"], address=slug, cookies=request.headers.get("cookie", "")
        )
        submission = Submission(page, version, component_id, fields, asked, compiled.heeded.values(asked), words)
        lift_request_timeout(request.scope)
        network = network_of(request.client.host if request.client else "")
        done = await submit_once(services, gate, submission, network, as_html=not as_json, is_form=is_form)
    except MembersOnly:
        if as_json or not wants_html(request):
            raise
        return members.lead_to_sign_in(f"/p/{quote(slug)}", request.url.query)
    except (PageNotFound, ComponentNotFound) as error:
        if as_json or not wants_html(request):
            raise
        return html_notice(services, 404, "This page has changed", f"{error.detail} Go back and load the page again.")
    except TooManySubmissions as error:
        if as_json or not wants_html(request):
            raise
        response = html_notice(services, 429, "Please wait a moment", f"{error.title}. {error.detail}")
        response.headers.update(error.headers or {})
        return response
    response = _json_response(done) if as_json else await _html_response(services, submission, done)
    for variable, value in done.cookies.values():
        _set_cookie(request, response, variable, value)
    return response


def _set_cookie(request: Request, response: Response, variable: PageVariable, value: str) -> None:
    response.set_cookie(
        PREFIX + variable.name,
        value,
        max_age=variable.max_age,
        path="/",
        secure=variable.same_site == "none" or is_secure(request),
        httponly=variable.http_only,
        samesite=variable.same_site,
    )


async def _get_submitted(
    request: Request, services: PageServices, slug: str, number: str | None
) -> tuple[Page, PageVersion]:
    async def load(is_member: bool) -> tuple[Page, PageVersion]:
        async with services.database.reader() as session:
            found = await service.get_submitted_version(session, slug, number, is_member=is_member)
            await services.site.look(session)
        return found

    return await members.admit(request, services.database, load)


def _json_response(done: SubmissionResult) -> Response:
    """Return what the island reads."""
    response = SubmissionResponse(
        effects=done.effects,
        result=done.result,
        errors=done.errors,
        run=VisitorRun(id=done.run_id) if done.run_id else None,
    )
    status = 422 if done.errors else 202 if done.still_running else 200
    return JSONResponse(response.model_dump(mode="json"), status, {"Cache-Control": "no-store"})


async def _html_response(services: PageServices, submission: Submission, done: SubmissionResult) -> Response:
    if not done.errors:
        own = submission.address
        location = own + submission.asked.query(also=(SENT, submission.component_id))
        if done.destination:
            location = urljoin(own + submission.asked.query(), done.destination)
        headers = {"Location": quote(location, safe="/:?#[]@!$&'()*+,;=%~-._"), "Cache-Control": "no-store"}
        return Response(status_code=303, headers=headers)
    state = PageState(
        form=submission.component_id,
        message=_message(done.errors, submission.words),
        errors={error.field: error.message for error in done.errors if error.field is not None},
        values=submission.fields,
        asked=submission.asked,
    )
    content, policy = await renderer.write_with_state(services, submission.page, submission.version, state)
    headers = {"Content-Security-Policy": policy, "Cache-Control": "no-store"}
    return Response(content, 422, headers, MEDIA_TYPE)


def _message(errors: list[FieldError], words: Words) -> str:
    whole = next((error.message for error in errors if error.field is None), None)
    return whole or words("Please look at the marked fields.")


@router.get(
    "/p/{slug:path}/data/{component_id}",
    dependencies=[PUBLIC],
    response_model=TableRows,
    responses=problems(PageNotFound, MembersOnly, ComponentNotFound)
    | {200: {"content": {"text/html": {"schema": {"type": "string"}}}, "description": "Rows, or the table as HTML"}},
)
async def get_component_rows(
    services: PageServicesDep,
    slug: str,
    component_id: ComponentId,
    request: Request,
    page: Annotated[int | None, Query(ge=1, le=MAX_TABLE_PAGE, description="From 1.")] = None,
) -> Response:
    """Get one page of a table's rows: its own columns as JSON, or the table's HTML for `Accept: text/html`.

    `sort.{id}`, `search.{id}` and `filter.{id}.{column}` ask for them as on the page itself.
    """

    async def load(is_member: bool) -> tuple[Page, PageVersion]:
        async with services.database.reader() as session:
            return await service.get_published(session, slug, is_member=is_member)

    found, version = await members.admit(request, services.database, load)
    compiled = await renderer.get_program(services, found, version)
    cookies = request.headers.get("cookie", "")
    query: bytes = request.scope["query_string"]
    asked = renderer.read_asked(compiled, query, PARAM_PREFIX, address=slug, cookies=cookies)
    params = compiled.heeded.values(asked)
    node, _ = await submissions.get_component(
        services, version, component_id, params, asked.cookies, lambda it: it.rows
    )
    view = asked.views.get(component_id, EVERYTHING)
    view = view if page is None else replace(view, page=page)
    is_shared = found.access == "public" and not compiled.reads_cookies
    headers = {"Cache-Control": LIVE_POLICY if is_shared else members.PRIVATE, "Vary": "Accept"}
    if wants_html(request):
        content = await renderer.write_rows(services, found, version, node, view, asked)
        return Response(content, media_type=MEDIA_TYPE, headers=headers)
    rows = await renderer.read_table(services, compiled, component_id, view, params, asked.cookies)
    return JSONResponse(rows.model_dump(mode="json"), headers=headers)
