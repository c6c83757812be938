"""Pages and their published versions."""

from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from app.core.db.database import JSONType
from app.core.versioned import Draft, Version, Versioned
from app.pages.errors import PageNotFound


class Page(Draft, table=True):
    """A page; its draft is a tree. Visitors see the published version."""

    __tablename__ = "page"

    slug: str = Field(max_length=200, unique=True)
    title: str = Field(max_length=200)
    seo: dict[str, Any] = Field(default_factory=dict, sa_type=JSONType)
    access: str = Field(default="public", max_length=16)
    is_home: bool = False


class PageVersion(Version, table=True):
    """A published page: the tree, title and SEO fields as they were."""

    __tablename__ = "page_version"
    __table_args__ = (UniqueConstraint("page_id", "number"), Index("ix_page_version_page_id_id", "page_id", "id"))

    page_id: UUID = Field(foreign_key="page.id", ondelete="CASCADE")
    tree: dict[str, Any] = Field(sa_type=JSONType)
    title: str = Field(max_length=200)
    seo: dict[str, Any] = Field(default_factory=dict, sa_type=JSONType)


pages = Versioned(
    Page,
    PageVersion,
    owner="page_id",
    content={"tree": "draft", "title": "title", "seo": "seo"},
    not_found=PageNotFound,
)
"""Pages as drafts with versions."""
