"""The slot of a run: one of the few places in this process, held while any part of the run is awake."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime


class Slot:
    """Held from the start; given up while every node that was begun sleeps. `on_change(held)` is told each time."""

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
