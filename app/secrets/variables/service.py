"""Variables: plain text that editors set once for the whole installation, and expressions read as `env.NAME`."""

from collections.abc import Sequence

from sqlmodel.ext.asyncio.session import AsyncSession

from app.auth.access import ClientInfo, Principal
from app.auth.audit import service as audit
from app.core.db.database import Database, utc_now
from app.core.http.pagination import ListPage, PageRequest, to_page
from app.core.usage import ListConsumers, check_unused, lock_for_delete
from app.secrets import repository
from app.secrets.errors import VariableInUse, VariableNotFound, VariablesFull
from app.secrets.models import Variable
from app.secrets.schemas import VariableRead, VariableUser

MAX_VARIABLES = 200
"""With 8 KiB each, what a run that reads variables loads stays small."""


async def list_variables(
    session: AsyncSession, list_consumers: ListConsumers, page: PageRequest
) -> ListPage[VariableRead]:
    """Return a page of variables, newest first, each with the published workflows that read it."""
    found = to_page(await repository.list_variables(session, page), page, lambda variable: variable)
    read = await _read(session, list_consumers, found.items)
    return ListPage(items=read, next_cursor=found.next_cursor)


async def get_variable(session: AsyncSession, list_consumers: ListConsumers, name: str) -> VariableRead:
    """Return the variable of that name with the published workflows that read it; raises VariableNotFound."""
    return (await _read(session, list_consumers, [await _require(session, name)]))[0]


async def set_variable(
    session: AsyncSession, list_consumers: ListConsumers, name: str, value: str, caller: Principal, client: ClientInfo
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
    return await get_variable(session, list_consumers, name), is_new


async def delete_variable(
    session: AsyncSession, list_consumers: ListConsumers, name: str, caller: Principal, client: ClientInfo
) -> None:
    """Delete a variable; raises VariableNotFound, or VariableInUse while a published workflow reads it."""
    await lock_for_delete(session)
    variable = await _require(session, name)
    await check_unused(session, list_consumers, VariableInUse, "env", name)
    await session.delete(variable)
    await audit.record(session, "variable.deleted", caller, client, target=name)


async def list_names(session: AsyncSession) -> set[str]:
    """Return the names of all variables."""
    return await repository.list_variable_names(session)


async def load_variables(database: Database) -> dict[str, str]:
    """Return the value of every variable by its name, for a run."""
    async with database.reader() as session:
        return await repository.load_variables(session)


async def _require(session: AsyncSession, name: str) -> Variable:
    variable = await repository.find_variable(session, name)
    if variable is None:
        raise VariableNotFound(f"There is no variable {name[:64]!r}.")
    return variable


async def _read(
    session: AsyncSession, list_consumers: ListConsumers, variables: Sequence[Variable]
) -> list[VariableRead]:
    if not variables:
        return []
    users: dict[str, list[VariableUser]] = {variable.name: [] for variable in variables}
    async for consumer in list_consumers(session, "env"):
        for name, found in users.items():
            if consumer.needs("env", name):
                found.append(VariableUser(workflow_id=consumer.id, name=consumer.name))
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
