"""Which routes a called path may belong to, read once for all calls that wait at the same time.

A session and a query cost about as much as everything else a call does before its run. So one read is under way at
a time, and the calls that come meanwhile share the next: each is answered by a read that began after it came, so
that a publish counts from its commit on, as if every call read for itself.
"""

import asyncio
from collections.abc import Sequence

from app.core.db.database import Database
from app.webhooks import repository
from app.webhooks.models import WebhookRoute

MAX_PATHS = 200  # paths in one query


class RouteLookup:
    """Reads the routes of called paths."""

    def __init__(self) -> None:
        self._waiting: dict[str, asyncio.Future[Sequence[WebhookRoute]]] = {}
        self._reading: asyncio.Task[None] | None = None

    async def list_routes(self, database: Database, path: str) -> Sequence[WebhookRoute]:
        """Return the routes that a called path may belong to, as they are now."""
        future = self._waiting.get(path)
        if future is None:
            future = self._waiting[path] = asyncio.get_running_loop().create_future()
        if self._reading is None:
            self._reading = asyncio.create_task(self._read(database), name="webhook-routes")
        # Others may wait for the same answer: one that goes away must not take it along.
        return await asyncio.shield(future)

    async def _read(self, database: Database) -> None:
        try:
            while self._waiting:
                paths = list(self._waiting)[:MAX_PATHS]
                asked = {path: self._waiting.pop(path) for path in paths}
                try:
                    async with database.reader() as session:
                        routes = await repository.list_routes(session, paths)
                except Exception as error:  # noqa: BLE001 - each call that waits raises it
                    for future in asked.values():
                        future.set_exception(error)
                    continue
                for path, future in asked.items():
                    future.set_result([route for route in routes if not route.is_literal or route.shape == path])
        finally:
            self._reading = None
