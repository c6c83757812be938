"""Topics: a lower slice publishes, a higher one listens, and neither imports the other.

Publish after the commit that made the news true. A listener that fails is logged and does not stop the others.
`publish` stays in this process; `publish_everywhere` also reaches the others on the same Postgres, within a few
milliseconds (`app.core.bus_relay`). That can be lost, as when a process dies or the database is away: who keeps what
others may change bounds by time how long it does, and drops it at MISSED.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from pydantic import JsonValue

log = structlog.get_logger("onefold.core.bus")
Listener = Callable[[Any], Awaitable[None]]
MISSED = "bus.missed"
"""Published in this process when what others published may not have been heard; the message is None."""


class Bus:
    """Publishes messages to the listeners of a topic, in the order they subscribed."""

    def __init__(self) -> None:
        self._listeners: dict[str, list[Listener]] = {}
        self._relay: Callable[[str, JsonValue], None] | None = None

    def subscribe(self, topic: str, listener: Listener) -> Callable[[], None]:
        """Call `listener(message)` for each message of the topic; returns a function that ends it."""
        listeners = self._listeners.setdefault(topic, [])
        listeners.append(listener)
        return lambda: listeners.remove(listener) if listener in listeners else None

    async def publish(self, topic: str, message: Any) -> None:
        """Hand the message to every listener of the topic in this process."""
        for listener in list(self._listeners.get(topic, ())):
            try:
                await listener(message)
            except Exception:
                log.exception("bus_listener_failed", topic=topic)

    async def publish_everywhere(self, topic: str, message: JsonValue) -> None:
        """Hand the message to every listener of the topic here, and soon to those in the other processes."""
        self.tell_others(topic, message)
        await self.publish(topic, message)

    def tell_others(self, topic: str, message: JsonValue) -> None:
        """Hand the message to the listeners in the other processes, soon; those in this one are not told."""
        if self._relay is not None:
            self._relay(topic, message)

    def relay_by(self, send: Callable[[str, JsonValue], None]) -> None:
        """Tell other processes by this function, which must return at once."""
        self._relay = send
