"""The first owner: from the settings at start, or by a one-time token that the start prints.

Each start without a user adds a token (several processes may start at once, and all they print must work); the
first use deletes them all.
"""

from datetime import timedelta

import structlog
from sqlmodel.ext.asyncio.session import AsyncSession

from app.auth import repository, service
from app.auth.access import ClientInfo, Principal, Role
from app.auth.audit import service as audit
from app.auth.errors import EmailTaken, SetupClosed, SetupTokenInvalid
from app.auth.login_rate_limiter import LoginRateLimiter
from app.auth.models import SetupToken, User
from app.auth.passwords import PasswordHasher
from app.auth.service import SignedIn
from app.auth.tokens import hash_token, make_token
from app.core.db.database import Database, utc_now
from app.core.settings import Settings

KEEP_TOKENS = timedelta(days=7)

log = structlog.get_logger("onefold.auth.setup")


async def prepare_setup(database: Database, passwords: PasswordHasher, settings: Settings) -> str | None:
    """Return a new setup token when there is no user and the settings name no first owner; else None.

    Makes the owner that the settings name; raises WeakPassword when their password is no good.
    """
    async with database.reader() as session:
        if await repository.has_user(session):
            return None
    if settings.admin_email:
        await _create_configured_owner(database, passwords, settings)
        return None
    token = make_token()
    async with database.session() as session:
        await repository.delete_setup_tokens(session, utc_now() - KEEP_TOKENS)
        session.add(SetupToken(token_hash=hash_token(token)))
    log.warning(
        "There is no user yet. Make the first owner with `onefold create-admin`, or at "
        f"{settings.origin}/login with this one-time setup token: {token}"
    )
    return token


async def is_setup_open(session: AsyncSession) -> bool:
    """Return whether the first owner is still to be made."""
    return not await repository.has_user(session)


async def create_first_owner(
    database: Database,
    passwords: PasswordHasher,
    limiter: LoginRateLimiter,
    client: ClientInfo,
    *,
    token: str,
    email: str,
    password: str,
) -> SignedIn:
    """Return the first owner, signed in. Of several at once one wins.

    Raises SetupClosed when there is a user, SetupTokenInvalid, WeakPassword or TooManyAttempts.
    """
    attempt = limiter.admit("setup", client.ip)
    async with database.reader() as session:
        if not await is_setup_open(session):
            raise SetupClosed("Sign in instead.")
        if not await repository.has_setup_token(session, hash_token(token)):
            raise SetupTokenInvalid("Use the token that the last start printed.")
    limiter.succeed(attempt)
    async with database.session() as session:
        user = await _create_unless_set_up(session, passwords, token, email, password)
        row, session_token = await service.start_session(session, user, user_agent=client.user_agent, ip=client.ip)
        owner = Principal(user.id, user.email, Role.OWNER, session_id=row.id)
        await audit.record(session, "setup.completed", owner, client, target=str(user.id))
        return SignedIn(user, row, session_token)


async def _create_unless_set_up(
    session: AsyncSession, passwords: PasswordHasher, token: str, email: str, password: str
) -> User:
    """Return the user, made before anybody else's: who takes the tokens second waits, then finds the first."""
    try:
        user = await service.create_user(session, passwords, email=email, password=password, role=Role.OWNER)
    except EmailTaken:
        raise SetupClosed("Sign in instead.") from None
    taken = await repository.take_setup_tokens(session)
    if hash_token(token) not in taken or await repository.has_user(session, besides=user.id):
        raise SetupClosed("Sign in instead.")
    return user


async def _create_configured_owner(database: Database, passwords: PasswordHasher, settings: Settings) -> None:
    password = settings.admin_password.get_secret_value()
    try:
        async with database.session() as session:
            user = await service.create_user(
                session, passwords, email=settings.admin_email, password=password, role=Role.OWNER
            )
            await repository.take_setup_tokens(session)
            await audit.record(session, "setup.completed", email=user.email, target=str(user.id))
    except EmailTaken:
        log.info("owner_made_by_another_process")
    else:
        log.info("owner_made_from_settings", email=user.email)
