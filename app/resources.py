"""Everything a process of the app holds: what it is, how it opens, in which order it closes. Nothing else makes any.

Slices are below this module and get what they need by its type (`app.core.http.resources`).
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import TypeVar, get_type_hints

from prometheus_client import CollectorRegistry

from app.auth import jobs as auth_jobs
from app.auth.login_rate_limiter import LoginRateLimiter
from app.auth.passwords import PasswordHasher
from app.auth.setup import prepare_setup
from app.auth.watch import AccessWatch, watch_access
from app.core.bus import Bus
from app.core.bus_relay import relay_bus
from app.core.db.database import Database
from app.core.db.migrations import head_revision
from app.core.failpoints import FailPoints
from app.core.http.access_log import RequestMetrics
from app.core.http.openapi import OpenApiDocument
from app.core.http.pages_host import PagesHost
from app.core.http.protocol import EarlyResponses
from app.core.idempotency import jobs as idempotency_jobs
from app.core.idempotency.service import IdempotentRequests
from app.core.jobs import Job, JobRunner, run_jobs
from app.core.observability.health import HealthRegistry
from app.core.observability.logging import LogMetrics, hurry_logs
from app.core.security.egress import EgressClient
from app.core.security.key_ring import KeyRing, load_key_ring
from app.core.settings import Settings
from app.core.tasks import Supervisor
from app.core.usage import ListConsumers
from app.data import jobs as data_jobs
from app.data.queries import service as queries
from app.data.sources.open_sources import DataSources
from app.engine.kinds import Services
from app.engine.ownership.process import ExecutionProcess
from app.engine.runner import Runner
from app.executions import jobs as executions_jobs
from app.nodes.registry import node_kinds
from app.pages import jobs as page_jobs
from app.pages.editing import usage as page_usage
from app.pages.rendering.words import list_texts
from app.pages.serving.cache import SITE, PageCache
from app.pages.serving.changes import PageChanges
from app.pages.serving.middleware import CachedResponses
from app.pages.serving.services import PageServices
from app.pages.visitors.gate import SubmissionGate
from app.schedules.firing import fire_schedules
from app.schedules.service import replace_schedules
from app.secrets.named.service import reveal_secrets
from app.secrets.variables.service import load_variables
from app.site.current import CurrentSite
from app.storage import jobs as storage_jobs
from app.storage.backends.base import Backend
from app.storage.lifecycle import open_storage
from app.storage.objects import Storage
from app.webhooks.routes import replace_routes
from app.webhooks.service import Webhooks
from app.workflows import definitions
from app.workflows.definitions import PublishListeners
from app.workflows.service import load_run_graph

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Base:
    """What every other resource may need."""

    settings: Settings
    metrics: CollectorRegistry
    supervisor: Supervisor
    health: HealthRegistry
    bus: Bus
    failpoints: FailPoints
    database: Database
    executions: ExecutionProcess
    key_ring: KeyRing


@dataclass(frozen=True, kw_only=True)
class Resources(Base):
    """The open resources of a process. No two have the same type, by which each is found."""

    requests: RequestMetrics
    openapi: OpenApiDocument
    passwords: PasswordHasher
    login_rate_limiter: LoginRateLimiter
    access_watch: AccessWatch
    sources: DataSources
    storage: Storage
    jobs: JobRunner
    egress: EgressClient
    runner: Runner
    publish_listeners: PublishListeners
    list_consumers: ListConsumers
    webhooks: Webhooks
    current_site: CurrentSite
    page_cache: PageCache
    submission_gate: SubmissionGate
    page_changes: PageChanges
    page_services: PageServices
    cached_responses: CachedResponses
    early: EarlyResponses
    idempotent_requests: IdempotentRequests

    def __getitem__(self, kind: type[T]) -> T:
        found: T = getattr(self, _NAMES[kind])
        return found


_NAMES = {kind: name for name, kind in get_type_hints(Resources).items()}


@asynccontextmanager
async def open_resources(settings: Settings) -> AsyncIterator[Resources]:
    """Open every resource in the order they need one another; close them in reverse."""
    async with AsyncExitStack() as stack:
        stack.callback(hurry_logs)
        base = await _open_base(settings, stack)
        database, supervisor = base.database, base.supervisor
        await stack.enter_async_context(relay_bus(base.bus, database, supervisor, base.metrics))
        passwords = PasswordHasher()
        stack.callback(passwords.close)
        await prepare_setup(database, passwords, settings)
        sources = await stack.enter_async_context(DataSources(settings, database, base.key_ring, base.bus))
        storage = await stack.enter_async_context(open_storage(settings, database, base.bus, base.failpoints))
        base.health.add("storage", storage.backend.check)
        access_watch = await stack.enter_async_context(watch_access(database, base.bus, supervisor))
        egress = EgressClient(settings.egress_allow, max_exchanges=max(128, settings.run_slots))
        stack.push_async_callback(egress.aclose)
        # Opened last and so closed first, while all that a run needs is still there.
        runner = await _open_runner(base, Services(egress, sources), stack)
        await stack.enter_async_context(fire_schedules(database, runner, base.failpoints, supervisor))
        page_cache = PageCache(settings.page_cache_bytes)
        page_changes = PageChanges(page_cache, base.bus)
        current_site = CurrentSite(list_texts, [lambda: page_changes.announce([SITE])])
        host = PagesHost(settings.pages_origin) if settings.pages_url is not None else None
        page_services = PageServices(database, page_cache, sources, runner, settings.pages_origin, current_site, host)
        periodic = [
            *list_pruning_jobs(settings, database, storage.backend),
            *data_jobs.list_jobs(sources),
            *page_jobs.list_jobs(page_services, page_changes),
        ]
        jobs = await stack.enter_async_context(run_jobs(periodic, supervisor, base.metrics))
        cached_responses = CachedResponses(page_cache, base.metrics, settings.trusted_proxies, host)
        yield Resources(
            **vars(base),
            requests=RequestMetrics(base.metrics),
            openapi=OpenApiDocument(),
            passwords=passwords,
            login_rate_limiter=LoginRateLimiter(),
            access_watch=access_watch,
            sources=sources,
            storage=storage,
            jobs=jobs,
            egress=egress,
            runner=runner,
            publish_listeners=list_publish_listeners(),
            list_consumers=_ask_consumers(),
            webhooks=Webhooks(database, base.key_ring, runner),
            current_site=current_site,
            page_cache=page_cache,
            submission_gate=SubmissionGate(),
            page_changes=page_changes,
            page_services=page_services,
            cached_responses=cached_responses,
            early=EarlyResponses(cached_responses.raw),
            idempotent_requests=_remember_requests(base),
        )


async def _open_base(settings: Settings, stack: AsyncExitStack) -> Base:
    metrics = CollectorRegistry()
    metrics.register(LogMetrics())
    supervisor = Supervisor(metrics)
    database = Database(settings.database_url, direct_url=settings.direct_database_url)
    stack.push_async_callback(database.close)
    failpoints = FailPoints(settings.failpoint)
    # First of all that writes: on SQLite it refuses to be the second process.
    executions = ExecutionProcess(database, failpoints, supervisor, metrics)
    await executions.start_up()
    stack.push_async_callback(executions.shut_down)
    health = HealthRegistry()
    health.add("tasks", supervisor.check)
    health.add("database", database.ping)
    health.add("migrations", partial(database.check_schema, head_revision()))
    return Base(
        settings=settings,
        metrics=metrics,
        supervisor=supervisor,
        health=health,
        bus=Bus(),
        failpoints=failpoints,
        database=database,
        executions=executions,
        key_ring=load_key_ring(settings),
    )


def _ask_consumers() -> ListConsumers:
    of_workflows = (definitions.list_consumers,)
    return ListConsumers(
        {
            "env": of_workflows,
            "secrets": of_workflows,
            "source": (queries.list_consumers, *of_workflows),
            "query": (page_usage.list_consumers,),
            "workflow": (page_usage.list_consumers,),
        }
    )


def list_publish_listeners() -> PublishListeners:
    """Return who keeps what the triggers of a published workflow register."""
    return PublishListeners([replace_routes, replace_schedules])


def list_pruning_jobs(settings: Settings, database: Database, backend: Backend) -> list[Job]:
    """Return the jobs that delete what is not kept any longer."""
    return [
        *auth_jobs.list_jobs(settings, database),
        *executions_jobs.list_jobs(settings, database),
        *idempotency_jobs.list_jobs(database),
        *storage_jobs.list_jobs(backend),
    ]


def _remember_requests(base: Base) -> IdempotentRequests:
    claims = base.executions.claims
    return IdempotentRequests(base.database, base.key_ring, base.failpoints, lambda: claims.owner, claims.is_dead)


async def _open_runner(base: Base, services: Services, stack: AsyncExitStack) -> Runner:
    runner = Runner(
        base.executions,
        node_kinds(),
        services,
        partial(load_run_graph, base.database),
        partial(reveal_secrets, base.database, base.key_ring),
        partial(load_variables, base.database),
        key_ring=base.key_ring,
        slots=base.settings.run_slots,
        run_max_bytes=base.settings.run_max_bytes,
        failpoints=base.failpoints,
        supervisor=base.supervisor,
    )
    await runner.start_up()
    stack.push_async_callback(runner.shut_down)
    return runner
