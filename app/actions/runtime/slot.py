"""The slot of a run: one of the few places in this process, held while any part of the run is awake."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Slot:
    """Held from the start; given up while every node that was begun sleeps. `on_change(held)` is told each time."""

    def __init__(self, on_change: Callable[[bool], None]) -> None:
        self.held = True
        self._on_change = on_change
        self._begun = 0
        self._asleep = 0

    @contextmanager
    def begun(self) -> Iterator[None]:
        """A node is under way."""
        self._begun += 1
        self._update()
        try:
            yield
        finally:
            self._begun -= 1
            self._update()

    @contextmanager
    def asleep(self) -> Iterator[None]:
        """The node that is under way sleeps."""
        self._asleep += 1
        self._update()
        try:
            yield
        finally:
            self._asleep -= 1
            self._update()

    def _update(self) -> None:
        held = not self._asleep or self._asleep < self._begun
        if held != self.held:
            self.held = held
            self._on_change(held)
