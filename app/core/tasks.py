"""Supervised tasks: what the app does in the background for as long as it runs never dies unseen.

A task that ends by an error is logged, counted and begun again after a back-off; until it runs again `/readyz` names
it. `onefold_task_up{task}` and `onefold_task_restarts_total{task}` show the same in `/metrics`.
"""

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge

from app.core.observability.health import Unwell

log = structlog.get_logger("onefold.core.tasks")

FIRST_BACKOFF_S, MAX_BACKOFF_S = 0.5, 10.0
STEADY_S = 30.0
"""A task that ran for so long before it failed begins again with the first back-off."""


class SupervisedTask:
    """A running task of `Supervisor.start`."""

    def __init__(self, task: asyncio.Task[None]) -> None:
        self._task = task

    async def stop(self) -> None:
        """Cancel it for good; returns when it has ended, so that what it uses may be closed."""
        self._task.cancel()
        await asyncio.wait({self._task})


class Supervisor:
    """Starts the app's long-lived tasks; there is one for each app."""

    def __init__(self, metrics: CollectorRegistry) -> None:
        self._up = Gauge("onefold_task_up", "Whether a background task runs.", ["task"], registry=metrics)
        self._restarts = Counter(
            "onefold_task_restarts",
            "Times a background task had failed and was begun again.",
            ["task"],
            registry=metrics,
        )
        self._down: set[str] = set()

    def start(
        self, name: str, run: Callable[[], Awaitable[None]], *, expected: tuple[type[Exception], ...] = ()
    ) -> SupervisedTask:
        """Keep `run()`, which has no end of its own, running until the returned task is stopped.

        `expected` are errors of the world outside, such as a database that went away: logged without a traceback.
        """
        return SupervisedTask(asyncio.create_task(self._keep(name, run, expected), name=name))

    async def check(self) -> None:
        """Return while every task runs; raises Unwell with the names of those that do not."""
        if self._down:
            raise Unwell("down: " + ", ".join(sorted(self._down)))

    async def _keep(
        self, name: str, run: Callable[[], Awaitable[None]], expected: tuple[type[Exception], ...]
    ) -> None:
        loop, backoff = asyncio.get_running_loop(), FIRST_BACKOFF_S
        up, restarts = self._up.labels(name), self._restarts.labels(name)
        try:
            while True:
                began = loop.time()
                up.set(1)
                self._down.discard(name)
                try:
                    await run()
                    log.error("task_ended", task=name)
                except asyncio.CancelledError:
                    if _is_stopping():
                        raise
                    log.exception("task_failed", task=name)
                except expected as error:
                    log.warning("task_failed", task=name, reason=f"{type(error).__name__}: {error}"[:200])
                except Exception:
                    log.exception("task_failed", task=name)
                up.set(0)
                self._down.add(name)
                if loop.time() - began > STEADY_S:
                    backoff = FIRST_BACKOFF_S
                await asyncio.sleep(backoff)
                backoff = min(backoff * 2, MAX_BACKOFF_S)
                restarts.inc()
        finally:
            up.set(0)
            self._down.discard(name)


def _is_stopping() -> bool:
    """Whether it is we who are cancelled, not something that the task waited for."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
