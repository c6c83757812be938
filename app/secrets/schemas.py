"""What goes over the wire for secrets and variables."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from app.core.request_body import MayBeLeftOut, RequestBody
from app.core.security.key_ring import MIN_SECRET
from app.core.text import check_text
from app.core.times import UTCTime

MAX_SECRET_BYTES = 16 * 1024
MAX_VARIABLE_LENGTH = 8 * 1024
NAME = r"^[A-Za-z_][A-Za-z0-9_]{0,63}$"

SecretValue = Annotated[
    str, StringConstraints(min_length=MIN_SECRET, max_length=MAX_SECRET_BYTES), AfterValidator(check_text)
]


VariableValue = Annotated[str, StringConstraints(max_length=MAX_VARIABLE_LENGTH), AfterValidator(check_text)]


class SecretCreate(RequestBody):
    """A new secret. Without a value one is made: `whsec_` and 32 random bytes in base64."""

    name: str = Field(pattern=NAME)
    value: SecretValue | None = None


class SecretUpdate(RequestBody):
    """A new value; where it is left out one is made as at creation."""

    value: MayBeLeftOut[SecretValue] = None


class SecretRead(BaseModel):
    """A secret's name. Its value is never read back."""

    id: UUID
    name: str
    created_at: UTCTime
    updated_at: UTCTime


class SecretMade(SecretRead):
    """A secret just made or changed. `value` is there only when it was made here, and only this once."""

    value: str | None = None


class VariableSet(RequestBody):
    """A variable's value: plain text of at most 8192 characters, nothing secret."""

    value: VariableValue


class VariableUser(BaseModel):
    """A published workflow that reads a variable."""

    workflow_id: UUID
    name: str


class VariableRead(BaseModel):
    """A variable, and which published workflows read it."""

    name: str
    value: str
    used_by: list[VariableUser]
    created_at: UTCTime
    updated_at: UTCTime
