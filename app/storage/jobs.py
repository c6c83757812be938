"""What this slice does again and again."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from app.core.jobs import Job, in_batches
from app.storage.backends.base import Backend

LEFTOVER_AGE = timedelta(days=1)


def list_jobs(backend: Backend) -> Sequence[Job]:
    """Return the job that removes what dead uploads left behind."""
    every, first_after = timedelta(hours=1), timedelta(0)
    return (Job("upload-leftovers", every, first_after, in_batches(partial(backend.sweep, LEFTOVER_AGE))),)
