"""Data sources and named queries. The address of a source is encrypted under `data_source|<id>|url`."""

from datetime import datetime
from typing import Any

from sqlmodel import Field

from app.core.db.database import JSONType, Table, UTCDateTime, utc_now
from app.data.kinds import LOCAL_ID, LOCAL_NAME, QueryMode, SourceKind


class DataSource(Table, table=True):
    """A database that queries run on. `display_url` is what people may see of it: host and database, or the file."""

    __tablename__ = "data_source"

    name: str = Field(max_length=63, unique=True)
    kind: str = Field(max_length=16)
    url: str = Field(default="")
    display_url: str = Field(default="", max_length=500)


class NamedQuery(Table, table=True):
    """A statement with typed parameters. `source` is the name of a source, which never changes."""

    __tablename__ = "data_query"

    name: str = Field(max_length=63, unique=True)
    source: str = Field(max_length=63, index=True)
    sql: str
    params: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSONType)
    mode: str = Field(default=QueryMode.READ, max_length=8)
    updated_at: datetime = Field(default_factory=utc_now, sa_type=UTCDateTime)


def local_source() -> DataSource:
    """Return the built-in source as if it had a row."""
    return DataSource(id=LOCAL_ID, name=LOCAL_NAME, kind=SourceKind.LOCAL)
