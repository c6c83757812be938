"""What this slice does again and again."""

from collections.abc import AsyncGenerator, Sequence
from datetime import timedelta
from functools import partial

from app.core.db.database import Database, utc_now
from app.core.jobs import Job, in_sessions
from app.core.settings import Settings
from app.engine import retention
from app.executions.service import prune_tickets

EVERY = timedelta(hours=1)
FIRST_AFTER = timedelta(minutes=1)


def list_jobs(settings: Settings, database: Database) -> Sequence[Job]:
    """Return the jobs that forget used tickets which have expired, and runs that the settings do not keep."""
    return (
        Job("used-tickets", EVERY, FIRST_AFTER, in_sessions(database, prune_tickets)),
        Job("executions", EVERY, FIRST_AFTER, partial(_delete_runs, settings, database)),
    )


async def _delete_runs(settings: Settings, database: Database) -> AsyncGenerator[int, None]:
    if settings.execution_days:
        oldest_kept = utc_now() - timedelta(days=settings.execution_days)
        async for count in retention.delete_ended_before(database, oldest_kept):
            yield count
    if settings.execution_bytes:
        async for count in retention.delete_beyond(database, settings.execution_bytes):
            yield count
