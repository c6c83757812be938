"""Queries of named secrets and variables."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from app.core.http.pagination import PageRequest, keyset
from app.secrets.models import Secret, Variable


async def list_secrets(session: AsyncSession, page: PageRequest) -> Sequence[Secret]:
    """Return a page's secrets."""
    rows: Sequence[Secret] = (await session.exec(keyset(select(Secret), col(Secret.id), page))).all()
    return rows


async def find_secret(session: AsyncSession, secret_id: UUID) -> Secret | None:
    """Return the secret with this id."""
    return await session.get(Secret, secret_id)


async def list_secrets_by_name(session: AsyncSession, names: Collection[str]) -> Sequence[Secret]:
    """Return the secrets with these names."""
    return (await session.exec(select(Secret).where(col(Secret.name).in_(names)))).all()


async def list_secret_names(session: AsyncSession) -> set[str]:
    """Return the names of all secrets."""
    return set((await session.exec(select(Secret.name))).all())


async def list_variables(session: AsyncSession, page: PageRequest) -> Sequence[Variable]:
    """Return a page's variables."""
    rows: Sequence[Variable] = (await session.exec(keyset(select(Variable), col(Variable.id), page))).all()
    return rows


async def find_variable(session: AsyncSession, name: str) -> Variable | None:
    """Return the variable of this name."""
    return (await session.exec(select(Variable).where(col(Variable.name) == name))).first()


async def list_variable_names(session: AsyncSession) -> set[str]:
    """Return the names of all variables."""
    return set((await session.exec(select(Variable.name))).all())


async def load_variables(session: AsyncSession) -> dict[str, str]:
    """Return the values of all variables by name."""
    return dict((await session.exec(select(Variable.name, Variable.value))).all())
