"""Pages and their published versions."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from app.core.db.database import JSONType, Table, UTCDateTime, utc_now
from app.core.versioned import Draft, Version, Versioned
from app.pages.errors import PageNotFound


def _where(condition: str) -> dict[str, Any]:
    return {"postgresql_where": text(condition), "sqlite_where": text(condition)}


class Page(Draft, table=True):
    """A page; its draft is a tree. Visitors see the published version.

    `shape` is the slug with each parameter as `{}`, None where it has no parameters: two pages of one shape would
    stand at the same addresses.

    At `publish_at` that becomes `publish_version`, and at `unpublish_at` none.
    """

    __tablename__ = "page"
    __table_args__ = (
        Index("ix_page_special_role", "special_role", **_where("special_role IS NOT NULL")),
        Index("ix_page_publish_at", "publish_at", **_where("publish_at IS NOT NULL")),
        Index("ix_page_unpublish_at", "unpublish_at", **_where("unpublish_at IS NOT NULL")),
    )

    slug: str = Field(max_length=200, unique=True)
    shape: str | None = Field(default=None, max_length=200, unique=True)
    title: str = Field(max_length=200)
    seo: dict[str, Any] = Field(default_factory=dict, sa_type=JSONType)
    access: str = Field(default="public", max_length=16)
    is_home: bool = False
    special_role: str | None = Field(default=None, max_length=16)
    publish_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    publish_version: int | None = None
    unpublish_at: datetime | None = Field(default=None, sa_type=UTCDateTime)

    @property
    def role(self) -> str | None:
        """What the page is for the site: "home", or what `special_role` says: "not_found" or "error"."""
        return "home" if self.is_home else self.special_role


class PageVersion(Version, table=True):
    """A published page: the tree, title and SEO fields as they were."""

    __tablename__ = "page_version"
    __table_args__ = (UniqueConstraint("page_id", "number"), Index("ix_page_version_page_id_id", "page_id", "id"))

    page_id: UUID = Field(foreign_key="page.id", ondelete="CASCADE")
    tree: dict[str, Any] = Field(sa_type=JSONType)
    title: str = Field(max_length=200)
    seo: dict[str, Any] = Field(default_factory=dict, sa_type=JSONType)


class Redirect(Table, table=True):
    """Where a path that no published page has leads instead: to a page, wherever that is by now, or to an address."""

    __tablename__ = "redirect"
    __table_args__ = (
        CheckConstraint("(page_id IS NULL) <> (url IS NULL)", name="one_target"),
        Index("ix_redirect_page_id", "page_id"),
        Index("ix_redirect_pattern_segments", "pattern_segments"),
    )

    path: str = Field(max_length=500, unique=True)
    pattern_segments: int = 0
    """How many segments the path has when one of them is a `{name}`, else 0."""
    page_id: UUID | None = Field(default=None, foreign_key="page.id", ondelete="CASCADE")
    url: str | None = Field(default=None, max_length=2000)
    status: int = 301
    updated_at: datetime = Field(default_factory=utc_now, sa_type=UTCDateTime)


pages = Versioned(
    Page,
    PageVersion,
    owner="page_id",
    content={"tree": "draft", "title": "title", "seo": "seo"},
    not_found=PageNotFound,
)
"""Pages as drafts with versions."""
