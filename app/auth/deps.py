"""Who may call a route: its first parameter says it, `caller` with a type made by `require`, or it is `PUBLIC`.

    PageEditor = Annotated[Principal, require(Role.EDITOR, Scope.PAGES_WRITE)]

    async def create_page(caller: PageEditor, session: SessionDep, body: PageCreate) -> PageRead: ...

A contract test fails for a route that says neither. A WebSocket, which has no such list, calls
`authenticate_websocket` before it sends anything and follows `AccessWatch` while it is open.
"""

from typing import Annotated, Any, ClassVar

from fastapi import BackgroundTasks, Depends, Request, Security, WebSocket
from fastapi.requests import HTTPConnection
from fastapi.security import APIKeyCookie, HTTPBearer

from app.auth import service
from app.auth.access import ACCESS_CHANGED, AccessChanged, ClientInfo, Principal, Role, Scope
from app.auth.errors import (
    KeyAddressRefused,
    KeyExpired,
    KeyMalformed,
    KeyRevoked,
    KeyUnknown,
    SessionEnded,
    UserSuspended,
)
from app.auth.login_rate_limiter import LoginRateLimiter
from app.auth.passwords import PasswordHasher
from app.auth.watch import AccessWatch
from app.core.bus import Bus
from app.core.db.database import Database
from app.core.errors import BadRequest, CrossSite, Forbidden, OnefoldError, Unauthenticated
from app.core.http.deps import BusDep, DatabaseDep, SettingsDep
from app.core.http.idempotency import begin_once
from app.core.http.origins import COOKIE, is_own_origin, is_same_site_request, session_token
from app.core.http.query import check_query
from app.core.http.resources import Resource, get_resource
from app.core.observability.router import PUBLIC
from app.core.settings import Settings

__all__ = ["PUBLIC", "Access", "authenticate", "authenticate_websocket", "require"]

KEY_ERRORS = (UserSuspended, KeyMalformed, KeyUnknown, KeyRevoked, KeyExpired, KeyAddressRefused)
"""What may be wrong with an API key."""
_SEND_KEY = "Send the key as `Authorization: Bearer of_sk_…`"
_KEY_NAMES = frozenset({"api-key", "apikey", "x-api-key", "x-api-token", "x-auth-token", "access-token"})
"""Where other services look for a key."""
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

_cookie = APIKeyCookie(
    name=COOKIE,
    scheme_name="session",
    auto_error=False,
    description="Session of `POST /api/auth/login`, named `__Host-sid` over https. Writes also need `X-CSRF: 1`.",
)
_bearer = HTTPBearer(scheme_name="api_key", auto_error=False, description="Key of `POST /api/api-keys`.")


class Access:
    """The dependency behind `require`: authenticates, then checks role and scope. Returns the Principal."""

    errors: ClassVar[tuple[type[OnefoldError], ...]] = (
        BadRequest,
        Unauthenticated,
        SessionEnded,
        *KEY_ERRORS,
        Forbidden,
        CrossSite,
    )

    def __init__(self, role: Role, scope: Scope | None, *, any_key: bool = False) -> None:
        self.role = role
        self.scope = scope
        self.any_key = any_key

    async def __call__(
        self,
        request: Request,
        database: DatabaseDep,
        _session: Annotated[str | None, Security(_cookie)] = None,
        _key: Annotated[Any, Security(_bearer)] = None,
    ) -> Principal:
        principal = await authenticate(request, database)
        if not self.allows(principal):
            raise Forbidden(self._reason(principal))
        check_query(request)
        await begin_once(request, principal.key_id or principal.user_id)
        return principal

    def allows(self, principal: Principal) -> bool:
        """Return whether this caller gets in."""
        if self.any_key:
            return principal.role.includes(self.role)
        return principal.may(self.role, self.scope)

    def _reason(self, principal: Principal) -> str:
        if principal.role.includes(self.role):
            return f"This key lacks the scope {self.scope}." if self.scope else "No key may do this; sign in."
        return f"This needs the role {self.role}; yours is {principal.role}."


def require(role: Role, scope: Scope | None = None, *, any_key: bool = False) -> Any:
    """Return the dependency that lets in this role and those above it.

    Keys also need the scope; without one the route is for signed-in people, or with `any_key` for every key.
    """
    return Depends(Access(role, scope, any_key=any_key))


async def authenticate(request: Request, database: Database) -> Principal:
    """Return who calls: by session cookie or bearer key, never both.

    Raises Unauthenticated and its kinds, CrossSite, BadRequest.
    """
    token = session_token(request)
    if token and "authorization" not in request.headers and request.method not in SAFE_METHODS:
        check_own_page(request, get_resource(request.scope, Settings))
        if "x-csrf" not in request.headers:
            raise CrossSite("A change with the session cookie needs the header `X-CSRF: 1`.")
    return await _authenticate(request, database, token)


