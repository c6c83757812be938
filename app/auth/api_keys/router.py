"""`/api/api-keys`: one's own keys, and everybody's for owners."""

from uuid import UUID

from fastapi import Depends

from app.auth.access import AccessChanged
from app.auth.api_keys import service as keys
from app.auth.deps import AccessNotifierDep, ClientInfoDep, KeyHolder
from app.auth.errors import KeyNotFound
from app.auth.router import forbid_storing
from app.auth.schemas import (
    ApiKeyCreate,
    ApiKeyCreated,
    ApiKeyRead,
)
from app.core.http.deps import ReaderDep, SessionDep
from app.core.http.pagination import ListPage, PageQuery, to_page
from app.core.http.problems import problems
from app.core.http.routing import new_router

router = new_router(prefix="/api/api-keys", tags=["api-keys"], dependencies=[Depends(forbid_storing)])


@router.get("")
async def list_api_keys(caller: KeyHolder, session: ReaderDep, page: PageQuery) -> ListPage[ApiKeyRead]:
    """Return one's own keys, newest first; an owner sees everybody's."""
    return to_page(await keys.list_keys(session, caller, page), page, ApiKeyRead.model_validate)


@router.post("", status_code=201)
async def create_api_key(
    caller: KeyHolder, session: SessionDep, client: ClientInfoDep, body: ApiKeyCreate
) -> ApiKeyCreated:
    """Make a key; its text is in this answer and nowhere else."""
    row, key = await keys.create_key(
        session,
        caller,
        client,
        name=body.name,
        scopes=body.scopes,
        expires_at=body.expires_at,
        cidrs=body.cidrs,
    )
    return ApiKeyCreated(**ApiKeyRead.model_validate(row).model_dump(), key=key)


@router.delete("/{key_id}", status_code=204, responses=problems(KeyNotFound))
async def revoke_api_key(
    caller: KeyHolder, session: SessionDep, client: ClientInfoDep, notify: AccessNotifierDep, key_id: UUID
) -> None:
    """Revoke a key; no request gets through with it any more."""
    row = await keys.revoke_key(session, caller, client, key_id)
    notify(AccessChanged(row.user_id, key_id=key_id))
