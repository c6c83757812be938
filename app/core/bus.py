"""Topics inside this process: a lower slice publishes, a higher one listens, and neither imports the other.

Publish after the commit that made the news true. A listener that fails is logged and does not stop the others.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import structlog

log = structlog.get_logger("onefold.core.bus")
Listener = Callable[[Any], Awaitable[None]]


class Bus:
    """Publishes messages to the listeners of a topic, in the order they subscribed."""

    def __init__(self) -> None:
        self._listeners: dict[str, list[Listener]] = {}

    def subscribe(self, topic: str, listener: Listener) -> Callable[[], None]:
        """Call `listener(message)` for each message of the topic; returns a function that ends it."""
        listeners = self._listeners.setdefault(topic, [])
        listeners.append(listener)
        return lambda: listeners.remove(listener) if listener in listeners else None

    async def publish(self, topic: str, message: Any) -> None:
        """Hand the message to every listener of the topic."""
        for listener in list(self._listeners.get(topic, ())):
            try:
                await listener(message)
            except Exception:
                log.exception("bus_listener_failed", topic=topic)
