"""Signing in and out, and who holds a session or an API key. Tokens are random and stored as SHA-256 only."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel.ext.asyncio.session import AsyncSession

from app.auth import repository
from app.auth.access import ClientInfo, Principal, Role, find_role, known_scopes
from app.auth.audit import service as audit
from app.auth.errors import (
    EmailTaken,
    InvalidCredentials,
    KeyAddressRefused,
    KeyExpired,
    KeyRevoked,
    KeyUnknown,
    SessionEnded,
    SessionNotFound,
    UserSuspended,
)
from app.auth.login_rate_limiter import LoginRateLimiter
from app.auth.models import ApiKey, Session, User
from app.auth.passwords import PasswordHasher, check_password
from app.auth.schemas import LoginRead, SessionRead, UserSummary
from app.auth.tokens import check_form, hash_token, make_token
from app.core.db.database import Database, utc_now
from app.core.errors import Forbidden
from app.core.http.pagination import PageRequest

IDLE = timedelta(hours=12)
ABSOLUTE = timedelta(days=7)
TOUCH_EVERY = timedelta(minutes=1)

log = structlog.get_logger("onefold.auth.service")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session with its token, which is kept nowhere but in the browser."""

    user: User
    session: Session
    token: str


async def create_user(
    session: AsyncSession, passwords: PasswordHasher, *, email: str, password: str, role: Role
) -> User:
    """Return the new user; raises WeakPassword or EmailTaken. Call it before other statements of the session:
    it hashes first, and no transaction should stay open that long."""
    email = email.strip().lower()
    check_password(password, email)
    user = User(email=email, password_hash=await passwords.hash(password), role=role)
    session.add(user)
    try:
        await session.flush()
    except IntegrityError as error:
        raise EmailTaken(f"There is a user {email} already.") from error
    return user


async def start_session(
    session: AsyncSession, user: User, *, user_agent: str = "", ip: str = ""
) -> tuple[Session, str]:
    """Return a new session of this user and its token (256 random bits, shown to nobody else)."""
    token = make_token()
    row = Session(
        user_id=user.id,
        token_hash=hash_token(token),
        expires_at=utc_now() + ABSOLUTE,
        user_agent=user_agent[:300],
        ip=ip[:64],
    )
    session.add(row)
    await session.flush()
    return row, token


async def authenticate_session(database: Database, token: str) -> Principal:
    """Return who holds this session token; raises SessionEnded, and Forbidden for a role of another build."""
    async with database.reader() as session:
        found = await repository.find_session(session, hash_token(token))
    now = utc_now()
    if found is None or not _is_live(*found, now):
        raise SessionEnded("The session has ended. Sign in again.")
    row, user = found
    if row.last_seen_at + TOUCH_EVERY < now:
        await _touch(database, row, now)
    return _principal(user, row)


async def authenticate_key(database: Database, key: str, client: str) -> Principal:
    """Return whose key this is, for a call from the address `client`.

    Raises KeyMalformed (before any query), KeyUnknown, KeyRevoked, KeyExpired, UserSuspended, KeyAddressRefused,
    or Forbidden for a role of another build.
    """
    check_form(key)
    async with database.reader() as session:
        found = await repository.find_key_by_hash(session, hash_token(key))
    if found is None:
        raise KeyUnknown
    row, user = found
    now = utc_now()
    if row.revoked_at is not None:
        raise KeyRevoked
    if row.expires_at is not None and row.expires_at <= now:
        raise KeyExpired
    if user.suspended_at is not None:
        raise UserSuspended("The owner of this key is suspended.")
    if row.cidrs != [] and not _is_within(client, row.cidrs):
        raise KeyAddressRefused(f"This key may not be used from {client or 'an unknown address'}.")
    if row.last_used_at is None or row.last_used_at + TOUCH_EVERY < now:
        await _touch(database, row, now)
    return Principal(user.id, user.email, get_role(user), key_id=row.id, scopes=known_scopes(row.scopes))


