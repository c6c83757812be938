"""Work that comes again and again, such as removing what nobody will ask for any more.

A slice declares its jobs in its `jobs.py`; `app.resources` hands them all to `run_jobs`. Each runs in a task of its
own, so a slow one delays no other, and one that fails is logged, counted and tried again at its next turn. Every
process runs them all: what works on shared rows skips those that another process has locked.

`/metrics` shows `onefold_job_runs_total{name,outcome}` and `onefold_job_last_success_timestamp_seconds{name}`. The
label is not `job`, which Prometheus keeps for itself.
"""

import asyncio
import random
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.db.database import Database
from app.core.errors import OnefoldError
from app.core.tasks import Supervisor

log = structlog.get_logger("onefold.core.jobs")

BATCH_SIZE = 500
MAX_JITTER = 0.5
"""How much longer than `first_after` a first run may wait, as a share of it: processes start together."""

Batch = Callable[[], Awaitable[int]]
Steps = Callable[[], AsyncGenerator[int, None]]
Prune = Callable[[AsyncSession, int], Awaitable[int]]


@dataclass(frozen=True, slots=True)
class Job:
    """Done a while after the start, and then `every` so often after it last ended.

    `steps` does the work in parts, each a few hundredths of a second, and yields after each how many things it dealt
    with.
    """

    name: str
    every: timedelta
    first_after: timedelta
    steps: Steps


def in_batches(batch: Batch) -> Steps:
    """Return the steps that call `batch`, which returns how many things it dealt with, while those are BATCH_SIZE."""

    async def steps() -> AsyncGenerator[int, None]:
        dealt_with = BATCH_SIZE
        while dealt_with >= BATCH_SIZE:
            dealt_with = await batch()
            yield dealt_with

    return steps


def in_sessions(database: Database, prune: Prune) -> Steps:
    """Return the steps that call `prune(session, BATCH_SIZE)`, each in a short transaction of its own."""

    async def batch() -> int:
        async with database.session() as session:
            return await prune(session, BATCH_SIZE)

    return in_batches(batch)


async def run_to_end(job: Job, on_step: Callable[[int], None] = lambda _: None) -> int:
    """Run a job once; returns how many things it dealt with. `on_step` is told of those of each step.

    After each step it rests as long as that took: whoever waits to write to SQLite asks again only every few
    hundredths of a second, and would hardly ever find it free between transactions that follow one another at once.
    """
    count = 0
    async with aclosing(job.steps()) as steps:
        began = time.perf_counter()
        async for dealt_with in steps:
            count += dealt_with
            on_step(dealt_with)
            await asyncio.sleep(time.perf_counter() - began)
            began = time.perf_counter()
    return count


class JobRunner:
    """Runs jobs by name or forever; there is one for each app."""

    def __init__(self, jobs: Iterable[Job], metrics: CollectorRegistry) -> None:
        self.jobs = {job.name: job for job in jobs}
        self._runs = Counter("onefold_job_runs", "Runs of periodic jobs.", ["name", "outcome"], registry=metrics)
        self._succeeded_at = Gauge(
            "onefold_job_last_success_timestamp_seconds",
            "Unix time at which a periodic job last ended well.",
            ["name"],
            registry=metrics,
        )

    async def run(self, name: str) -> None:
        """Run a job once, now. It fails in the log and in the metrics, not here."""
        job = self.jobs[name]
        began = time.perf_counter()
        try:
            count = await run_to_end(job)
        except OnefoldError as error:  # of the world outside, such as a storage that is down
            log.warning("job_failed", job=name, code=error.code, reason=error.detail)
        except Exception:
            log.exception("job_failed", job=name)
        else:
            seconds = round(time.perf_counter() - began, 3)
            (log.info if count else log.debug)("job_done", job=name, count=count, seconds=seconds)
            self._runs.labels(name, "succeeded").inc()
            self._succeeded_at.labels(name).set_to_current_time()
            return
        self._runs.labels(name, "failed").inc()

    async def repeat(self, name: str) -> None:
        """Run a job whenever it is due, until cancelled."""
        job = self.jobs[name]
        await asyncio.sleep(job.first_after.total_seconds() * random.uniform(1, 1 + MAX_JITTER))
        while True:
            await self.run(name)
            await asyncio.sleep(job.every.total_seconds())


@asynccontextmanager
async def run_jobs(
    jobs: Iterable[Job], supervisor: Supervisor, metrics: CollectorRegistry
) -> AsyncIterator[JobRunner]:
    """Run the jobs in the background while the block runs."""
    runner = JobRunner(jobs, metrics)
    tasks = [supervisor.start(f"job-{name}", partial(runner.repeat, name)) for name in runner.jobs]
    try:
        yield runner
    finally:
        for task in tasks:
            await task.stop()
