"""Workflows, their immutable versions, what is derived from them at publish, named secrets, and variables."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from app.core.db.database import JSONType, Table, UTCDateTime, utc_now


class Workflow(Table, table=True):
    """A workflow. `draft` may be wrong; `revision` counts every change of draft, name or settings."""

    __tablename__ = "workflow"

    name: str = Field(max_length=200)
    draft: dict[str, Any] = Field(sa_type=JSONType)
    revision: int = 1
    published_version: int | None = None
    settings: dict[str, Any] = Field(default_factory=dict, sa_type=JSONType)
    updated_at: datetime = Field(default_factory=utc_now, sa_type=UTCDateTime)


class WorkflowVersion(Table, table=True):
    """A published graph; never changed. `published_by` is the address of whoever published it."""

    __tablename__ = "workflow_version"
    __table_args__ = (
        UniqueConstraint("workflow_id", "number"),
        Index("ix_workflow_version_workflow_id_id", "workflow_id", "id"),
    )

    workflow_id: UUID = Field(foreign_key="workflow.id", ondelete="CASCADE")
    number: int
    graph: dict[str, Any] = Field(sa_type=JSONType)
    published_at: datetime = Field(default_factory=utc_now, sa_type=UTCDateTime)
    published_by: str | None = Field(default=None, max_length=254)
