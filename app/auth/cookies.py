"""The cookies of somebody who signs in: the session's, and the one by which their browser is known again (ADR 12)."""

import secrets

from starlette.requests import Request
from starlette.responses import Response

from app.auth import devices
from app.auth.errors import HttpsRequired
from app.auth.service import ABSOLUTE, SignedIn
from app.core.http.origins import COOKIE, SECURE_COOKIE, is_secure, would_drop_cookie
from app.core.security.key_ring import KeyRing

VISITOR = "of-visitor"
"""Changes with who is signed in: pages keep what a visitor did in their browser until then."""


async def check_cookie_is_kept(request: Request) -> None:
    """Return when a browser would keep the session's cookie; raises HttpsRequired."""
    if would_drop_cookie(request):
        raise HttpsRequired("Open this over https, or over http on the machine it runs on.")


def set_session_cookies(request: Request, response: Response, key_ring: KeyRing, signed_in: SignedIn) -> None:
    """Give the browser the new session, and let it be known again."""
    device = devices.make_device(key_ring, signed_in.user.email)
    lifetime = int(ABSOLUTE.total_seconds())
    _set_cookie(request, response, SECURE_COOKIE, COOKIE, signed_in.token, lifetime)
    _set_cookie(request, response, devices.SECURE_COOKIE, devices.COOKIE, device, devices.MAX_AGE)
    # It says nothing but that somebody else is here, and is worth nothing: so scripts may read it.
    response.set_cookie(
        VISITOR, secrets.token_hex(8), max_age=lifetime, path="/", secure=is_secure(request), samesite="lax"
    )


def _set_cookie(
    request: Request, response: Response, secure_name: str, plain_name: str, value: str, max_age: int
) -> None:
    secure = is_secure(request)
    name = secure_name if secure else plain_name
    response.set_cookie(name, value, max_age=max_age, path="/", secure=secure, httponly=True, samesite="lax")


def forget_session(request: Request, response: Response) -> None:
    """Take the session's cookie away."""
    secure = is_secure(request)
    response.delete_cookie(
        SECURE_COOKIE if secure else COOKIE, path="/", secure=secure, httponly=True, samesite="lax"
    )
    response.delete_cookie(VISITOR, path="/", secure=secure, samesite="lax")
