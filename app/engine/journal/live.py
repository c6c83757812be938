"""Live fan-out: who watches an execution is handed its events right after their commit.

In this process the writer publishes the committed bodies. Across processes Postgres carries one notification a
batch with execution ids only; a watcher of a named execution then reads `seq > last` from the database.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from prometheus_client import Counter

from app.core.db.database import Database
from app.core.db.notifications import listen_to
from app.engine import queries
from app.engine.journal.events import TERMINAL_TYPES
from app.engine.journal.store import NOTIFY_CHANNEL
from app.engine.models import TERMINAL

# Kept for one slow watcher; past that it reads from the database again.
MAX_PENDING, MAX_PENDING_CHARACTERS = 1000, 1_000_000
StreamEvent = tuple[int, str, str]


class Subscription:
    """What one watcher has not taken yet.

    With `needs_catch_up` it has to read the database, which has more than was pushed.
    """

    def __init__(self) -> None:
        self.pending: deque[StreamEvent] = deque()
        self._characters = 0
        self.needs_catch_up = False
        self._wake = asyncio.Event()

    def push(self, events: list[StreamEvent]) -> None:
        """Hand over committed events; drop them all when the watcher is too slow."""
        self._characters += sum(len(body) for _, _, body in events)
        if len(self.pending) + len(events) > MAX_PENDING or self._characters > MAX_PENDING_CHARACTERS:
            self.drop()
            self.needs_catch_up = True
        else:
            self.pending.extend(events)
        self._wake.set()

    def take(self) -> StreamEvent:
        """Return the oldest event it was handed."""
        event = self.pending.popleft()
        self._characters -= len(event[2])
        return event

    def drop(self) -> None:
        """Forget what it was handed: the database has it all."""
        self.pending.clear()
        self._characters = 0

    def mark_needs_catch_up(self) -> None:
        """Tell the watcher that the database has more than it was handed."""
        self.needs_catch_up = True
        self._wake.set()

    async def wait(self) -> None:
        """Return when there is something to take."""
        await self._wake.wait()
        self._wake.clear()


class EventBroadcaster:
    """The watchers of this process, by execution."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._subscriptions: dict[UUID, set[Subscription]] = {}
        self._on_remote_write: list[Callable[[UUID], None]] = []

    @contextmanager
    def subscribe(self, execution_id: UUID) -> Iterator[Subscription]:
        """Watch an execution for the length of a block."""
        subscription = Subscription()
        self._subscriptions.setdefault(execution_id, set()).add(subscription)
        try:
            yield subscription
        finally:
            watchers = self._subscriptions[execution_id]
            watchers.discard(subscription)
            if not watchers:
                del self._subscriptions[execution_id]

    def publish(self, execution_id: UUID, events: list[StreamEvent]) -> None:
        """Hand committed events to the watchers of their execution."""
        for subscription in self._subscriptions.get(execution_id, ()):
            subscription.push(events)

    def listen_to_remote_writes(self, listener: Callable[[UUID], None]) -> None:
        """Call `listener(execution_id)` when another process has written to an execution."""
        self._on_remote_write.append(listener)

    def on_remote_write(self, execution_id: UUID) -> None:
        """Another process has written to this execution: its watchers here read the database."""
        for subscription in self._subscriptions.get(execution_id, ()):
            subscription.mark_needs_catch_up()
        for listener in self._on_remote_write:
            listener(execution_id)

    def catch_up_all(self) -> None:
        """Notifications may have been lost: every watcher reads the database."""
        for watchers in self._subscriptions.values():
            for subscription in watchers:
                subscription.mark_needs_catch_up()

    async def events(self, execution_id: UUID, after: int = 0) -> AsyncGenerator[StreamEvent, None]:
        """Yield every event with `seq > after`, first from the database, then live; ends after the terminal one."""
        last = after
        with self.subscribe(execution_id) as subscription:
            if after and await self._is_over(execution_id, after):
                return
            subscription.mark_needs_catch_up()
            while True:
                await subscription.wait()
                while subscription.needs_catch_up or subscription.pending:
                    if subscription.needs_catch_up:
                        subscription.needs_catch_up = False
                        subscription.drop()
                        found, has_more = await self._read(execution_id, last)
                        subscription.needs_catch_up = subscription.needs_catch_up or has_more
                    else:
                        found = [subscription.take()]
                    for event in found:
                        if event[0] <= last:
                            continue
                        if event[0] > last + 1:
                            subscription.needs_catch_up = True
                            break
                        last = event[0]
                        yield event
                        if event[1] in TERMINAL_TYPES:
                            return

    async def _is_over(self, execution_id: UUID, after: int) -> bool:
        """Return whether no event will ever follow `after`: who resumes behind the terminal event must not wait."""
        async with self._database.reader() as session:
            execution = await queries.find_execution(session, execution_id)
            # The status first: it and the terminal event are one commit, so the events read after it are complete.
            if execution is None or execution.status not in TERMINAL:
                return False
            found, _ = await queries.read_events(session, execution_id, after, 1)
            return not found

    async def _read(self, execution_id: UUID, after: int) -> tuple[list[StreamEvent], bool]:
        async with self._database.reader() as session:
            return await queries.read_events(session, execution_id, after, queries.EVENTS_PAGE)


async def listen(database: Database, broadcaster: EventBroadcaster, process: str, ignored: Counter) -> None:
    """Follow the notifications of other processes on the direct URL; raises psycopg.Error when cut off.

    Anyone who may send SQL to this database can notify: what is not ours is counted and passed over.
    """
    async with listen_to(database, NOTIFY_CHANNEL) as payloads:
        broadcaster.catch_up_all()
        async for payload in payloads:
            sender, *ids = payload.split() or [process]
            try:
                changed = [UUID(text) for text in ids]
            except ValueError:
                changed = []
            if not changed:
                ignored.inc()
            elif sender != process:
                for execution_id in changed:
                    broadcaster.on_remote_write(execution_id)
