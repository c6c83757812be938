"""The journal: the one writer of this process, and the event writer of each run.

Writers queue operations; whatever has gathered while the last transaction was under way is committed together
(group commit without delay). Callers await their commit, then the events are handed to whoever watches.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from uuid import UUID

import structlog
from sqlalchemy.exc import DBAPIError, OperationalError

from app.core.db.database import Database
from app.core.failpoints import FailPoints
from app.core.tasks import SupervisedTask, Supervisor
from app.engine.journal.events import NewEvent, path_of, write_path
from app.engine.journal.live import EventBroadcaster
from app.engine.journal.operations import (
    AppendEvents,
    CreateRun,
    EndRun,
    FinalState,
    FinishRun,
    Operation,
    ParkRun,
    ReleaseRun,
)
from app.engine.journal.store import Change, JournalStore, Written
from app.engine.journal.stored_values import StoredValue

log = structlog.get_logger("onefold.engine.journal.writer")

MAX_BATCH = 512
MAX_BUFFERED_EVENTS = 256
MAX_BUFFERED_SIZE = 1024 * 1024  # characters
CREATE_PATIENCE_S = 5.0
FIRST_BACKOFF_S, MAX_BACKOFF_S = 0.1, 2.0


Queued = tuple[Operation, asyncio.Future[None]]


class LostClaim(Exception):
    """The run belongs to somebody else now, or has ended: nothing of this write got in."""


class RunExists(Exception):
    """There is a run with this id already; it stays as it is."""


class Journal:
    """Commits operations in order, many in one transaction. Open from `start()` to `close()`."""

    def __init__(
        self,
        database: Database,
        broadcaster: EventBroadcaster,
        process: str,
        failpoints: FailPoints,
        supervisor: Supervisor,
    ) -> None:
        self._store = JournalStore(database, process)
        self._broadcaster = broadcaster
        self._failpoints = failpoints
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="journal")
        self._queue: deque[Queued] = deque()
        self._wake = asyncio.Event()
        self._supervisor = supervisor
        self._writer: SupervisedTask | None = None

    async def start(self) -> None:
        """Start the writer."""
        self._writer = self._supervisor.start("journal-writer", self._write_forever)

    async def close(self) -> None:
        """Write what is queued, then stop."""
        if self._writer is None:
            return
        while self._queue:
            await asyncio.wait({self._queue[-1][1]})
        await self._writer.stop()
        await asyncio.get_running_loop().run_in_executor(self._thread, self._store.close)
        self._thread.shutdown()

    def submit(self, operation: Operation) -> asyncio.Future[None]:
        """Queue an operation; the future is done when it is committed.

        Refused, it fails: with RunExists where it was to store a run, else with LostClaim.
        """
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        # Whoever waits for it gets its exception. When the run was stopped meanwhile nobody does, and none is missed.
        future.add_done_callback(lambda done: done.cancelled() or done.exception())
        self._queue.append((operation, future))
        self._wake.set()
        return future

    async def end(self, execution_id: UUID, event: NewEvent, final: FinalState) -> bool:
        """End an active run without owning it (cancel, dead letter); False when it had ended already."""
        try:
            await self.submit(EndRun(execution_id, event, final))
        except LostClaim:
            return False
        return True

    async def _write_forever(self) -> None:
        while True:
            while self._queue:
                size = min(len(self._queue), MAX_BATCH)
                batch = [self._queue.popleft() for _ in range(size)]
                try:
                    await self._write(batch)
                except BaseException as error:
                    # Whoever waits for these must not wait forever; the supervisor logs it and begins anew.
                    _fail(batch, error)
                    raise
            await self._wake.wait()
            self._wake.clear()

    async def _write(self, batch: list[Queued]) -> None:
        loop = asyncio.get_running_loop()
        backoff, began = FIRST_BACKOFF_S, loop.time()
        operations = [operation for operation, _ in batch]
        while operations:
            try:
                written = await loop.run_in_executor(self._thread, self._store.write, operations)
            except OperationalError as error:
                # Down, locked or full: what was acknowledged must not be lost, so the writer tries until it gets in.
                log.warning("journal_write_delayed", reason=str(error.orig)[:200], operations=len(batch))
                batch = _give_up_creating(batch, error, loop.time() - began)
                operations = [operation for operation, _ in batch]
                await asyncio.sleep(backoff)
                backoff = min(backoff * 2, MAX_BACKOFF_S)
            except (DBAPIError, ValueError, TypeError) as error:
                await self._isolate(batch, error)
                return
            else:
                self._settle(batch, written)
                return

    async def _isolate(self, batch: list[Queued], error: Exception) -> None:
        """Find the operation that the database refuses, so that it fails alone."""
        if len(batch) == 1:
            log.error("journal_write_refused", exc_info=error)
            if not batch[0][1].done():
                batch[0][1].set_exception(error)
            return
        for one in batch:
            await self._write([one])

    def _settle(self, batch: Iterable[Queued], results: Iterable[Written | None]) -> None:
        for (operation, future), written in zip(batch, results, strict=True):
            if written and not isinstance(operation, CreateRun):
                self._broadcaster.publish(operation.execution_id, written)
                self._failpoints.hit("event-committed")
            if future.done():
                continue
            if written is None:
                future.set_exception(_refusal(operation))
            else:
                future.set_result(None)


def _refusal(operation: Operation) -> Exception:
    if isinstance(operation, CreateRun):
        return RunExists(operation.row["id"])
    return LostClaim("the run belongs to another, or has ended")


def _fail(batch: list[Queued], error: BaseException) -> None:
    for _, future in batch:
        if future.done():
            continue
        if isinstance(error, Exception):
            future.set_exception(error)
        else:
            future.cancel()


def _give_up_creating(batch: list[Queued], error: OperationalError, waited: float) -> list[Queued]:
    """Fail the new runs of a batch that cannot be written: nothing was promised yet, and their callers wait.

    At once when the disk is full, else after `CREATE_PATIENCE_S`. Returns what must still be written.
    """
    if "full" not in str(error.orig) and waited < CREATE_PATIENCE_S:
        return batch
    kept: list[Queued] = []
    for operation, future in batch:
        if not isinstance(operation, CreateRun):
            kept.append((operation, future))
        elif not future.done():
            future.set_exception(error)
    return kept


class EventWriter:
    """What the owner of a run writes with. Buffers events until `flush`; drops those written already."""

    def __init__(self, journal: Journal, execution_id: UUID, epoch: int, last_seq: int, keys: Iterable[str]) -> None:
        self.execution_id = execution_id
        self.epoch = epoch
        self._journal = journal
        self._seq = last_seq
        self._keys: dict[str, set[str]] = defaultdict(set)  # by iteration path
        for key in keys:
            self._keys[path_of(key)].add(key)
        self._buffer: list[NewEvent] = []
        self._stored: list[StoredValue] = []
        self._size = 0
        self._last: asyncio.Future[None] | None = None
        self._responded = False
        self._status: str | None = None  # as it was last written; what an earlier owner left is not known
        self.on_response_durable: Callable[[], None] | None = None

    def respond(self) -> None:
        """Everything added so far holds a response: call `on_response_durable` once it is committed."""
        self._responded = True

    def add(self, event: NewEvent) -> None:
        """Append an event; it is durable after the next flush."""
        if event.stored:
            self._stored += event.stored
            self._size += sum(len(value.body) for value in event.stored)
        written = self._keys[path_of(event.key)]
        if event.key not in written:
            written.add(event.key)
            self._buffer.append(event)
            self._size += len(event.tail)

    def forget(self, iteration: tuple[int, ...]) -> None:
        """Drop what is known of a round that has ended: it emits nothing more."""
        self._keys.pop(write_path(iteration), None)

    @property
    def is_full(self) -> bool:
        """Whether so much waits for the next flush that it should not wait for more."""
        return len(self._buffer) >= MAX_BUFFERED_EVENTS or self._size >= MAX_BUFFERED_SIZE

    async def flush(self, status: str = "running") -> None:
        """Return when everything added so far is committed; raises LostClaim when this run is no longer ours."""
        waits_again = status == "waiting" and self._status != status
        if self._buffer or self._stored or waits_again:
            self._submit(AppendEvents(*self._take(), status))
            self._status = status
        await self._settled()

    async def finish(self, final: FinalState) -> None:
        """Commit what was added and end the run; raises LostClaim."""
        self._submit(FinishRun(*self._take(), final))
        await self._settled()

    async def release(self) -> None:
        """Commit what was added and give the run back to the queue; raises LostClaim."""
        self._submit(ReleaseRun(*self._take()))
        await self._settled()

    async def park(self, decisions: int, wake_at: datetime | None) -> None:
        """Commit what was added and give the run back until `wake_at`, or until there is another decision than the
        number that it has seen; raises LostClaim."""
        self._submit(ParkRun(*self._take(), decisions, wake_at))
        await self._settled()

    def _take(self) -> tuple[UUID, int, int, list[NewEvent], list[StoredValue]]:
        """Return what was added, as an OwnedWrite has it."""
        expected_seq, events, stored = self._seq, self._buffer, self._stored
        self._buffer, self._stored, self._size = [], [], 0
        self._seq += len(events)
        return self.execution_id, self.epoch, expected_seq, events, stored

    def _submit(self, operation: Change) -> None:
        self._last = self._journal.submit(operation)

    async def _settled(self) -> None:
        responded = self._responded
        if self._last is not None:
            await asyncio.shield(self._last)
        if responded and self.on_response_durable is not None:
            self.on_response_durable()
