"""All auth modes of webhooks, by the params that an author chooses them with."""

from app.engine.params import Params
from app.webhooks.auth import api_key, basic, github, header, none, standard
from app.webhooks.auth.mode import Attempt, AuthMode, Message
from app.webhooks.errors import SignatureInvalid

MODES: dict[type[Params], AuthMode] = {
    file.MODE.params: file.MODE for file in (none, standard, github, header, basic, api_key)
}
_NEVER_SHOWN = frozenset(
    {"authorization", "proxy-authorization", "cookie"}.union(*(m.headers for m in MODES.values()))
)


async def authenticate(auth: Params, attempt: Attempt) -> Message | None:
    """Return the message of a call, None for a mode without messages; raises an Unauthenticated or Forbidden."""
    mode = MODES[type(auth)]
    if mode.needs_secret and not attempt.secret:
        raise SignatureInvalid("The secret this webhook names does not exist any more.")
    return await mode.verify(auth, attempt)


def hidden_headers(auth: Params) -> frozenset[str]:
    """Return the headers that no run sees, in lower case: those of every mode, and the one that `auth` names."""
    named = MODES[type(auth)].named_header
    return _NEVER_SHOWN | {named(auth).lower()} if named else _NEVER_SHOWN
