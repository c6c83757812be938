"""Where published webhooks answer, and which signed messages were taken."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from app.core.db.database import JSONType, Table, UTCDateTime, utc_now
from app.core.ids import uuid7


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
