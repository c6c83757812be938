"""Users, their sessions and their API keys, setup tokens and the audit log. Tokens are stored as SHA-256 only."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from app.auth.access import Role
from app.core.db.database import JSONType, Table, UTCDateTime, utc_now


class User(Table, table=True):
    """A person who can sign in. `email` is stored in lower case."""

    __tablename__ = "auth_user"

    email: str = Field(max_length=254, unique=True)
    password_hash: str = Field(max_length=200)
    role: str = Field(default=Role.VIEWER, max_length=16)
    suspended_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class Session(Table, table=True):
    """A signed-in browser. Ends at `expires_at`, or 12 h after `last_seen_at`."""

    __tablename__ = "auth_session"
    __table_args__ = (Index("ix_auth_session_user_id_id", "user_id", "id"),)

    user_id: UUID = Field(foreign_key="auth_user.id", ondelete="CASCADE")
    token_hash: str = Field(max_length=64, unique=True)
    expires_at: datetime = Field(sa_type=UTCDateTime)
    last_seen_at: datetime = Field(default_factory=utc_now, sa_type=UTCDateTime)
    user_agent: str = Field(default="", max_length=300)
    ip: str = Field(default="", max_length=64)


class ApiKey(Table, table=True):
    """A key for scripts; `hint` is its last four characters, so that people can tell keys apart."""

    __tablename__ = "auth_api_key"
    __table_args__ = (Index("ix_auth_api_key_user_id_id", "user_id", "id"),)

    user_id: UUID = Field(foreign_key="auth_user.id", ondelete="CASCADE")
    name: str = Field(max_length=100)
    hint: str = Field(max_length=8)
    key_hash: str = Field(max_length=64, unique=True)
    scopes: list[str] = Field(default_factory=list, sa_type=JSONType)
    cidrs: list[str] = Field(default_factory=list, sa_type=JSONType)
    expires_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    last_used_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class SetupToken(Table, table=True):
    """A token one start printed while there was no user. Several starts, several tokens; the first use ends all."""

    __tablename__ = "auth_setup_token"

    token_hash: str = Field(max_length=64, unique=True)


class AuditEvent(Table, table=True):
    """Who did what, when and from where. Kept when its user is deleted, hence no foreign keys."""

    __tablename__ = "auth_audit_event"
    __table_args__ = (
        Index("ix_auth_audit_event_created_at", "created_at"),
        Index("ix_auth_audit_event_action_id", "action", "id"),
    )

    action: str = Field(max_length=64)
    actor_id: UUID | None = Field(default=None)
    actor_email: str = Field(default="", max_length=254)
    key_id: UUID | None = Field(default=None)
    target: str = Field(default="", max_length=200)
    ip: str = Field(default="", max_length=64)
