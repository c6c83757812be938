"""The frames of live streams: server-sent events (WHATWG HTML section 9.2), with comments that keep the line open."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from uuid import UUID

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app.auth.access import Principal
from app.auth.watch import AccessWatch
from app.engine.journal.live import StreamEvent
from app.engine.runner import Runner

log = structlog.get_logger("onefold.executions.streams")

HEARTBEAT_S = 15.0
LAST_WORDS = {
    "revoked": ": your access has ended\n\n",
    "unavailable": ": the database does not answer, come again\n\n",
}


async def server_sent_events(
    runner: Runner, access: AccessWatch, principal: Principal, execution_id: UUID, after: int
) -> AsyncIterator[str]:
    """Yield the events of an execution as SSE frames, and a comment whenever nothing came for 15 s.

    Ends with a comment when the access of `principal` does, or when the database cannot be asked.
    """
    with access.follow(principal) as watched:
        ended = asyncio.create_task(watched.wait_ended())
        following: asyncio.Task[StreamEvent] | None = None
        async with aclosing(runner.events(execution_id, after)) as events:
            try:
                while True:
                    following = following or asyncio.ensure_future(anext(events))
                    done, _ = await asyncio.wait(
                        {following, ended}, timeout=HEARTBEAT_S, return_when=asyncio.FIRST_COMPLETED
                    )
                    if watched.reason is not None:
                        yield LAST_WORDS[watched.reason]
                        return
                    if not done:
                        yield ": still here\n\n"
                        continue
                    seq, name, body = following.result()
                    following = None
                    yield f"id: {seq}\nevent: {name}\ndata: {body}\n\n"
            except StopAsyncIteration:
                return
            except SQLAlchemyError as error:
                log.warning("stream_database_error", execution_id=str(execution_id), cause=type(error).__name__)
                yield LAST_WORDS["unavailable"]
            finally:
                tasks = {ended, following} if following is not None else {ended}
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
