"""Publishes and withdraws pages at the times that their authors set, once, whichever process comes first."""

from datetime import datetime

import structlog

from app.core.db.database import Database, utc_now
from app.core.jobs import BATCH_SIZE
from app.pages.editing import repository, service
from app.pages.models import Page, pages
from app.pages.serving.cache import HOME, PAGES, page_tag
from app.pages.serving.changes import PageChanges

log = structlog.get_logger("onefold.pages.editing.scheduling")


async def change_due_pages(database: Database, changes: PageChanges) -> int:
    """Publish and withdraw what is due; returns how many pages that was."""
    now = utc_now()
    # Asked without the lock that a writer takes on SQLite: mostly there is nothing to do.
    async with database.reader() as session:
        due = await repository.list_due(session, now, BATCH_SIZE)
    for page_id in due:
        async with database.session() as session:
            page = await repository.find_due(session, page_id, now)
            if page is None:
                continue  # another process has it, or its author took the time back
            number = _take_due(page, now)
            if number is None:
                pages.show(page, None)
            else:
                await service.show_version(session, page, number)
            slug = page.slug
        changes.announce([page_tag(page_id), HOME, PAGES])
        log.info("page_changed_on_schedule", slug=slug, version=number)
    return len(due)


def _take_due(page: Page, now: datetime) -> int | None:
    """Return the version that visitors see from now on, None for none, and forget the times that have come."""
    number, published_at = page.published_version, page.publish_at
    if published_at is not None and published_at <= now:
        number, page.publish_at, page.publish_version = page.publish_version, None, None
    if page.unpublish_at is not None and page.unpublish_at <= now:
        number = None if published_at is None or published_at <= page.unpublish_at else number
        page.unpublish_at = None
    return number
