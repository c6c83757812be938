"""Named secrets, and variables."""

from datetime import datetime

from sqlmodel import Field

from app.core.db.database import Table, UTCDateTime, utc_now


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
