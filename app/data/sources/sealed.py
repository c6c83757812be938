"""Where the addresses of data sources are kept encrypted."""

from typing import Any

from app.core.security.sealed import SealedColumn
from app.data.models import DataSource

_source: Any = DataSource.__table__  # type: ignore[attr-defined]


def place_of(source_id: object) -> str:
    """Return what the address of a source is bound to."""
    return f"data_source|{source_id}|url"


SOURCE_URLS = SealedColumn(_source, _source.c.url, (_source.c.id,), lambda row: place_of(row.id))