async def revalidate(database: Database, principals: Collection[Principal]) -> set[Principal]:
    """Return those of them for whom what a connection was opened with still stands: the session or key is good, its
    person is not suspended and may do no less than then. For connections that outlive a request.

    Three statements for every few hundred of them.
    """
    standing: set[Principal] = set()
    for some in _batched(principals, 300):
        async with database.reader() as session:
            users = {user.id: user for user in await repository.list_users_by_id(session, {p.user_id for p in some})}
            sessions = await repository.list_sessions_by_id(session, {p.session_id for p in some if p.session_id})
            keys = await repository.list_keys_by_id(session, {p.key_id for p in some if p.key_id})
        now = utc_now()
        live = {row.id for row in sessions if row.user_id in users and _is_live(row, users[row.user_id], now)}
        live |= {
            key.id for key in keys if key.revoked_at is None and (key.expires_at is None or key.expires_at > now)
        }
        for principal in some:
            user = users.get(principal.user_id)
            role = find_role(user.role) if user is not None and user.suspended_at is None else None
            if role is None or not role.includes(principal.role):
                continue
            if (principal.session_id or principal.key_id) in live:
                standing.add(principal)
    return standing


async def find_principal(database: Database, *, user_id: UUID, key_id: UUID | None) -> Principal | None:
    """Return what this person, or this key of theirs, may do now; None when suspended, deleted, revoked or expired,
    and for a role of another build.

    For what they made and others use later, like a signed link.
    """
    async with database.reader() as session:
        user = await repository.find_user(session, user_id)
        key = await repository.find_key(session, key_id) if key_id is not None else None
    if user is None or user.suspended_at is not None or (role := find_role(user.role)) is None:
        return None
    if key_id is None:
        return Principal(user.id, user.email, role)
    if key is None or key.user_id != user_id or key.revoked_at is not None:
        return None
    if key.expires_at is not None and key.expires_at <= utc_now():
        return None
    return Principal(user.id, user.email, role, key_id=key.id, scopes=known_scopes(key.scopes))


async def sign_in(
    database: Database,
    passwords: PasswordHasher,
    limiter: LoginRateLimiter,
    client: ClientInfo,
    *,
    email: str,
    password: str,
    old_token: str | None = None,
    device: str | None = None,
) -> SignedIn:
    """Return a new session; the one this browser had (`old_token`) ends. `device` names it when it is known.

    An unknown address costs the same hash as a known one. No database session is held while it is computed.
    Raises TooManyAttempts, PasswordsBusy, InvalidCredentials, UserSuspended, and Forbidden for a role of another
    build.
    """
    email = email.strip().lower()
    attempt = limiter.admit(email, client.ip, device)
    async with database.reader() as session:
        known = await repository.find_user_by_email(session, email)
    valid, renewed = await passwords.verify(password, known.password_hash if known else None)
    async with database.session() as session:
        user = await repository.find_user(session, known.id, lock=True) if known and valid else None
        # The password may have changed while the old one was being checked.
        fits = user is not None and known is not None and user.password_hash == known.password_hash
        if user is not None and fits and user.suspended_at is None:
            limiter.succeed(attempt)
            user.password_hash = renewed or user.password_hash
            if old_token is not None:
                await repository.delete_session_by_token(session, hash_token(old_token))
            row, token = await start_session(session, user, user_agent=client.user_agent, ip=client.ip)
            await audit.record(session, "login.succeeded", _principal(user, row), client)
            return SignedIn(user, row, token)
        await audit.record(session, "login.failed", client=client, email=email)
    if fits:
        raise UserSuspended("An owner suspended this account.")
    raise InvalidCredentials


async def sign_out(session: AsyncSession, caller: Principal, client: ClientInfo) -> None:
    """End the caller's session."""
    if caller.session_id is not None:
        await repository.delete_session(session, caller.user_id, caller.session_id)
        await audit.record(session, "logout", caller, client)


