"""`/login`: signing in with a browser and no script, the first owner, and where to go from there.

The same services as `/api/auth` do the work, with the same limits; only the form and the answer are for people.
"""

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel, ValidationError

from app.auth import devices, service, setup
from app.auth.access import AccessChanged
from app.auth.cookies import check_cookie_is_kept, forget_session, set_session_cookies
from app.auth.deps import (
    PUBLIC,
    AccessNotifierDep,
    ClientInfoDep,
    LoginRateLimiterDep,
    PasswordHasherDep,
    check_not_cross_site,
    check_own_page,
)
from app.auth.schemas import LoginCreate, SetupCreate
from app.auth.service import SignedIn
from app.core.errors import Invalid, OnefoldError
from app.core.http.deps import DatabaseDep, KeyRingDep, SettingsDep
from app.core.http.forms import Fields
from app.core.http.origins import read_cookie, session_token
from app.core.http.routing import new_router
from app.core.input_errors import describe_errors
from app.core.security.key_ring import KeyRing
from app.pages.rendering.document import MEDIA_TYPE
from app.pages.serving.members import find_caller
from app.pages.serving.service import list_published
from app.pages.sign_in.document import CSP, SignInPage, write_sign_in

router = new_router(tags=["visitors"], include_in_schema=False)

B = TypeVar("B", bound=BaseModel)
MAX_PAGES = 100
_LABELS = {"token": "Setup token", "email": "E-mail address", "password": "Password"}


def safe_next(address: str) -> str:
    """Return the address when it is a path of this site, else the sign-in page's own.

    Browsers drop tabs and line ends, and read a backslash as a slash: what has one, or begins with two slashes, may
    lead elsewhere.
    """
    is_path = address.startswith("/") and not address.startswith("//") and "\\" not in address
    if not is_path or not address.isprintable() or not address.isascii():
        return "/login"
    parts = urlsplit(address)
    return "/login" if parts.scheme or parts.netloc else address


def _send(page: SignInPage, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    own = {"Content-Security-Policy": CSP, "Cache-Control": "no-store"}
    return Response(write_sign_in(page), status, {**(headers or {}), **own}, MEDIA_TYPE)


def _refuse(error: OnefoldError, fields: Mapping[str, str], *, setup: bool = False) -> Response:
    """Return the form again with what was wrong; what was typed stays, but for the password."""
    message = error.title if error.detail == error.title else f"{error.title}. {error.detail}"
    page = SignInPage(
        setup=setup, email=fields.get("email", ""), next=safe_next(fields.get("next", "")), message=message
    )
    return _send(page, error.status, error.headers)


def _read_fields(schema: type[B], fields: Mapping[str, str]) -> B:
    try:
        return schema.model_validate({name: fields.get(name, "") for name in schema.model_fields})
    except ValidationError as error:
        first = describe_errors(error.errors(include_url=False), schema)[0]
        raise Invalid(f"{_LABELS[str(first.loc[0])]}: {first.message}.") from None


def _redirect(location: str) -> Response:
    return Response(status_code=303, headers={"Location": location, "Cache-Control": "no-store"})


def _enter(request: Request, key_ring: KeyRing, signed_in: SignedIn, fields: Mapping[str, str]) -> Response:
    response = _redirect(safe_next(fields.get("next", "")))
    set_session_cookies(request, response, key_ring, signed_in)
    return response


@router.get("/login", dependencies=[PUBLIC], response_class=Response)
async def show_sign_in(
    database: DatabaseDep, request: Request, next: Annotated[str, Query(max_length=2000)] = ""
) -> Response:
    """Show the form, or to somebody who is signed in where to go."""
    user = await find_caller(request, database)
    async with database.reader() as session:
        if user is not None:
            return _send(SignInPage(user=user, pages=await list_published(session, MAX_PAGES)))
        return _send(SignInPage(setup=await setup.is_setup_open(session), next=safe_next(next)))


OWN_FORM: list[Any] = [PUBLIC, Depends(check_not_cross_site)]


@router.post("/login", dependencies=OWN_FORM, response_class=Response)
async def sign_in_by_form(
    database: DatabaseDep,
    key_ring: KeyRingDep,
    passwords: PasswordHasherDep,
    limiter: LoginRateLimiterDep,
    client: ClientInfoDep,
    fields: Fields,
    request: Request,
) -> Response:
    """Sign in, then lead on; on failure show the form again."""
    try:
        await check_cookie_is_kept(request)
        wanted = _read_fields(LoginCreate, fields)
        cookie = read_cookie(request, devices.SECURE_COOKIE, devices.COOKIE)
        signed_in = await service.sign_in(
            database,
            passwords,
            limiter,
            client,
            email=wanted.email,
            password=wanted.password.get_secret_value(),
            old_token=session_token(request),
            device=devices.read_device(key_ring, cookie, wanted.email),
        )
    except OnefoldError as error:
        return _refuse(error, fields)
    return _enter(request, key_ring, signed_in, fields)


@router.post("/login/setup", dependencies=OWN_FORM, response_class=Response)
async def make_first_owner_by_form(
    database: DatabaseDep,
    key_ring: KeyRingDep,
    passwords: PasswordHasherDep,
    limiter: LoginRateLimiterDep,
    client: ClientInfoDep,
    fields: Fields,
    request: Request,
) -> Response:
    """Make the first owner with the token that the start printed, and sign them in."""
    try:
        await check_cookie_is_kept(request)
        wanted = _read_fields(SetupCreate, fields)
        signed_in = await setup.create_first_owner(
            database,
            passwords,
            limiter,
            client,
            token=wanted.token,
            email=wanted.email,
            password=wanted.password.get_secret_value(),
        )
    except OnefoldError as error:
        async with database.reader() as session:
            return _refuse(error, fields, setup=await setup.is_setup_open(session))
    return _enter(request, key_ring, signed_in, fields)


@router.post("/login/end", dependencies=[PUBLIC], response_class=Response)
async def sign_out_by_form(
    database: DatabaseDep,
    settings: SettingsDep,
    client: ClientInfoDep,
    notify: AccessNotifierDep,
    request: Request,
) -> Response:
    """End the session of this browser; one that has ended is no error."""
    check_own_page(request, settings)
    response = _redirect("/login")
    caller = await find_caller(request, database)
    if caller is not None:
        async with database.session() as session:
            await service.sign_out(session, caller, client)
        notify(AccessChanged(caller.user_id, session_id=caller.session_id))
    forget_session(request, response)
    return response
