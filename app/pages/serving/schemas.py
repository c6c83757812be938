"""What anybody may read of published pages, besides their HTML."""

from typing import Any

from pydantic import BaseModel

from app.core.times import UTCTime
from app.pages.rendering.seo import Seo


class PublicPage(BaseModel):
    """What anybody may know of a published page."""

    slug: str
    title: str
    seo: Seo
    version: int
    published_at: UTCTime


class TableRows(BaseModel):
    """One page of the rows that a table shows: the values of its own columns, no others.

    `total` counts the rows of all pages where the table counts them; `error` is the code of what failed.
    """

    columns: list[dict[str, str]]
    rows: list[dict[str, Any]]
    page: int
    has_more: bool
    total: int | None = None
    error: str | None = None
