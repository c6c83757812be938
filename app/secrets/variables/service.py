"""Variables: plain text that editors set once for the whole installation, and expressions read as `env.NAME`."""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlmodel.ext.asyncio.session import AsyncSession

from app.auth import audit
from app.auth.access import Client, Principal
from app.core.db.database import Database, utc_now
from app.core.errors import NotFound
from app.core.http.pagination import Page, PageRequest, to_page
from app.workflows import repository
from app.workflows.errors import VariableInUse, VariablesFull
from app.workflows.models import Variable, WorkflowVersion
from app.workflows.schemas import VariableRead, VariableUser
from app.workflows.stored import find_references

MAX_VARIABLES = 200
"""With 8 KiB each, what a run that reads variables loads stays small."""


async def list_variables(session: AsyncSession, page: PageRequest) -> Page[VariableRead]:
    """Return a page of variables, newest first, each with the published workflows that read it."""
    found = to_page(await repository.list_variables(session, page), page, lambda variable: variable)
    read = await _read(session, found.items)
    return Page(items=read, next_cursor=found.next_cursor)


async def get_variable(session: AsyncSession, name: str) -> VariableRead:
    """Return the variable of that name with the published workflows that read it; raises NotFound."""
    return (await _read(session, [await _require(session, name)]))[0]


async def set_variable(
    session: AsyncSession, name: str, value: str, caller: Principal, client: Client
) -> tuple[VariableRead, bool]:
    """Give a variable a value; returns it and whether it is new. Raises VariablesFull."""
    variable = await repository.find_variable(session, name)
    is_new = variable is None
    if variable is None:
        if len(await repository.list_variable_names(session)) >= MAX_VARIABLES:
            raise VariablesFull(f"There may be {MAX_VARIABLES} variables; delete one that nothing reads.")
        variable = Variable(name=name, value=value)
    variable.value, variable.updated_at = value, utc_now()
    session.add(variable)
    await session.flush()
    await audit.record(session, "variable.set", caller, client, target=name)
    return await get_variable(session, name), is_new


async def delete_variable(session: AsyncSession, name: str, caller: Principal, client: Client) -> None:
    """Delete a variable; raises NotFound, or VariableInUse while a published workflow reads it."""
    variable = await _require(session, name)
    if users := [user.name for user in (await _read(session, [variable]))[0].used_by]:
        shown = ", ".join(users[:5])
        raise VariableInUse(f"Published workflows use {name!r}: {shown}.", extra={"workflows": users[:100]})
    await session.delete(variable)
    await audit.record(session, "variable.deleted", caller, client, target=name)


async def load_variables(database: Database) -> dict[str, str]:
    """Return the value of every variable by its name, for a run."""
    async with database.reader() as session:
        return await repository.load_variables(session)


async def _require(session: AsyncSession, name: str) -> Variable:
    variable = await repository.find_variable(session, name)
    if variable is None:
        raise NotFound(f"There is no variable {name[:64]!r}.")
    return variable


async def _read(session: AsyncSession, variables: Sequence[Variable]) -> list[VariableRead]:
    if not variables:
        return []
    versions = await repository.list_published_versions(session)
    # Reading every published graph takes a while where there are many; other requests go on meanwhile.
    users = await asyncio.to_thread(_users, versions, {variable.name for variable in variables})
    return [
        VariableRead(
            name=variable.name,
            value=variable.value,
            used_by=users[variable.name],
            created_at=variable.created_at,
            updated_at=variable.updated_at,
        )
        for variable in variables
    ]


def _users(versions: Sequence[tuple[str, WorkflowVersion]], names: Collection[str]) -> dict[str, list[VariableUser]]:
    """Return for each of these variables the workflows that read it; `{{ env }}` as a whole reads them all."""
    users: dict[str, list[VariableUser]] = defaultdict(list)
    for workflow, version in versions:
        read = find_references(version.graph)
        for name in sorted(names):
            if ("env", name) in read or ("env",) in read:
                users[name].append(VariableUser(workflow_id=version.workflow_id, name=workflow))
    return users
