"""What this slice does again and again."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from sqlmodel.ext.asyncio.session import AsyncSession

from app.auth.audit import service as audit
from app.auth.service import prune_sessions
from app.core.db.database import Database, utc_now
from app.core.jobs import Job, in_sessions
from app.core.settings import Settings

EVERY = timedelta(hours=1)
FIRST_AFTER = timedelta(minutes=1)


def list_jobs(settings: Settings, database: Database) -> Sequence[Job]:
    """Return the jobs that forget sessions which have ended, and audit events older than the settings keep them."""
    prune_audit = partial(_prune_audit, timedelta(days=settings.audit_days))
    return (
        Job("sessions", EVERY, FIRST_AFTER, in_sessions(database, prune_sessions)),
        Job("audit-events", EVERY, FIRST_AFTER, in_sessions(database, prune_audit)),
    )


async def _prune_audit(age: timedelta, session: AsyncSession, limit: int) -> int:
    return await audit.prune(session, limit, before=utc_now() - age)
