"""`/api/users`: what owners do with users."""

from uuid import UUID

from fastapi import Depends

from app.auth.access import AccessChanged
from app.auth.deps import AccessNotifierDep, ClientInfoDep, Owner, PasswordHasherDep, SignedInOwner
from app.auth.errors import EmailTaken, LastOwner, PasswordsBusy, UserNotFound, WeakPassword
from app.auth.router import forbid_storing
from app.auth.schemas import (
    UserCreate,
    UserRead,
    UserUpdate,
)
from app.auth.users import service as users
from app.core.http.deps import ReaderDep, SessionDep
from app.core.http.idempotency import IDEMPOTENT
from app.core.http.pagination import ListPage, PageQuery, to_page
from app.core.http.problems import problems
from app.core.http.routing import new_router

router = new_router(prefix="/api/users", tags=["users"], dependencies=[Depends(forbid_storing)])

# Keys make no users and set no passwords: who can sign in as an owner has every scope.


@router.get("")
async def list_users(caller: Owner, session: ReaderDep, page: PageQuery) -> ListPage[UserRead]:
    """Return the users, newest first."""
    return to_page(await users.list_users(session, page), page, users.to_read)


@router.post(
    "", dependencies=[IDEMPOTENT], status_code=201, responses=problems(EmailTaken, WeakPassword, PasswordsBusy)
)
async def create_user(
    caller: SignedInOwner, session: SessionDep, passwords: PasswordHasherDep, client: ClientInfoDep, body: UserCreate
) -> UserRead:
    """Make a user; for owners who are signed in, not for keys."""
    user = await users.create_user(
        session,
        passwords,
        caller,
        client,
        email=body.email,
        password=body.password.get_secret_value(),
        role=body.role,
    )
    return users.to_read(user)


@router.get("/{user_id}", responses=problems(UserNotFound))
async def get_user(caller: Owner, session: ReaderDep, user_id: UUID) -> UserRead:
    """Return one user."""
    return users.to_read(await users.get_user(session, user_id))


@router.patch("/{user_id}", responses=problems(UserNotFound, LastOwner, WeakPassword, PasswordsBusy))
async def update_user(
    caller: Owner,
    session: SessionDep,
    passwords: PasswordHasherDep,
    client: ClientInfoDep,
    notify: AccessNotifierDep,
    user_id: UUID,
    body: UserUpdate,
) -> UserRead:
    """Change a user's role, suspend them, or set a new password; it counts from their next request on.

    A key can only suspend. One's own password is changed with the old one, at `/api/auth/password`.
    """
    user = await users.update_user(
        session,
        passwords,
        caller,
        client,
        user_id,
        role=body.role,
        suspended=body.suspended,
        password=body.password.get_secret_value() if body.password else None,
    )
    notify(AccessChanged(user_id))
    return users.to_read(user)


@router.delete("/{user_id}", status_code=204, responses=problems(UserNotFound, LastOwner))
async def delete_user(
    caller: Owner, session: SessionDep, client: ClientInfoDep, notify: AccessNotifierDep, user_id: UUID
) -> None:
    """Delete a user with their sessions and keys."""
    await users.delete_user(session, caller, client, user_id)
    notify(AccessChanged(user_id))
