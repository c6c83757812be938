"""Where the values of secrets are kept encrypted."""

from typing import Any

from app.core.security.sealed import SealedColumn
from app.secrets.models import Secret

_secret: Any = Secret.__table__  # type: ignore[attr-defined]


def place_of(secret_id: object) -> str:
    """Return what the value of a secret is bound to."""
    return f"secret|{secret_id}|value"


SECRET_VALUES = SealedColumn(_secret, _secret.c.value, (_secret.c.id,), lambda row: place_of(row.id))
