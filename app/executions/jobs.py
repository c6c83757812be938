"""What this slice does again and again."""

from collections.abc import Sequence
from datetime import timedelta

from app.core.db.database import Database
from app.core.jobs import Job, in_sessions
from app.executions.service import prune_tickets


def list_jobs(database: Database) -> Sequence[Job]:
    """Return the job that forgets used tickets which have expired."""
    every, first_after = timedelta(hours=1), timedelta(minutes=1)
    return (Job("used-tickets", every, first_after, in_sessions(database, prune_tickets)),)
