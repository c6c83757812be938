"""The app: its routers and its middleware. `create_app` opens nothing; its lifespan opens every resource."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI
from starlette.middleware import Middleware

from app.auth.api_keys.router import router as api_keys_router
from app.auth.audit.router import router as audit_router
from app.auth.router import router as auth_router
from app.auth.users.router import router as users_router
from app.core.http.access_log import AccessLogMiddleware
from app.core.http.api_docs import router as docs_router
from app.core.http.body_limit import BodyLimitMiddleware
from app.core.http.compression import CompressionMiddleware
from app.core.http.cors import ApiCorsMiddleware
from app.core.http.openapi import install_openapi
from app.core.http.pages_host import PagesHost, PagesHostMiddleware
from app.core.http.problems import install_error_handlers
from app.core.http.proxy import ProxyHeadersMiddleware
from app.core.http.request_id import RequestIdMiddleware
from app.core.http.routing import add_routes
from app.core.http.security_headers import SecurityHeadersMiddleware
from app.core.http.timeout import RequestTimeoutMiddleware
from app.core.http.unhandled_errors import UnhandledErrorMiddleware
from app.core.observability.router import router as system_router
from app.core.settings import Settings
from app.data.queries.router import router as query_router
from app.data.sources.router import router as data_source_router
from app.data.tables.router import router as table_router
from app.executions.router import router as executions_router
from app.executions.sockets import router as sockets_router
from app.pages.editing.openapi import describe_components
from app.pages.editing.router import router as pages_router
from app.pages.redirects.router import router as redirects_router
from app.pages.serving.middleware import PageCacheMiddleware
from app.pages.serving.problem_pages import ProblemPages
from app.pages.serving.router import router as visitor_router
from app.pages.sign_in.router import router as sign_in_router
from app.pages.visitors.router import router as post_router
from app.resources import Resources, open_resources
from app.schedules.router import router as schedules_router
from app.secrets.named.router import router as secrets_router
from app.secrets.variables.router import router as variables_router
from app.site.router import router as site_router
from app.storage.public.router import router as files_router
from app.storage.router import router as storage_router
from app.webhooks.router import router as webhook_router
from app.workflows.openapi import describe_nodes
from app.workflows.router import router as actions_router

API_DESCRIPTION = "Pages and durable actions in one process. Errors are RFC 9457 problem+json with a stable `code`."

ROUTERS: tuple[APIRouter, ...] = (
    # First, since routes are tried in this order and no other is called as often by machines.
    webhook_router,
    system_router,
    docs_router,
    auth_router,
    users_router,
    api_keys_router,
    audit_router,
    data_source_router,
    table_router,
    query_router,
    executions_router,
    sockets_router,
    actions_router,
    schedules_router,
    secrets_router,
    variables_router,
    pages_router,
    redirects_router,
    site_router,
    post_router,
    visitor_router,
    sign_in_router,
    storage_router,
    files_router,
)

TAGS = {
    "system": "Whether the process is well, and what it measures.",
    "auth": "Signing in and out, one's own password and sessions, and the first owner.",
    "users": "Who may sign in, and what each may do.",
    "api-keys": "Keys for programs, limited by scopes, networks and time.",
    "audit": "Who did what, when and from where.",
    "workflows": "Drafts of workflows, their published versions, the kinds of nodes, and starting runs.",
    "executions": "Runs: their state, their events live and afterwards, and what a person can still do about them.",
    "schedules": "When workflows run by the clock.",
    "webhooks": "The addresses at which published workflows answer other services.",
    "secrets": "Named secrets, which workflows use and nobody reads back.",
    "variables": "Named values that expressions read as `env.NAME`.",
    "data-sources": "Databases that queries, tables and workflows work on.",
    "tables": "Tables of a data source, their columns and rows.",
    "queries": "Named SQL statements, which pages show and workflows run.",
    "pages": "Drafts of pages, their published versions, and the components they are built from.",
    "redirects": "Where paths lead that no published page has.",
    "site": "The look of all pages: colours, typefaces, room, logo, and what their heads say.",
    "visitors": "What browsers of visitors ask for: published pages, their forms, buttons and rows.",
    "storage": "Buckets and the files in them.",
    "files": "Files as browsers fetch them: public ones, and private ones by a signed address.",
}
"""What the operations of each router have in common, in the order of the document."""


JSON_LIMIT = 1024 * 1024
WEBHOOK_LIMIT = 5 * 1024 * 1024
# Where files come in; the other routes of storage take JSON.
UPLOAD_PATHS = r"/files/|/api/storage/(?:upload$|tus(?:/|$)|buckets/[^/]+/objects/)"
# Copying a large object takes as long as sending it.
UNTIMED_PREFIXES = ("/api/storage/", "/files/")
# Where ONEFOLD_PAGES_URL is set: what is on that host alone, and what is on both. A preview has a token of its own;
# the page for signing in is there for members, and its session good on its own host only.
PAGES_PATHS = r"/$|/p/|/files/|/sitemap(-\d+)?\.xml$|/robots\.txt$"
SHARED_PATHS = r"/p/_assets/|/login($|/)|/healthz$|/api/pages/[^/]+/(preview|canvas)$"


def list_middleware(settings: Settings) -> list[Middleware]:
    """Return what wraps the app: a request passes it in this order, its answer in reverse."""
    limits = [("/webhook", WEBHOOK_LIMIT), (UPLOAD_PATHS, settings.max_upload_bytes)]
    return [
        Middleware(ProxyHeadersMiddleware, trusted=settings.trusted_proxies),
        # Ahead of everything that costs time: cached pages.
        Middleware(PageCacheMiddleware),
        Middleware(ProblemPages),
        Middleware(RequestIdMiddleware),
        Middleware(AccessLogMiddleware),
        Middleware(SecurityHeadersMiddleware),
        *_keep_pages_apart(settings),
        *([Middleware(ApiCorsMiddleware, origins=settings.cors_origins)] if settings.cors_origins else []),
        Middleware(RequestTimeoutMiddleware, seconds=settings.request_timeout, exempt_prefixes=UNTIMED_PREFIXES),
        Middleware(BodyLimitMiddleware, default_limit=JSON_LIMIT, limits=limits),
        Middleware(CompressionMiddleware),
        Middleware(UnhandledErrorMiddleware),
    ]


def _keep_pages_apart(settings: Settings) -> list[Middleware]:
    if settings.pages_url is None:
        return []
    host = PagesHost(settings.pages_origin)
    return [Middleware(PagesHostMiddleware, host=host, pages=PAGES_PATHS, shared=SHARED_PATHS)]


class OnefoldApp(FastAPI):
    """The app with what it holds: `resources` are there from the start of its lifespan on."""

    resources: Resources


def create_app(settings: Settings) -> OnefoldApp:
    """Return the app for these settings; its resources open with its lifespan."""

    @asynccontextmanager
    async def lifespan(app: OnefoldApp) -> AsyncIterator[None]:
        async with open_resources(settings) as app.resources:
            yield

    app = OnefoldApp(
        title="Onefold",
        version="0.1.0",
        description=API_DESCRIPTION,
        license_info={"name": "Apache License 2.0", "identifier": "Apache-2.0"},
        contact={"name": "Whoever runs this Onefold"},
        servers=[{"url": "/", "description": "The server that this document comes from"}],
        openapi_tags=[{"name": name, "description": description} for name, description in TAGS.items()],
        lifespan=lifespan,
        middleware=list_middleware(settings),
        redirect_slashes=False,
        separate_input_output_schemas=False,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,  # app.core.observability.router serves it
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    install_error_handlers(app)
    install_openapi(app, [describe_nodes, describe_components])
    add_routes(app, ROUTERS)
    return app
