"""Slots: how many runs are awake in this process at once, and how a run gives its own up while it sleeps."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime


class Slots:
    """Counts the runs that are awake here. Whoever begins one takes a slot before, and gives it back at its end."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.busy = 0
        self.backlog = True
        """Whether runs may be queued that found no slot."""
        self.freed = asyncio.Event()
        """Set when a slot gets free while there is a backlog."""
        self._is_closed = False

    @property
    def free(self) -> int:
        """How many runs may begin; below zero when sleepers woke while every slot was taken."""
        return self.total - self.busy

    @property
    def is_closed(self) -> bool:
        """Whether this process stops."""
        return self._is_closed

    def close(self) -> None:
        """No new run begins here any more."""
        self._is_closed = True

    def try_take(self) -> bool:
        """Take a slot for a new run if one is free; if not, the run has to be queued."""
        if self._is_closed or self.free <= 0:
            self.backlog = True
            return False
        self.busy += 1
        return True

    def take(self) -> None:
        """Take a slot without asking: for a run that was claimed because one was free, or that woke."""
        self.busy += 1

    def give_back(self) -> None:
        """Give a slot back; tells the dispatcher when others wait for it."""
        self.busy -= 1
        if self.backlog:
            self.freed.set()


class SlotPermit:
    """A run's share of the slots, which its task uses alone.

    Contract: whoever spawns a run has taken a slot for it. The permit is `held` from then on, and not while every
    node that was begun sleeps: `on_change(False)` gives the slot back, `on_change(True)` takes one again without
    asking, so that a run that wakes never waits for others. When the run ends the permit is held, whatever slept:
    its slot is given back then, once.
    """

    def __init__(self, on_change: Callable[[bool], None]) -> None:
        self.held = True
        self._on_change = on_change
        self._begun = 0
        self._sleepers: list[datetime] = []
        self._ends: list[datetime] = []
        self.changes = 0
        """How often anything began, ended, fell asleep or woke: while it stays the same, nothing happens."""

    @property
    def wakes_at(self) -> datetime | None:
        """When the first one that sleeps wakes, or the time of one that was begun is up; None while none sleeps."""
        return min([*self._sleepers, *self._ends]) if self._sleepers else None

    @contextmanager
    def begun(self) -> Iterator[None]:
        """Something of the run is under way: a node, or the way from one to the next."""
        self._begun += 1
        self._update()
        try:
            yield
        finally:
            self._begun -= 1
            self._update()

    @contextmanager
    def limited(self, end: datetime) -> Iterator[None]:
        """What happens in this block has time until `end`, also when all of it sleeps."""
        self._ends.append(end)
        try:
            yield
        finally:
            self._ends.remove(end)

    @contextmanager
    def asleep(self, until: datetime) -> Iterator[None]:
        """The node that is under way sleeps."""
        self._sleepers.append(until)
        self._update()
        try:
            yield
        finally:
            self._sleepers.remove(until)
            self._update()

    def _update(self) -> None:
        self.changes += 1
        held = not self._sleepers or len(self._sleepers) < self._begun
        if held != self.held:
            self.held = held
            self._on_change(held)
