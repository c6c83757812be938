"""Requests that may be sent again without being done again."""

from sqlalchemy import Index
from sqlmodel import Field

from app.core.db.database import JSONType, Table


class IdempotentRequest(Table, table=True):
    """A request with an Idempotency-Key, and its answer once there is one. It is kept for a day.

    `owner` is the process that works on it. Neither the key nor the body is stored: `request_hash` stands for caller,
    method, path and key, `body_signature` for query and body. `body` is that of the answer, encrypted. A request that
    starts a run has the run's id and never an answer.
    """

    __tablename__ = "idempotent_request"
    __table_args__ = (Index("ix_idempotent_request_created_at", "created_at"),)

    request_hash: str = Field(max_length=64, unique=True)
    body_signature: str = Field(max_length=64)
    owner: str | None = Field(default=None, max_length=64)
    status: int | None = None
    headers: dict[str, str] = Field(default_factory=dict, sa_type=JSONType)
    body: str | None = None
