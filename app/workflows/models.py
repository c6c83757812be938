"""Workflows, their immutable versions, what is derived from them at publish, named secrets, and variables."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from app.core.db.database import JSONType, Table, UTCDateTime, utc_now
from app.core.ids import uuid7


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


class WebhookRoute(Table, table=True):
    """Where a webhook trigger of a published version answers; written with the publish that made it true.

    `shape` is the path with every parameter as `{}`: two paths of one shape would answer the same calls.
    """

    __tablename__ = "webhook_route"
    __table_args__ = (Index("ix_webhook_route_segments_is_literal", "segments", "is_literal"),)

    path: str = Field(max_length=200)
    shape: str = Field(max_length=200, unique=True)
    segments: int
    is_literal: bool
    workflow_id: UUID = Field(foreign_key="workflow.id", index=True, ondelete="CASCADE")
    version: int
    node_id: str = Field(max_length=64)
    methods: list[str] = Field(sa_type=JSONType)


class WebhookDelivery(Table, table=True):
    """A signed message that was taken, so that it is refused when it comes again before `expires_at`.

    It is written ahead of the execution it names. When it comes again and that execution does not exist, the process
    that claimed it failed in between: some seconds after `claimed_at` the sender's next attempt may start it.
    """

    __tablename__ = "webhook_delivery"

    key: str = Field(max_length=64, unique=True)
    expires_at: datetime = Field(sa_type=UTCDateTime, index=True)
    claimed_at: datetime = Field(default_factory=utc_now, sa_type=UTCDateTime)
    execution_id: UUID = Field(default_factory=uuid7)


class Secret(Table, table=True):
    """A named secret, encrypted by the key ring for the place `secret|<id>|value`."""

    __tablename__ = "secret"

    name: str = Field(max_length=64, unique=True)
    value: str
    updated_at: datetime = Field(default_factory=utc_now, sa_type=UTCDateTime)


class Variable(Table, table=True):
    """A named text that expressions read as `env.NAME`; nothing secret, so that it is stored as it is."""

    __tablename__ = "variable"

    name: str = Field(max_length=64, unique=True)
    value: str
    updated_at: datetime = Field(default_factory=utc_now, sa_type=UTCDateTime)