async def authenticate_websocket(websocket: WebSocket, database: Database) -> Principal:
    """Return who opens this WebSocket: by cookie from exactly our own Origin, or by bearer key.

    Raises what `authenticate` raises; call it before reading anything.
    """
    token = session_token(websocket)
    if (
        token
        and "authorization" not in websocket.headers
        and not is_own_origin(websocket, get_resource(websocket.scope, Settings))
    ):
        raise CrossSite("A WebSocket with the session cookie needs our own Origin.")
    return await _authenticate(websocket, database, token)


async def _authenticate(connection: HTTPConnection, database: Database, token: str | None) -> Principal:
    authorization = connection.headers.get("authorization")
    if token and authorization is not None:
        raise BadRequest("Send the session cookie or an API key, not both.")
    if token:
        return await service.authenticate_session(database, token)
    if authorization is None:
        raise Unauthenticated(_say_how(connection), headers={"WWW-Authenticate": "Bearer"})
    scheme, _, key = authorization.partition(" ")
    if scheme.lower() != "bearer":
        raise Unauthenticated(f"{_SEND_KEY}.", headers={"WWW-Authenticate": "Bearer"})
    return await service.authenticate_key(database, key.strip(), read_client_info(connection).ip)


def _say_how(connection: HTTPConnection) -> str:
    """Return how to sign in, and where a key was sent that nobody looks at; the key itself is never repeated."""
    header = next((name for name, value in connection.headers.items() if _is_key(name, value)), None)
    query = next((name for name, value in connection.query_params.items() if _is_key(name, value)), None)
    if header is not None:
        return f"{_SEND_KEY}, not as {header[:64]!r}."
    if query is not None:
        return f"{_SEND_KEY}, not in the address as {query[:64]!r}, where logs keep it."
    return "Sign in, or send a key as `Authorization: Bearer of_sk_…`."


def _is_key(name: str, value: str) -> bool:
    return value.startswith("of_sk_") or name.lower().replace("_", "-") in _KEY_NAMES


def check_own_page(request: Request, settings: Settings) -> None:
    """Return when a browser sent this from our own pages; raises CrossSite."""
    if not is_same_site_request(request, settings):
        raise CrossSite(
            "Send it from our own origin. Behind a proxy, set ONEFOLD_PUBLIC_URL or ONEFOLD_TRUSTED_PROXIES."
        )


async def check_not_cross_site(request: Request, settings: SettingsDep) -> None:
    """Return for our own pages and for what is no browser; raises CrossSite for a form on another site, which could
    sign its visitor in as somebody else (login CSRF)."""
    if "origin" in request.headers or "sec-fetch-site" in request.headers:
        check_own_page(request, settings)


def read_client_info(connection: HTTPConnection) -> ClientInfo:
    """Return the address and user agent of the caller, the address as trusted proxies state it."""
    return ClientInfo(
        ip=connection.client.host if connection.client else "",
        user_agent=connection.headers.get("user-agent", "")[:300].replace("\x00", ""),
    )


async def get_client_info(connection: HTTPConnection) -> ClientInfo:
    """Return who calls, by address and user agent."""
    return read_client_info(connection)


class AccessNotifier:
    """Publishes `auth.access_changed` when the answer is sent, which is after the commit."""

    def __init__(self, bus: Bus, background: BackgroundTasks) -> None:
        self._bus = bus
        self._background = background

    def __call__(self, message: AccessChanged) -> None:
        self._background.add_task(self._bus.publish, ACCESS_CHANGED, message)


async def get_access_notifier(bus: BusDep, background: BackgroundTasks) -> AccessNotifier:
    """Return what announces changes of access once the answer is sent."""
    return AccessNotifier(bus, background)


AccessWatchDep = Annotated[AccessWatch, Depends(Resource(AccessWatch))]
ClientInfoDep = Annotated[ClientInfo, Depends(get_client_info)]
PasswordHasherDep = Annotated[PasswordHasher, Depends(Resource(PasswordHasher))]
LoginRateLimiterDep = Annotated[LoginRateLimiter, Depends(Resource(LoginRateLimiter))]
AccessNotifierDep = Annotated[AccessNotifier, Depends(get_access_notifier)]

AnyCaller = Annotated[Principal, require(Role.VIEWER, any_key=True)]
SignedInUser = Annotated[Principal, require(Role.VIEWER)]
KeyHolder = Annotated[Principal, require(Role.VIEWER, Scope.ADMIN)]
Owner = Annotated[Principal, require(Role.OWNER, Scope.ADMIN)]
# Keys make no users and set no passwords: who can sign in as an owner has every scope.
SignedInOwner = Annotated[Principal, require(Role.OWNER)]
# Workflows and what belongs to them: executions, schedules, secrets, variables.
WorkflowViewer = Annotated[Principal, require(Role.VIEWER, Scope.ACTIONS_READ)]
WorkflowOperator = Annotated[Principal, require(Role.OPERATOR, Scope.ACTIONS_RUN)]
WorkflowEditor = Annotated[Principal, require(Role.EDITOR, Scope.ACTIONS_WRITE)]
