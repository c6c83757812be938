"""HTTP Basic (RFC 7617) with a shared secret, `user:password`."""

import base64
import binascii
import hmac

from app.nodes.triggers.webhook import BasicAuth
from app.webhooks.auth.mode import Attempt, AuthMode
from app.webhooks.errors import SignatureInvalid, SignatureMissing

CHALLENGE = {"WWW-Authenticate": 'Basic realm="webhook", charset="UTF-8"'}


async def verify(auth: BasicAuth, attempt: Attempt) -> None:
    """Return when the call carries the secret; raises an Unauthenticated."""
    scheme, _, given = attempt.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        raise SignatureMissing("Send this webhook's user and password with HTTP Basic.", headers=CHALLENGE)
    try:
        credentials = base64.b64decode(given.strip(), validate=True)
    except (binascii.Error, ValueError):
        credentials = b""
    if not hmac.compare_digest(credentials, attempt.secret.encode()):
        raise SignatureInvalid("The user or the password is wrong.", headers=CHALLENGE)


MODE = AuthMode(BasicAuth, verify, headers={"authorization"})
