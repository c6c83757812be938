"""What a file of this folder declares: one way in which the caller of a webhook proves itself."""

import hmac
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.core.db.database import Database
from app.engine.params import Params

WINDOW = timedelta(seconds=300)
"""How far a signed timestamp may be off, the tolerance that Standard Webhooks recommends."""
MAX_MESSAGE_ID = 256


@dataclass(frozen=True, slots=True)
class Message:
    """What tells a signed message from others, and until when it could be sent again with its signature."""

    id: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Attempt:
    """A call as a mode looks at it. Header names are in lower case, `client` is the caller's address.

    `secret` is the value of the secret that the params name; empty for a mode that names none.
    """

    headers: Mapping[str, str]
    body: bytes
    client: str
    now: datetime
    secret: str
    database: Database


@dataclass(frozen=True, slots=True)
class AuthMode:
    """A mode: `params` is its model in `WebhookAuth`.

    `verify` is given those params. It returns the message of a call, which is then taken once, or None where nothing
    tells a call from its repetition; it raises an Unauthenticated or Forbidden for a call it does not believe. No run
    sees `headers`, nor the one that `named_header` reads from the params: they prove who called, and every viewer may
    read a run.
    """

    params: type[Params]
    verify: Callable[[Any, Attempt], Awaitable[Message | None]]
    headers: Collection[str] = ()
    named_header: Callable[[Any], str] | None = None

    @property
    def needs_secret(self) -> bool:
        """Whether its params name a secret."""
        return "secret" in self.params.model_fields


def is_same(wanted: str, given: str) -> bool:
    """Return whether a header holds what it should, in constant time."""
    return hmac.compare_digest(wanted.encode(), given.encode("latin-1", "replace"))
