"""A shared secret in a header of the author's choice."""

from app.nodes.triggers.webhook import HeaderAuth
from app.webhooks.auth.mode import Attempt, AuthMode, is_same
from app.webhooks.errors import SignatureInvalid, SignatureMissing


async def verify(auth: HeaderAuth, attempt: Attempt) -> None:
    """Return when the header holds the secret; raises an Unauthenticated."""
    given = attempt.headers.get(auth.name.lower(), "")
    if not given:
        raise SignatureMissing(f"Send this webhook's secret in the header {auth.name}.")
    if not is_same(attempt.secret, given):
        raise SignatureInvalid(f"The header {auth.name} does not hold this webhook's secret.")


MODE = AuthMode(HeaderAuth, verify, named_header=lambda auth: auth.name)
