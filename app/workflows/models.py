"""Workflows and their immutable versions."""

from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from app.core.db.database import JSONType
from app.core.versioned import Draft, Version


class Workflow(Draft, table=True):
    """A workflow; its draft is a graph."""

    __tablename__ = "workflow"

    name: str = Field(max_length=200)
    settings: dict[str, Any] = Field(default_factory=dict, sa_type=JSONType)


class WorkflowVersion(Version, table=True):
    """A published graph."""

    __tablename__ = "workflow_version"
    __table_args__ = (
        UniqueConstraint("workflow_id", "number"),
        Index("ix_workflow_version_workflow_id_id", "workflow_id", "id"),
    )

    workflow_id: UUID = Field(foreign_key="workflow.id", ondelete="CASCADE")
    graph: dict[str, Any] = Field(sa_type=JSONType)
