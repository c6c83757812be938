"""What stands before a visitor's form: how often one network may send it, and what was sent already.

Both are kept by each process for itself, in bounded memory: with several processes a network may send as many times
more, and what was sent to one process is not known to be sent again to another.
"""

import asyncio
import hashlib
import json
import re
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from math import ceil

import structlog

from app.pages.errors import TooManySubmissions
from app.pages.rendering.context import TRAP_FIELD
from app.pages.serving.services import PageServices
from app.pages.visitors import submissions
from app.pages.visitors.submissions import Submission, SubmissionResult

log = structlog.get_logger("onefold.pages.visitors.gate")
BURST = 30
SECONDS_EACH = 2.0
MAX_BUCKETS = 20_000
MAX_KEPT = 2_000
KEPT_SECONDS = 3600.0
ALIKE_SECONDS = 10.0
ONCE_FIELD = "_once"
"""The field in which a page's script names one filling-in of a form; no field of an author begins with `_`."""
_ONCE = re.compile(r"[A-Za-z0-9_-]{16,64}")


@dataclass(slots=True)
class _Kept:
    """The result of a submission, and until when it is kept; None in the future when it came to nothing."""

    result: "asyncio.Future[SubmissionResult | None]"
    until: float


class SubmissionGate:
    """Lets a network send each form BURST times, then once in SECONDS_EACH, and each filling-in of it once.

    `clock` returns monotonic seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets: OrderedDict[tuple[str, ...], float] = OrderedDict()
        self._kept: OrderedDict[str, _Kept] = OrderedDict()

    def admit(self, *key: str) -> None:
        """Count one more; raises TooManySubmissions.

        A bucket is kept as the time at which it is full again, as in the generic cell rate algorithm (ITU-T I.371).
        """
        now = self._clock()
        full_at = max(self._buckets.get(key, now), now) + SECONDS_EACH
        wait = full_at - now - BURST * SECONDS_EACH
        if wait > 0:
            seconds = ceil(wait)
            raise TooManySubmissions(f"Try again in {seconds} seconds.", headers={"Retry-After": str(seconds)})
        self._buckets[key] = full_at
        self._buckets.move_to_end(key)
        while len(self._buckets) > MAX_BUCKETS:
            self._buckets.popitem(last=False)

    async def once(
        self, key: str, seconds: float, run: Callable[[], Awaitable[SubmissionResult]]
    ) -> SubmissionResult:
        """Run what was sent, or return what came of it when the same was sent before.

        One that is still under way is waited for. What came to errors is forgotten, so that it may be tried again.
        """
        while (kept := self._kept.get(key)) and kept.until > self._clock():
            if (done := await asyncio.shield(kept.result)) is not None:
                return done
        kept = _Kept(asyncio.get_running_loop().create_future(), self._clock() + seconds)
        self._kept[key] = kept
        self._kept.move_to_end(key)
        while len(self._kept) > MAX_KEPT:
            self._kept.popitem(last=False)
        outcome: SubmissionResult | None = None
        try:
            done = await run()
            outcome = None if done.errors else done
            return done
        finally:
            if outcome is None and self._kept.get(key) is kept:
                del self._kept[key]
            kept.result.set_result(outcome)


def _once_key(submission: Submission, network: str, *, as_html: bool) -> tuple[str, float] | None:
    """Return by what a submission is known again, and for how long (seconds); None where each one is another.

    A script names it. Without one, what a browser sends from the same network with the same fields within seconds
    is the same: somebody pressed twice. What was changed before it was sent again is another in any case.
    """
    is_named = _ONCE.fullmatch(submission.fields.get(ONCE_FIELD, "")) is not None
    if not is_named and not as_html:
        return None
    place = [str(submission.page.id), submission.version.number, submission.component_id, submission.address]
    sent = [submission.asked.query(), sorted(submission.fields.items()), "" if is_named else network]
    written = json.dumps([place, sent])
    return hashlib.sha256(written.encode()).hexdigest(), KEPT_SECONDS if is_named else ALIKE_SECONDS


async def submit_once(
    services: PageServices,
    gate: SubmissionGate,
    submission: Submission,
    network: str,
    *,
    as_html: bool,
    is_form: bool,
) -> SubmissionResult:
    """Return what came of what was sent: a form not too often, and nothing twice. Raises TooManySubmissions.

    A form whose trap was filled in seems to have been sent: only machines fill in what nobody sees.
    """
    if is_form:
        gate.admit(network, str(submission.page.id), submission.component_id)
        if submission.fields.get(TRAP_FIELD, "").strip():
            log.info("form_trap_filled", page=submission.page.slug, component=submission.component_id)
            return SubmissionResult()

    async def run() -> SubmissionResult:
        return await submissions.submit(services, submission, is_form=is_form)

    key = _once_key(submission, network, as_html=as_html and is_form)
    return await run() if key is None else await gate.once(*key, run)
