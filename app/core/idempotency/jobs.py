"""What this slice does again and again."""

from collections.abc import Sequence
from datetime import timedelta

from app.core.db.database import Database
from app.core.idempotency.service import prune
from app.core.jobs import Job, in_sessions


def list_jobs(database: Database) -> Sequence[Job]:
    """Return the job that forgets the answers of requests which are a day old."""
    return (Job("idempotent-requests", timedelta(hours=1), timedelta(minutes=2), in_sessions(database, prune)),)
