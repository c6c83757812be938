"""Who may call a route: `require(role, scope)` or `PUBLIC` on each of them.

    @router.get("/api/pages", dependencies=[require(Role.VIEWER, Scope.PAGES_READ)])
    async def create_page(caller: Annotated[Principal, require(Role.EDITOR, Scope.PAGES_WRITE)], …)

A contract test fails for a route that declares neither.
"""

from typing import Annotated, Any

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyCookie, HTTPBearer

from app.auth import service
from app.auth.access import Principal, Role, Scope
from app.core.deps import DatabaseDep
from app.core.errors import BadRequest, Forbidden, Unauthenticated
from app.core.system import PUBLIC

__all__ = ["PUBLIC", "Access", "authenticate", "require"]

COOKIE = "sid"
SECURE_COOKIE = "__Host-sid"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

_cookie = APIKeyCookie(name=COOKIE, scheme_name="session", auto_error=False)
_bearer = HTTPBearer(scheme_name="api_key", auto_error=False)


class Access:
    """The dependency behind `require`: authenticates, then checks role and scope. Returns the Principal."""

    def __init__(self, role: Role, scope: Scope | None) -> None:
        self.role = role
        self.scope = scope

    async def __call__(
        self,
        request: Request,
        database: DatabaseDep,
        _session: Annotated[str | None, Security(_cookie)] = None,
        _key: Annotated[Any, Security(_bearer)] = None,
    ) -> Principal:
        principal = await authenticate(request, database)
        if not principal.may(self.role, self.scope):
            raise Forbidden(self._reason(principal))
        return principal

    def _reason(self, principal: Principal) -> str:
        if principal.role.includes(self.role):
            return "This key lacks the scope " + (
                f"{self.scope}." if self.scope else "(keys cannot do this; sign in)."
            )
        return f"This needs the role {self.role}; yours is {principal.role}."


def require(role: Role, scope: Scope | None = None) -> Any:
    """Return the dependency that lets in this role and those above it; keys also need the scope."""
    return Depends(Access(role, scope))


async def authenticate(request: Request, database: DatabaseDep) -> Principal:
    """Return who calls: by session cookie or bearer key, never both; raises Unauthenticated."""
    token = request.cookies.get(SECURE_COOKIE) or request.cookies.get(COOKIE)
    authorization = request.headers.get("authorization", "")
    if token and authorization:
        raise BadRequest("Send the session cookie or an API key, not both.")
    if token:
        if request.method not in SAFE_METHODS:
            _check_csrf(request)
        return await service.authenticate_session(database, token)
    if authorization:
        scheme, _, key = authorization.partition(" ")
        if scheme.lower() != "bearer":
            raise Unauthenticated("Send the key as `Authorization: Bearer of_sk_…`.")
        client = request.client.host if request.client else ""
        return await service.authenticate_key(database, key.strip(), client)
    raise Unauthenticated(headers={"WWW-Authenticate": "Bearer"})


def _check_csrf(request: Request) -> None:
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    own = f"{request.url.scheme}://{request.headers.get('host', '')}"
    same = origin == own if origin else site in ("same-origin", "none")
    if not same or "x-csrf" not in request.headers:
        raise Forbidden("A change with the session cookie needs `X-CSRF: 1` and a same-origin Origin header.")
