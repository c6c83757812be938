"""The one row that holds the look of all pages."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Field

from app.core.db.database import JSONType, Table, UTCDateTime, utc_now

SITE_ID = UUID(int=1)
"""The id of the only row."""


class Site(Table, table=True):
    """What was chosen for all pages; nothing of it before the first change, when there is no row."""

    __tablename__ = "site"

    id: UUID = Field(default=SITE_ID, primary_key=True)
    chosen: dict[str, Any] = Field(default_factory=dict, sa_type=JSONType)
    revision: int = 1
    updated_at: datetime = Field(default_factory=utc_now, sa_type=UTCDateTime)
