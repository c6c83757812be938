"""`/api/variables`: plain text that expressions read as `env.NAME`. Never the process's own environment."""

from typing import Annotated

from fastapi import Path, Response

from app.auth.deps import ClientInfoDep, WorkflowEditor, WorkflowViewer
from app.core.errors import Forbidden, Invalid, Unauthenticated
from app.core.http.deps import ListConsumersDep, ReaderDep, SessionDep
from app.core.http.pagination import ListPage, PageQuery
from app.core.http.problems import problems
from app.core.http.routing import new_router
from app.secrets.errors import VariableInUse, VariableNotFound, VariablesFull
from app.secrets.schemas import NAME, VariableRead, VariableSet
from app.secrets.variables import service as variable_service

router = new_router(
    prefix="/api/variables", tags=["variables"], responses=problems(Unauthenticated, Forbidden, Invalid)
)

VariableName = Annotated[str, Path(pattern=NAME)]


@router.get("")
async def list_variables(
    caller: WorkflowViewer, session: ReaderDep, list_consumers: ListConsumersDep, page: PageQuery
) -> ListPage[VariableRead]:
    """Return variables, newest first, with the published workflows that read each."""
    return await variable_service.list_variables(session, list_consumers, page)


@router.get("/{name}", responses=problems(VariableNotFound))
async def get_variable(
    caller: WorkflowViewer, session: ReaderDep, list_consumers: ListConsumersDep, name: VariableName
) -> VariableRead:
    """Return a variable with the published workflows that read it."""
    return await variable_service.get_variable(session, list_consumers, name)


@router.put(
    "/{name}",
    responses=problems(VariablesFull) | {201: {"model": VariableRead, "description": "The variable is new."}},
)
async def set_variable(
    caller: WorkflowEditor,
    session: SessionDep,
    list_consumers: ListConsumersDep,
    client: ClientInfoDep,
    name: VariableName,
    body: VariableSet,
    response: Response,
) -> VariableRead:
    """Make a variable, or give it another value. Runs that begin from now on read it."""
    variable, is_new = await variable_service.set_variable(session, list_consumers, name, body.value, caller, client)
    if is_new:
        response.status_code = 201
        response.headers["Location"] = f"/api/variables/{name}"
    return variable


@router.delete("/{name}", status_code=204, responses=problems(VariableNotFound, VariableInUse))
async def delete_variable(
    caller: WorkflowEditor,
    session: SessionDep,
    list_consumers: ListConsumersDep,
    client: ClientInfoDep,
    name: VariableName,
) -> None:
    """Delete a variable that no published workflow reads."""
    await variable_service.delete_variable(session, list_consumers, name, caller, client)
