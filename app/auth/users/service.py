"""What an owner does with users: make, change, suspend, delete them. One active owner always remains."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from app.auth import repository, service
from app.auth.access import ClientInfo, Principal, Role
from app.auth.audit import service as audit
from app.auth.errors import LastOwner, UserNotFound
from app.auth.models import User
from app.auth.passwords import PasswordHasher, check_password
from app.auth.schemas import UserRead
from app.core.db.database import Database, utc_now
from app.core.errors import Forbidden
from app.core.http.pagination import PageRequest


def to_read(user: User) -> UserRead:
    """Return the user as owners see it."""
    return UserRead(
        id=user.id,
        email=user.email,
        role=user.role,
        suspended=user.suspended_at is not None,
        created_at=user.created_at,
    )


async def list_users(session: AsyncSession, page: PageRequest) -> Sequence[User]:
    """Return one page of users."""
    return await repository.list_users(session, page)


async def get_user(session: AsyncSession, user_id: UUID) -> User:
    """Return the user; raises UserNotFound."""
    user = await repository.find_user(session, user_id)
    if user is None:
        raise UserNotFound
    return user


async def get_principal(session: AsyncSession, email: str | None) -> Principal:
    """Return who an operator at the machine acts as: the one with this address, else the only active owner.

    Raises UserNotFound, and Forbidden for somebody who may not edit or where several owners could be meant.
    """
    if email is None:
        owners = await repository.lock_active_owners(session)
        if not owners:
            raise Forbidden("There is no active owner yet. `onefold create-admin` makes one.")
        if len(owners) > 1:
            raise Forbidden(f"There are {len(owners)} active owners. Give --as with the address of one of them.")
        user = await repository.find_user(session, owners[0])
    else:
        user = await repository.find_user_by_email(session, email)
    if user is None or user.suspended_at is not None:
        raise UserNotFound(f"There is no active user {email}.")
    role = service.get_role(user)
    if not role.includes(Role.EDITOR):
        raise Forbidden(f"{user.email} has the role {role}; this needs an editor.")
    return Principal(user.id, user.email, role)


async def create_user(
    session: AsyncSession,
    passwords: PasswordHasher,
    caller: Principal,
    client: ClientInfo,
    *,
    email: str,
    password: str,
    role: Role,
) -> User:
    """Return the new user; raises WeakPassword or EmailTaken."""
    user = await service.create_user(session, passwords, email=email, password=password, role=role)
    await audit.record(session, "user.created", caller, client, target=str(user.id))
    return user


async def update_user(
    session: AsyncSession,
    passwords: PasswordHasher,
    caller: Principal,
    client: ClientInfo,
    user_id: UUID,
    *,
    role: Role | None,
    suspended: bool | None,
    password: str | None,
) -> User:
    """Return the changed user. Suspending them or setting a password ends all their sessions.

    Raises UserNotFound, WeakPassword, or LastOwner when nobody could manage users any more.
    """
    if caller.scopes is not None and (role is not None or password is not None):
        raise Forbidden("Only owners who are signed in change roles and passwords; keys cannot.")
    if password is not None and user_id == caller.user_id:
        raise Forbidden("Change your own password with POST /api/auth/password, which asks for the current one.")
    renewed = None
    if password is not None:
        check_password(password, "")
        renewed = await passwords.hash(password)
    owners = await repository.lock_active_owners(session)
    user = await repository.find_user(session, user_id, lock=True)
    if user is None:
        raise UserNotFound
    if (role or Role.OWNER) is not Role.OWNER or suspended:
        _check_owner_remains(owners, user)
    if role is not None:
        user.role = role
    if suspended is not None:
        user.suspended_at = (user.suspended_at or utc_now()) if suspended else None
    if renewed is not None:
        check_password(password or "", user.email)
        user.password_hash = renewed
    session.add(user)
    if suspended or renewed is not None:
        await repository.delete_sessions(session, user.id)
    await audit.record(session, "user.changed", caller, client, target=str(user.id))
    return user


async def reset_password(database: Database, passwords: PasswordHasher, *, email: str, password: str) -> User:
    """Return the user, whose old password and sessions are good no longer: what an operator does at the machine.

    Raises UserNotFound or WeakPassword. No transaction is open while the password is hashed.
    """
    check_password(password, email)
    renewed = await passwords.hash(password)
    async with database.session() as session:
        found = await repository.find_user_by_email(session, email)
        user = await repository.find_user(session, found.id, lock=True) if found else None
        if user is None:
            raise UserNotFound(f"There is no user {email}.")
        user.password_hash = renewed
        session.add(user)
        await repository.delete_sessions(session, user.id)
        await audit.record(session, "password.reset", email=user.email, target=str(user.id))
    return user


async def delete_user(session: AsyncSession, caller: Principal, client: ClientInfo, user_id: UUID) -> None:
    """Delete the user with their sessions and keys; raises UserNotFound or LastOwner."""
    owners = await repository.lock_active_owners(session)
    user = await repository.find_user(session, user_id, lock=True)
    if user is None:
        raise UserNotFound
    _check_owner_remains(owners, user)
    await session.delete(user)
    await audit.record(session, "user.deleted", caller, client, target=str(user_id))


def _check_owner_remains(owners: Sequence[UUID], user: User) -> None:
    if list(owners) == [user.id]:
        raise LastOwner("Make somebody else an owner first.")
