"""What goes over the wire: users, sessions, keys and the audit log."""

from ipaddress import ip_network
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from app.auth.access import Role, Scope
from app.auth.passwords import MAX_LENGTH
from app.core.request_body import MayBeLeftOut, RequestBody
from app.core.text import AsStored, StorableSecret, StorableText
from app.core.times import UTCTime

EMAIL_LENGTH = 254


def _parse_network(text: str) -> str:
    try:
        return str(ip_network(text.strip(), strict=False))
    except ValueError:
        raise ValueError("this is no network like 203.0.113.0/24 or 2001:db8::/32") from None


def _lower_address(address: str) -> str:
    lowered = address.lower()
    # Lower case may be longer: "İ" becomes two characters.
    if len(lowered) > EMAIL_LENGTH:
        raise ValueError(f"an address has at most {EMAIL_LENGTH} characters")
    return lowered


# An address is an account name here, so `admin@intranet` is as good as one that mail reaches.
Email = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, max_length=EMAIL_LENGTH, pattern=r"^[^@\s\x00-\x1f\x7f]+@[^@\s\x00-\x1f\x7f]+$"
    ),
    AfterValidator(_lower_address),
    Field(examples=["ada@example.com"]),
]
NewPassword = Annotated[StorableSecret, Field(max_length=MAX_LENGTH, description="At least 10 characters.")]
Password = Annotated[StorableSecret, Field(max_length=MAX_LENGTH)]
Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$")
]
NetworkText = Annotated[str, Field(max_length=50), AfterValidator(_parse_network)]


class SetupState(BaseModel):
    """Whether the first owner is still to be made."""

    open: bool


class SetupCreate(RequestBody):
    """The first owner, with the one-time token that the start printed."""

    token: StorableText = Field(min_length=1, max_length=100)
    email: Email
    password: NewPassword


class LoginCreate(RequestBody):
    """Who signs in."""

    email: Annotated[str, StringConstraints(min_length=1, max_length=254, pattern=r"^[^\x00-\x1f\x7f]+$")]
    password: Password


class UserSummary(BaseModel):
    """The person who signed in."""

    id: UUID
    email: str
    role: Role


class LoginRead(BaseModel):
    """Who signed in, and when the session ends at the latest."""

    user: UserSummary
    expires_at: UTCTime


class Me(BaseModel):
    """Who calls, by session or by key. `scopes` is null for a session: its role alone decides."""

    id: UUID
    email: str
    role: Role
    scopes: list[Scope] | None
    session_id: UUID | None
    key_id: UUID | None


class PasswordUpdate(RequestBody):
    """A change of one's own password."""

    current_password: Password
    new_password: NewPassword


class SessionRead(BaseModel):
    """A signed-in browser; `current` marks the one that asks."""

    id: UUID
    current: bool
    created_at: UTCTime
    last_seen_at: UTCTime
    expires_at: UTCTime
    user_agent: str
    ip: str


class UserCreate(RequestBody):
    """A new user."""

    email: Email
    password: NewPassword
    role: Role = Role.VIEWER


class UserUpdate(RequestBody):
    """What changes; fields left out stay. A password or a suspension ends the user's sessions."""

    role: MayBeLeftOut[Role] = None
    suspended: MayBeLeftOut[bool] = None
    password: MayBeLeftOut[NewPassword] = None


class UserRead(BaseModel):
    """A person who can sign in, unless suspended."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    email: str
    role: AsStored[Role]
    suspended: bool
    created_at: UTCTime


class ApiKeyCreate(RequestBody):
    """A new key. It can do what both its scopes and its owner's role at the time of a call allow."""

    name: Name
    scopes: list[Scope] = Field(min_length=1, max_length=len(Scope))
    expires_at: UTCTime | None = Field(None, description="Null: until it is revoked.")
    cidrs: list[NetworkText] = Field([], max_length=50, description="Networks it may be used from; empty: any.")


class ApiKeyRead(BaseModel):
    """A key without its secret part; `hint` is its last four characters."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    user_id: UUID
    name: str
    hint: str
    scopes: AsStored[list[Scope]]
    cidrs: AsStored[list[str]]
    expires_at: UTCTime | None
    revoked_at: UTCTime | None
    last_used_at: UTCTime | None
    created_at: UTCTime


class ApiKeyCreated(ApiKeyRead):
    """A new key with its text, shown this once."""

    key: str


class AuditEventRead(BaseModel):
    """Who did what, when and from where."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    created_at: UTCTime
    action: str
    actor_id: UUID | None
    actor_email: str
    key_id: UUID | None
    target: str
    ip: str
