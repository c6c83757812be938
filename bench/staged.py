"""`onefold serve` with a clock at each stage of a webhook call: `python -m bench.staged serve`.

The stages are cut where one part hands over to the next, by wrapping these functions from outside: the app itself
carries no clock. A call's clock travels in a context variable, which the run's task inherits. Every call costs eight
clock readings, under 2 µs in all. At shutdown the means go to the file that ONEFOLD_BENCH_STAGES names.
"""

import asyncio
import json
import os
import time
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from app.cli import cli, serve
from app.engine.journal.operations import CreateRun, FinalState, Operation
from app.engine.journal.writer import EventWriter, Journal
from app.engine.running.interpreter import Interpreter
from app.webhooks import router as webhook_router
from app.webhooks import service as webhooks

VARIABLE = "ONEFOLD_BENCH_STAGES"
STAGES = (
    "middleware and routing, on the way in",
    "read the call",
    "find the trigger (database read)",
    "authenticate, plan, make the row",
    "commit 1: accept",
    "start the task",
    "interpret four nodes",
    "commit 2: events and end",
    "wake the caller, make the answer",
    "middleware, on the way out",
)
_clock: ContextVar[list[float] | None] = ContextVar("bench_clock", default=None)
_sums = [0.0] * len(STAGES)
_calls = 0


def mark() -> None:
    """Note the time at the end of a stage."""
    times = _clock.get()
    if times is not None:
        times.append(time.perf_counter())


def _marking(function: Callable[..., Awaitable[Any]], *, before: bool, after: bool) -> Callable[..., Awaitable[Any]]:
    async def wrapped(*args: Any, **kwargs: Any) -> Any:
        if before:
            mark()
        result = await function(*args, **kwargs)
        if after:
            mark()
        return result

    return wrapped


def _marking_accepts(submit: Callable[..., asyncio.Future[None]]) -> Callable[..., asyncio.Future[None]]:
    def wrapped(journal: Journal, operation: Operation) -> asyncio.Future[None]:
        if not isinstance(operation, CreateRun):
            return submit(journal, operation)
        mark()
        accepted = submit(journal, operation)
        # The first callback of all, so that it tells the commit and not what the others do.
        accepted.add_done_callback(lambda _: mark())
        return accepted

    return wrapped


def _clocked(app: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        global _calls
        if scope["type"] == "lifespan":
            await app(scope, receive, send)
            # Uvicorn ends the process by its signal, so that nothing at exit would run.
            _save()
            return
        if scope["type"] != "http" or not scope["path"].startswith("/webhook/"):
            await app(scope, receive, send)
            return
        times = [time.perf_counter()]
        _clock.set(times)
        await app(scope, receive, send)
        mark()
        if len(times) == len(STAGES) + 1:
            _calls += 1
            for n in range(len(STAGES)):
                _sums[n] += times[n + 1] - times[n]

    return wrapped


def _marking_finish(finish: Callable[[EventWriter, FinalState], Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    async def wrapped(writer: EventWriter, final: FinalState) -> None:
        # Marked as soon as the commit is back, which is before `finish` lets the answer go.
        answered = writer.on_response_durable
        if answered is not None:

            def answer_marked() -> None:
                mark()
                answered()

            writer.on_response_durable = answer_marked
        await finish(writer, final)

    return wrapped


def _save() -> None:
    path = os.environ.get(VARIABLE)
    if path and _calls:
        Path(path).write_text(json.dumps({"calls": _calls, "seconds": [total / _calls for total in _sums]}))


def install() -> None:
    """Put the clocks in."""
    webhook_router.read_call = _marking(webhook_router.read_call, before=True, after=True)  # type: ignore[assignment]
    webhooks.start_webhook = _marking(webhooks.start_webhook, before=True, after=False)  # type: ignore[assignment]
    Journal.submit = _marking_accepts(Journal.submit)  # type: ignore[method-assign]
    Interpreter.run = _marking(Interpreter.run, before=True, after=True)  # type: ignore[method-assign,assignment]
    EventWriter.finish = _marking_finish(EventWriter.finish)  # type: ignore[method-assign,assignment]
    webhook_router.respond = _marking(webhook_router.respond, before=False, after=True)  # type: ignore[assignment]
    serving_app = serve.serving_app

    def clocked_app() -> Any:
        return _clocked(serving_app())

    serve.serving_app = clocked_app


if __name__ == "__main__":
    install()
    cli()