async def change_password(
    database: Database,
    passwords: PasswordHasher,
    limiter: LoginRateLimiter,
    caller: Principal,
    client: ClientInfo,
    *,
    current_password: str,
    new_password: str,
) -> SignedIn:
    """Return a new session in place of the caller's; all the others end with the old password.

    Raises TooManyAttempts, InvalidCredentials or WeakPassword.
    """
    attempt = limiter.admit(caller.email, client.ip, str(caller.session_id))
    async with database.reader() as session:
        known = await repository.find_user(session, caller.user_id)
    valid, _ = await passwords.verify(current_password, known.password_hash if known else None)
    if known is None or not valid:
        raise InvalidCredentials("The current password is wrong.")
    limiter.succeed(attempt)
    check_password(new_password, known.email)
    renewed = await passwords.hash(new_password)
    async with database.session() as session:
        user = await repository.find_user(session, caller.user_id, lock=True)
        if user is None or user.password_hash != known.password_hash:
            raise SessionEnded("The password was changed meanwhile. Sign in again.")
        user.password_hash = renewed
        await repository.delete_sessions(session, user.id)
        row, token = await start_session(session, user, user_agent=client.user_agent, ip=client.ip)
        await audit.record(session, "password.changed", caller, client, target=str(user.id))
        return SignedIn(user, row, token)


def to_read(row: Session, caller: Principal) -> SessionRead:
    """Return one of the caller's sessions as they see it."""
    return SessionRead(
        id=row.id,
        current=row.id == caller.session_id,
        created_at=row.created_at,
        last_seen_at=row.last_seen_at,
        expires_at=row.expires_at,
        user_agent=row.user_agent,
        ip=row.ip,
    )


def to_login_read(signed_in: SignedIn) -> LoginRead:
    """Return who signed in, and until when."""
    user = signed_in.user
    summary = UserSummary(id=user.id, email=user.email, role=get_role(user))
    return LoginRead(user=summary, expires_at=signed_in.session.expires_at)


async def list_sessions(session: AsyncSession, caller: Principal, page: PageRequest) -> Sequence[Session]:
    """Return the caller's sessions that have not ended."""
    now = utc_now()
    return await repository.list_sessions(session, caller.user_id, now - IDLE, now, page)


async def end_session(session: AsyncSession, caller: Principal, client: ClientInfo, session_id: UUID) -> None:
    """End one of the caller's sessions; raises SessionNotFound."""
    if not await repository.delete_session(session, caller.user_id, session_id):
        raise SessionNotFound
    await audit.record(session, "session.ended", caller, client, target=str(session_id))


async def end_sessions(session: AsyncSession, caller: Principal, client: ClientInfo) -> None:
    """End every session of the caller, this one included."""
    await repository.delete_sessions(session, caller.user_id)
    await audit.record(session, "sessions.ended", caller, client)


async def prune_sessions(session: AsyncSession, limit: int) -> int:
    """Delete up to `limit` rows of sessions that have ended by themselves; returns how many."""
    now = utc_now()
    return await repository.delete_ended_sessions(session, now - IDLE, now, limit)


def _batched(principals: Collection[Principal], size: int) -> Iterator[list[Principal]]:
    """Return them in lists of up to `size`."""
    all_of_them = list(principals)
    return (all_of_them[start : start + size] for start in range(0, len(all_of_them), size))


def get_role(user: User) -> Role:
    """Return what a person may do; raises Forbidden for a role that only another build of Onefold knows."""
    role = find_role(user.role)
    if role is None:
        raise Forbidden(f"Your role is {user.role!r}, which this server does not know. An owner can change it.")
    return role


def _principal(user: User, row: Session) -> Principal:
    return Principal(user.id, user.email, get_role(user), session_id=row.id)


def _is_live(row: Session, user: User, now: datetime) -> bool:
    return row.expires_at > now and row.last_seen_at + IDLE > now and user.suspended_at is None


async def _touch(database: Database, row: Session | ApiKey, now: datetime) -> None:
    """Note the use; a database that cannot write right now must not refuse what only reads."""
    try:
        async with database.session() as session:
            if isinstance(row, Session):
                await repository.touch_session(session, row.id, now)
            else:
                await repository.touch_key(session, row.id, now)
    except DBAPIError as error:
        log.warning("use_not_noted", cause=type(error.orig).__name__)


def _is_within(client: str, cidrs: Any) -> bool:
    """Return whether the address is in one of the stored networks; one that only another build can read has nobody
    in it."""
    try:
        address = ip_address(client)
    except ValueError:
        return False
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in network for network in _networks(cidrs))


def _networks(cidrs: Any) -> Iterator[IPv4Network | IPv6Network]:
    for cidr in cidrs if isinstance(cidrs, list) else ():
        if isinstance(cidr, str):
            with suppress(ValueError):
                yield ip_network(cidr)
