"""What pages do again and again."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from app.core.jobs import Job, in_batches
from app.pages.editing.scheduling import change_due_pages
from app.pages.serving.changes import PageChanges
from app.pages.serving.own_pages import keep_error_page
from app.pages.serving.services import PageServices

LOOK_EVERY = timedelta(seconds=1)
"""A page is published or withdrawn at most so long after its time, and what the database takes."""


def list_jobs(services: PageServices, changes: PageChanges) -> Sequence[Job]:
    """Return the jobs that publish and withdraw pages on time, and keep the page for failures at hand."""
    minute = timedelta(minutes=1)
    return (
        Job("page-times", LOOK_EVERY, LOOK_EVERY, in_batches(partial(change_due_pages, services.database, changes))),
        Job("error-page", minute, timedelta(seconds=5), in_batches(partial(keep_error_page, services))),
    )
