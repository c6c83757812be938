"""`/api/secrets`: names that webhooks and nodes read values by. A value is shown only when it was made here, once."""

from uuid import UUID

from fastapi import Response

from app.auth.deps import WorkflowEditor
from app.core.errors import Forbidden, Invalid, Unauthenticated
from app.core.http.deps import KeyRingDep, ListConsumersDep, ReaderDep, SessionDep
from app.core.http.pagination import ListPage, PageQuery
from app.core.http.problems import problems
from app.core.http.routing import new_router
from app.secrets.errors import SecretInUse, SecretNameTaken, SecretNotFound
from app.secrets.named import service as secret_service
from app.secrets.schemas import SecretCreate, SecretMade, SecretRead, SecretUpdate

router = new_router(prefix="/api/secrets", tags=["secrets"], responses=problems(Unauthenticated, Forbidden))


@router.get("", responses=problems(Invalid))
async def list_secrets(caller: WorkflowEditor, session: ReaderDep, page: PageQuery) -> ListPage[SecretRead]:
    """Return the names of secrets, newest first."""
    return await secret_service.list_secrets(session, page)


@router.post("", status_code=201, responses=problems(SecretNameTaken, Invalid))
async def create_secret(
    caller: WorkflowEditor, session: SessionDep, key_ring: KeyRingDep, body: SecretCreate, response: Response
) -> SecretMade:
    """Make a secret. Without a value a random one is made and shown this once."""
    secret = await secret_service.create_secret(session, key_ring, body)
    response.headers["Location"] = f"/api/secrets/{secret.id}"
    response.headers["Cache-Control"] = "no-store"
    return secret


@router.get("/{secret_id}", responses=problems(SecretNotFound))
async def get_secret(caller: WorkflowEditor, session: ReaderDep, secret_id: UUID) -> SecretRead:
    """Return a secret's name; never its value."""
    return secret_service.to_read(await secret_service.get_secret(session, secret_id))


@router.patch("/{secret_id}", responses=problems(SecretNotFound, Invalid))
async def update_secret(
    caller: WorkflowEditor,
    session: SessionDep,
    key_ring: KeyRingDep,
    secret_id: UUID,
    body: SecretUpdate,
    response: Response,
) -> SecretMade:
    """Give a secret another value; without one a random value is made and shown this once."""
    response.headers["Cache-Control"] = "no-store"
    return await secret_service.update_secret(session, key_ring, secret_id, body)


@router.delete("/{secret_id}", status_code=204, responses=problems(SecretNotFound, SecretInUse))
async def delete_secret(
    caller: WorkflowEditor, session: SessionDep, list_consumers: ListConsumersDep, secret_id: UUID
) -> None:
    """Delete a secret that no published workflow reads."""
    await secret_service.delete_secret(session, list_consumers, secret_id)
