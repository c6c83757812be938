"""What this slice does again and again."""

from collections.abc import Sequence
from datetime import timedelta

from app.core.jobs import Job, in_batches
from app.data.sources.open_sources import DataSources


def list_jobs(sources: DataSources) -> Sequence[Job]:
    """Return the job that closes connections to sources nobody has used for a while."""
    every = timedelta(seconds=30)
    return (Job("idle-sources", every, every, in_batches(sources.close_idle)),)
