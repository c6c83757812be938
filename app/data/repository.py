"""Queries for data sources and named queries."""

from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.http.pagination import PageRequest, keyset
from app.data.kinds import SourceKind
from app.data.models import DataSource, NamedQuery

Named = TypeVar("Named", DataSource, NamedQuery)


async def find(session: AsyncSession, model: type[Named], name_or_id: str | UUID) -> Named | None:
    """Return the row with this id or name; a name that looks like an id counts as an id first."""
    row_id = _read_id(name_or_id)
    if row_id is not None and (row := await session.get(model, row_id)) is not None:
        return row
    statement: Any = select(model).where(model.name == str(name_or_id))
    found: Named | None = (await session.exec(statement)).first()
    return found


async def list_page(session: AsyncSession, model: type[Named], page: PageRequest) -> Sequence[Named]:
    """Return one page of rows and one more, newest first."""
    rows: Sequence[Named] = (await session.exec(keyset(select(model), col(model.id), page))).all()
    return rows


async def list_source_names(session: AsyncSession) -> Sequence[tuple[UUID, str]]:
    """Return the id and name of every source."""
    return (await session.exec(select(DataSource.id, DataSource.name))).all()


async def has_source_of(session: AsyncSession, kind: SourceKind) -> bool:
    """Return whether there is a source of this kind."""
    return (await session.exec(select(DataSource.id).where(DataSource.kind == kind).limit(1))).first() is not None


async def list_query_sources(session: AsyncSession) -> Sequence[tuple[UUID, str, str]]:
    """Return the id, the name and the source of every query."""
    return (await session.exec(select(NamedQuery.id, NamedQuery.name, NamedQuery.source))).all()


def _read_id(value: str | UUID) -> UUID | None:
    try:
        return value if isinstance(value, UUID) else UUID(value)
    except ValueError:
        return None
