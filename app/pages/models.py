"""Pages and their published versions."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from app.core.db.database import JSONType, Table, UTCDateTime, utc_now


class Page(Table, table=True):
    """A page with its draft. Visitors see version `published_version`; None: it is not published."""

    __tablename__ = "page"

    slug: str = Field(max_length=200, unique=True)
    title: str = Field(max_length=200)
    draft: dict[str, Any] = Field(default_factory=dict, sa_type=JSONType)
    seo: dict[str, Any] = Field(default_factory=dict, sa_type=JSONType)
    access: str = Field(default="public", max_length=16)
    is_home: bool = False
    revision: int = 1
    published_version: int | None = None
    updated_at: datetime = Field(default_factory=utc_now, sa_type=UTCDateTime)


class PageVersion(Table, table=True):
    """What was published: the tree, title and SEO fields as they were. Never changed."""

    __tablename__ = "page_version"
    __table_args__ = (UniqueConstraint("page_id", "number"), Index("ix_page_version_page_id_id", "page_id", "id"))

    page_id: UUID = Field(foreign_key="page.id", ondelete="CASCADE")
    number: int
    tree: dict[str, Any] = Field(sa_type=JSONType)
    title: str = Field(max_length=200)
    seo: dict[str, Any] = Field(default_factory=dict, sa_type=JSONType)
    published_at: datetime = Field(default_factory=utc_now, sa_type=UTCDateTime)
    published_by: UUID | None = Field(default=None, foreign_key="auth_user.id", ondelete="SET NULL")
