"""Setup, login, logout and what people do with their own account."""

from uuid import UUID

from fastapi import Depends, Request, Response

from app.auth import devices, service, setup
from app.auth.access import AccessChanged
from app.auth.cookies import check_cookie_is_kept, forget_session, set_session_cookies
from app.auth.deps import (
    PUBLIC,
    AccessNotifierDep,
    AnyCaller,
    ClientInfoDep,
    LoginRateLimiterDep,
    PasswordHasherDep,
    SignedInUser,
    check_not_cross_site,
)
from app.auth.errors import (
    HttpsRequired,
    InvalidCredentials,
    PasswordsBusy,
    SessionNotFound,
    SetupClosed,
    SetupTokenInvalid,
    TooManyAttempts,
    UserSuspended,
    WeakPassword,
)
from app.auth.schemas import (
    LoginCreate,
    LoginRead,
    Me,
    PasswordUpdate,
    SessionRead,
    SetupCreate,
    SetupState,
)
from app.auth.service import SignedIn
from app.core.errors import CrossSite, Forbidden
from app.core.http.deps import DatabaseDep, KeyRingDep, ReaderDep, SessionDep
from app.core.http.origins import read_cookie, session_token
from app.core.http.pagination import ListPage, PageQuery, to_page
from app.core.http.problems import problems
from app.core.http.routing import new_router
from app.core.security.key_ring import KeyRing


async def forbid_storing(response: Response) -> None:
    """Keep answers about accounts out of every cache."""
    response.headers["Cache-Control"] = "no-store"


router = new_router(prefix="/api/auth", tags=["auth"], dependencies=[Depends(forbid_storing)])

OWN_PAGE = Depends(check_not_cross_site)
SIGN_IN_PROBLEMS = problems(CrossSite, HttpsRequired, TooManyAttempts, PasswordsBusy)


def _signed_in_response(request: Request, response: Response, key_ring: KeyRing, signed_in: SignedIn) -> LoginRead:
    set_session_cookies(request, response, key_ring, signed_in)
    return service.to_login_read(signed_in)


@router.get("/setup", dependencies=[PUBLIC])
async def get_setup(session: ReaderDep) -> SetupState:
    """Return whether the first owner is still to be made."""
    return SetupState(open=await setup.is_setup_open(session))


@router.post(
    "/setup",
    status_code=201,
    dependencies=[PUBLIC, OWN_PAGE, Depends(check_cookie_is_kept)],
    responses=SIGN_IN_PROBLEMS | problems(CrossSite, HttpsRequired, SetupTokenInvalid, SetupClosed, WeakPassword),
)
async def create_first_owner(
    database: DatabaseDep,
    key_ring: KeyRingDep,
    passwords: PasswordHasherDep,
    limiter: LoginRateLimiterDep,
    client: ClientInfoDep,
    body: SetupCreate,
    request: Request,
    response: Response,
) -> LoginRead:
    """Make the first owner with the one-time token that the start printed, and sign them in."""
    signed_in = await setup.create_first_owner(
        database,
        passwords,
        limiter,
        client,
        token=body.token,
        email=body.email,
        password=body.password.get_secret_value(),
    )
    return _signed_in_response(request, response, key_ring, signed_in)


@router.post(
    "/login",
    dependencies=[PUBLIC, OWN_PAGE, Depends(check_cookie_is_kept)],
    responses=SIGN_IN_PROBLEMS | problems(InvalidCredentials, UserSuspended, Forbidden),
)
async def login(
    database: DatabaseDep,
    key_ring: KeyRingDep,
    passwords: PasswordHasherDep,
    limiter: LoginRateLimiterDep,
    client: ClientInfoDep,
    body: LoginCreate,
    request: Request,
    response: Response,
) -> LoginRead:
    """Sign in; the session is in the cookie of the answer."""
    cookie = read_cookie(request, devices.SECURE_COOKIE, devices.COOKIE)
    signed_in = await service.sign_in(
        database,
        passwords,
        limiter,
        client,
        email=body.email,
        password=body.password.get_secret_value(),
        old_token=session_token(request),
        device=devices.read_device(key_ring, cookie, body.email),
    )
    return _signed_in_response(request, response, key_ring, signed_in)


@router.post("/logout", status_code=204)
async def logout(
    caller: SignedInUser,
    session: SessionDep,
    client: ClientInfoDep,
    notify: AccessNotifierDep,
    request: Request,
    response: Response,
) -> None:
    """End this session."""
    await service.sign_out(session, caller, client)
    forget_session(request, response)
    notify(AccessChanged(caller.user_id, session_id=caller.session_id))


@router.get("/me")
async def get_me(caller: AnyCaller) -> Me:
    """Return who calls, with the role of this moment."""
    return Me(
        id=caller.user_id,
        email=caller.email,
        role=caller.role,
        scopes=None if caller.scopes is None else sorted(caller.scopes),
        session_id=caller.session_id,
        key_id=caller.key_id,
    )


@router.post(
    "/password",
    responses=problems(InvalidCredentials, WeakPassword, TooManyAttempts, PasswordsBusy),
)
async def change_password(
    caller: SignedInUser,
    database: DatabaseDep,
    key_ring: KeyRingDep,
    passwords: PasswordHasherDep,
    limiter: LoginRateLimiterDep,
    client: ClientInfoDep,
    notify: AccessNotifierDep,
    body: PasswordUpdate,
    request: Request,
    response: Response,
) -> LoginRead:
    """Change one's own password. Every session ends; this browser gets a new one in the cookie."""
    signed_in = await service.change_password(
        database,
        passwords,
        limiter,
        caller,
        client,
        current_password=body.current_password.get_secret_value(),
        new_password=body.new_password.get_secret_value(),
    )
    notify(AccessChanged(caller.user_id))
    return _signed_in_response(request, response, key_ring, signed_in)


@router.get("/sessions")
async def list_sessions(caller: SignedInUser, session: ReaderDep, page: PageQuery) -> ListPage[SessionRead]:
    """Return one's own sessions, newest first."""
    rows = await service.list_sessions(session, caller, page)
    return to_page(rows, page, lambda row: service.to_read(row, caller))


@router.delete("/sessions", status_code=204)
async def end_sessions(
    caller: SignedInUser,
    session: SessionDep,
    client: ClientInfoDep,
    notify: AccessNotifierDep,
    request: Request,
    response: Response,
) -> None:
    """End every session of one's own, this one included: sign out everywhere."""
    await service.end_sessions(session, caller, client)
    forget_session(request, response)
    notify(AccessChanged(caller.user_id))


@router.delete("/sessions/{session_id}", status_code=204, responses=problems(SessionNotFound))
async def end_session(
    caller: SignedInUser, session: SessionDep, client: ClientInfoDep, notify: AccessNotifierDep, session_id: UUID
) -> None:
    """End one of one's own sessions."""
    await service.end_session(session, caller, client, session_id)
    notify(AccessChanged(caller.user_id, session_id=session_id))
