"""One of this installation's API keys that may run workflows, as a bearer token."""

import re

from app.auth.access import Role, Scope
from app.auth.service import authenticate_key
from app.core.errors import Forbidden
from app.nodes.triggers.webhook import ApiKeyAuth
from app.webhooks.auth.mode import Attempt, AuthMode
from app.webhooks.errors import SignatureMissing

_BEARER = re.compile(r"bearer +(\S+)", re.IGNORECASE)


async def verify(auth: ApiKeyAuth, attempt: Attempt) -> None:
    """Return when the key may run workflows; raises an Unauthenticated or Forbidden."""
    bearer = _BEARER.fullmatch(attempt.headers.get("authorization", "").strip())
    if bearer is None:
        raise SignatureMissing(
            "Send an API key as `Authorization: Bearer of_sk_…`.", headers={"WWW-Authenticate": "Bearer"}
        )
    principal = await authenticate_key(attempt.database, bearer[1], attempt.client)
    if not principal.may(Role.OPERATOR, Scope.ACTIONS_RUN):
        raise Forbidden("This key needs the scope actions:run, and its owner the role operator.")


MODE = AuthMode(ApiKeyAuth, verify, headers={"authorization"})
