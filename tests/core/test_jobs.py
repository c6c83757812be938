"""The periodic runner: each job has its turns whatever the others do, and every run is seen from outside."""

import asyncio
import time
from collections.abc import AsyncGenerator, Iterator
from datetime import timedelta

import pytest
from prometheus_client import CollectorRegistry
from structlog.testing import capture_logs

from app.core.errors import StorageFull
from app.core.jobs import BATCH_SIZE, Job, JobRunner, in_batches, run_jobs
from app.core.tasks import Supervisor

NOW = timedelta(0)
HOUR = timedelta(hours=1)
SOON = timedelta(milliseconds=1)


@pytest.fixture
def metrics() -> CollectorRegistry:
    return CollectorRegistry()


def runs(metrics: CollectorRegistry, name: str, outcome: str) -> float | None:
    return metrics.get_sample_value("onefold_job_runs_total", {"name": name, "outcome": outcome})


def last_success(metrics: CollectorRegistry, name: str) -> float | None:
    return metrics.get_sample_value("onefold_job_last_success_timestamp_seconds", {"name": name})


class Counted:
    """A batch that counts its calls; `reached(n)` returns after the nth began."""

    def __init__(self, error: Exception | None = None) -> None:
        self.calls = 0
        self._error = error
        self._called = asyncio.Condition()

    async def __call__(self) -> int:
        async with self._called:
            self.calls += 1
            self._called.notify_all()
        if self._error is not None:
            raise self._error
        return 0

    async def reached(self, calls: int) -> None:
        async with asyncio.timeout(10), self._called:
            await self._called.wait_for(lambda: self.calls >= calls)


async def test_a_job_has_its_turns_whatever_the_others_do(metrics: CollectorRegistry) -> None:
    failing, well = Counted(RuntimeError("no luck")), Counted()

    async def hang() -> int:
        await asyncio.Event().wait()
        return 0

    batches = {"hanging": hang, "failing": failing, "well": well}
    jobs = [Job(name, SOON, NOW, in_batches(batch)) for name, batch in batches.items()]
    with capture_logs() as logs:
        async with run_jobs(jobs, Supervisor(metrics), metrics):
            await failing.reached(3)
            await well.reached(3)
    assert runs(metrics, "well", "succeeded") >= 2
    assert runs(metrics, "failing", "failed") >= 2
    assert runs(metrics, "failing", "succeeded") is None
    assert (last_success(metrics, "well") or 0) > 0
    assert last_success(metrics, "failing") is None
    failed = next(entry for entry in logs if entry["event"] == "job_failed")
    assert (failed["job"], failed["log_level"], failed["exc_info"]) == ("failing", "error", True)


async def test_nothing_runs_after_the_end(metrics: CollectorRegistry) -> None:
    work = Counted()
    async with run_jobs([Job("work", SOON, NOW, in_batches(work))], Supervisor(metrics), metrics):
        await work.reached(1)
    calls = work.calls
    for _ in range(10):
        await asyncio.sleep(0)
    assert work.calls == calls


async def test_the_first_run_waits_and_not_for_the_same_time_in_each_process(
    metrics: CollectorRegistry, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    async def note(seconds: float) -> None:
        if seconds < 1:  # the rest after a step
            return
        waited.append(seconds)
        if len(waited) % 2 == 0:
            raise asyncio.CancelledError

    monkeypatch.setattr(asyncio, "sleep", note)
    runner = JobRunner([Job("work", HOUR, timedelta(minutes=1), in_batches(Counted()))], metrics)
    for _ in range(20):
        with pytest.raises(asyncio.CancelledError):
            await runner.repeat("work")
    firsts, then = waited[::2], set(waited[1::2])
    assert all(60 <= first <= 90 for first in firsts)
    assert len(set(firsts)) > 1
    assert then == {3600}


@pytest.mark.parametrize("sizes", [[0], [3], [BATCH_SIZE, BATCH_SIZE, 3]])
async def test_full_batches_follow_one_another(metrics: CollectorRegistry, sizes: list[int]) -> None:
    left: Iterator[int] = iter(sizes)

    async def take() -> int:
        return next(left)

    with capture_logs() as logs:
        await JobRunner([Job("work", HOUR, HOUR, in_batches(take))], metrics).run("work")
    assert next(left, None) is None
    [entry] = logs
    assert (entry["event"], entry["job"], entry["count"]) == ("job_done", "work", sum(sizes))
    assert entry["log_level"] == ("info" if sum(sizes) else "debug")
    assert runs(metrics, "work", "succeeded") == 1


async def test_after_each_step_it_rests_as_long_as_that_took(
    metrics: CollectorRegistry, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, rests = 0.0, []
    took: Iterator[float] = iter([0.04, 0.01, 0.02])

    async def steps() -> AsyncGenerator[int, None]:
        nonlocal now
        for seconds in took:
            now += seconds
            yield 0

    async def rest(seconds: float) -> None:
        nonlocal now
        now += seconds
        rests.append(round(seconds, 6))

    monkeypatch.setattr(time, "perf_counter", lambda: now)
    monkeypatch.setattr(asyncio, "sleep", rest)
    await JobRunner([Job("work", HOUR, HOUR, steps)], metrics).run("work")
    assert rests == [0.04, 0.01, 0.02]


async def test_what_the_world_outside_refuses_is_a_warning(metrics: CollectorRegistry) -> None:
    job = Job("work", HOUR, HOUR, in_batches(Counted(StorageFull("The disk is full."))))
    with capture_logs() as logs:
        await JobRunner([job], metrics).run("work")
    [entry] = logs
    assert (entry["log_level"], entry["reason"]) == ("warning", "The disk is full.")
    assert runs(metrics, "work", "failed") == 1
