"""The composition root: `create_app(settings)` builds everything, its lifespan owns every resource."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from functools import partial

import structlog
from fastapi import APIRouter, FastAPI
from prometheus_client import CollectorRegistry
from starlette.middleware import Middleware

from app.auth.admin_router import api_keys_router, audit_router, users_router
from app.auth.passwords import PasswordPool
from app.auth.router import router as auth_router
from app.auth.setup import prepare_setup
from app.auth.throttle import Attempts
from app.auth.watch import watch_access
from app.core.bus import Bus
from app.core.db.database import Database
from app.core.db.migrations import check_database, head_revision
from app.core.failpoints import FailPoints
from app.core.http.api_docs import router as docs_router
from app.core.http.openapi import install_openapi
from app.core.http.problems import install_error_handlers
from app.core.http.routing import add_routes
from app.core.http.stack import install_middleware
from app.core.observability.health import HealthRegistry
from app.core.observability.logging import LogMetrics, hurry_logs
from app.core.observability.router import router as system_router
from app.core.security.egress import EgressClient
from app.core.security.key_ring import load_key_ring
from app.core.settings import Settings
from app.core.tasks import Supervisor
from app.data.query_router import router as query_router
from app.data.router import router as data_source_router
from app.data.runtime import DataRuntime
from app.data.table_router import router as table_router
from app.engine.kinds import Services
from app.engine.process import ExecutionProcess
from app.engine.runner import Runner
from app.executions.router import router as executions_router
from app.executions.sockets import router as sockets_router
from app.nodes.registry import node_kinds
from app.pages.editing.router import router as pages_router
from app.pages.serving.cache import PageCache
from app.pages.serving.middleware import KeptAnswers, PublishedPages
from app.pages.serving.problem_pages import ProblemPages
from app.pages.serving.router import router as visitor_router
from app.pages.visitors.router import router as post_router
from app.secrets.named.router import router as secrets_router
from app.secrets.named.service import reveal_secrets
from app.secrets.variables.router import router as variables_router
from app.secrets.variables.service import load_variables
from app.storage.opening import open_storage
from app.storage.public import router as files_router
from app.storage.router import router as storage_router
from app.upkeep import upkeep
from app.webhooks.router import router as webhook_router
from app.webhooks.routes import replace_routes
from app.webhooks.service import PublishedWebhooks
from app.workflows.definitions import list_readers
from app.workflows.router import router as actions_router
from app.workflows.service import load_run_graph

log = structlog.get_logger("app.main")

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
    secrets_router,
    variables_router,
    pages_router,
    post_router,
    visitor_router,
    storage_router,
    files_router,
)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Open every resource in the order they need one another; close them in reverse."""
    settings: Settings = app.state.settings
    async with AsyncExitStack() as stack:
        stack.callback(hurry_logs)
        database = Database(settings.database_url, direct_url=settings.direct_database_url)
        stack.push_async_callback(database.close)
        app.state.database = database
        # First of all that writes: on SQLite it refuses to be the second process.
        app.state.executions = ExecutionProcess(
            database, app.state.failpoints, app.state.supervisor, app.state.metrics
        )
        await app.state.executions.start_up()
        stack.push_async_callback(app.state.executions.shut_down)
        app.state.health.add("database", database.ping)
        app.state.health.add("migrations", partial(check_database, database, head_revision()))
        app.state.key_ring = load_key_ring(settings)
        app.state.passwords = PasswordPool()
        stack.callback(app.state.passwords.close)
        await prepare_setup(database, settings)
        app.state.data = await stack.enter_async_context(
            DataRuntime(settings, database, app.state.key_ring, app.state.bus, app.state.supervisor)
        )
        app.state.storage = await stack.enter_async_context(
            open_storage(settings, database, app.state.bus, app.state.failpoints, app.state.supervisor)
        )
        app.state.health.add("storage", app.state.storage.backend.check)
        app.state.access_watch = await stack.enter_async_context(
            watch_access(database, app.state.bus, app.state.supervisor)
        )
        await stack.enter_async_context(upkeep(database, app.state.supervisor, timedelta(days=settings.audit_days)))
        await _start_runner(app, stack)
        yield


async def _start_runner(app: FastAPI, stack: AsyncExitStack) -> None:
    """Open what runs executions; it stops first, while all that a run needs is still there."""
    settings: Settings = app.state.settings
    database: Database = app.state.database
    app.state.egress = EgressClient(settings.egress_allow, max_exchanges=max(128, settings.run_slots))
    stack.push_async_callback(app.state.egress.aclose)
    app.state.runner = Runner(
        app.state.executions,
        node_kinds(),
        Services(app.state.egress, app.state.data),
        partial(load_run_graph, database),
        partial(reveal_secrets, database, app.state.key_ring),
        partial(load_variables, database),
        key_ring=app.state.key_ring,
        slots=settings.run_slots,
        run_max_bytes=settings.run_max_bytes,
        failpoints=app.state.failpoints,
        supervisor=app.state.supervisor,
    )
    await app.state.runner.start_up()
    stack.push_async_callback(app.state.runner.shut_down)


def create_app(settings: Settings) -> FastAPI:
    """Return the app for these settings; its resources open with its lifespan."""
    app = FastAPI(
        title="Onefold",
        version="0.1.0",
        description=API_DESCRIPTION,
        lifespan=lifespan,
        redirect_slashes=False,
        separate_input_output_schemas=False,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,  # app.core.system serves it
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.state.settings = settings
    app.state.bus = Bus()
    app.state.health = HealthRegistry()
    app.state.metrics = CollectorRegistry()
    app.state.metrics.register(LogMetrics())
    app.state.supervisor = Supervisor(app.state.metrics)
    app.state.health.add("tasks", app.state.supervisor.check)
    app.state.attempts = Attempts()
    app.state.failpoints = FailPoints(settings.failpoint)
    install_error_handlers(app)
    app.state.openapi_bytes = None
    install_openapi(app)
    add_routes(app, ROUTERS)
    app.state.published_webhooks = PublishedWebhooks()
    app.state.on_publish = (replace_routes,)
    app.state.find_readers = list_readers
    app.state.page_cache = PageCache()
    app.state.bus.subscribe("data.rows_changed", app.state.page_cache.on_rows_changed)
    kept = KeptAnswers(app.state.page_cache, app.state.metrics, settings.trusted_proxies)
    app.state.find_kept = kept.raw
    install_middleware(app, settings, ahead=[Middleware(PublishedPages, kept=kept), Middleware(ProblemPages)])
    return app
