"""What is done once a key: in `local` the key, what was answered and the work itself are one transaction."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from pydantic import JsonValue

from app.core.idempotency.errors import OutcomeUnknown
from app.core.idempotency.service import check_size
from app.data.errors import TableMissing
from app.data.sources.open_sources import prepare
from app.data.sources.source import Source, Transaction

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class EffectKey:
    """A text that stands for one effect, wherever it is tried.

    `of_request`: an HTTP request is answered with it, whose answer is kept only up to a length. `was_interrupted`: a
    process died while it tried.
    """

    text: str
    of_request: bool = False
    was_interrupted: bool = False


BeginEffect = Callable[[], Awaitable[EffectKey | None]]
"""Says that something is about to be changed; returns the key of it, if it has one."""


async def do_once(
    source: Source,
    transaction: Transaction,
    key: EffectKey | None,
    name: str,
    work: Callable[[], Awaitable[JsonValue]],
) -> tuple[JsonValue, bool]:
    """Return what the work answers and True; with a key seen before, in `local`, the answer of then and False.

    `name` is the table that it is about, if it is one. Keys are kept for 30 days. Another source keeps none: there
    the work is done, unless an earlier attempt was cut off, which raises OutcomeUnknown. Raises KeptResponseTooLarge,
    and then nothing was done.
    """
    if key is None:
        return await work(), True
    if not source.is_local:
        if key.was_interrupted:
            raise OutcomeUnknown("The process that worked on it died. Look in the source whether it was done.")
        answer = await work()
        _to_text(key, answer)
        return answer, True
    claimed = await transaction.execute(
        "INSERT INTO _onefold_effects (key, table_name) VALUES (:key, :name) "
        "ON CONFLICT (key) DO NOTHING RETURNING key",
        {"key": key.text, "name": name},
    )
    if not claimed.rows:
        known = await transaction.execute("SELECT response FROM _onefold_effects WHERE key = :key", {"key": key.text})
        before: JsonValue = json.loads(str(known.rows[0]["response"]))
        return before, False
    answer = await work()
    await transaction.execute(
        "UPDATE _onefold_effects SET response = :response WHERE key = :key",
        {"response": _to_text(key, answer), "key": key.text},
    )
    return answer, True


def _to_text(key: EffectKey, answer: JsonValue) -> str:
    text = json.dumps(answer)
    if key.of_request:
        check_size(text)
    return text


async def with_keys(source: Source, work: Callable[[], Awaitable[T]]) -> T:
    """Return what a transaction returned; it is tried again when the table of the keys was dropped by somebody."""
    try:
        return await work()
    except TableMissing:
        if not source.is_local:
            raise
        await prepare(source)
        return await work()
