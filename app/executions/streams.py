"""The frames of live streams: server-sent events (WHATWG HTML section 9.2), with comments that keep the line open."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from uuid import UUID

from app.executions.live import Event, LiveHub

HEARTBEAT_S = 15.0


async def server_sent_events(hub: LiveHub, execution_id: UUID, after: int) -> AsyncIterator[str]:
    """Yield the events of an execution as SSE frames, and a comment whenever nothing came for 15 s."""
    async with aclosing(hub.events(execution_id, after)) as events:
        following: asyncio.Task[Event] | None = None
        try:
            while True:
                following = following or asyncio.ensure_future(anext(events))
                done, _ = await asyncio.wait({following}, timeout=HEARTBEAT_S)
                if not done:
                    yield ": still here\n\n"
                    continue
                try:
                    seq, type, body = following.result()
                except StopAsyncIteration:
                    return
                following = None
                yield f"id: {seq}\nevent: {type}\ndata: {body}\n\n"
        finally:
            if following is not None:
                following.cancel()
                await asyncio.gather(following, return_exceptions=True)
