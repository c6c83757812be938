"""GitHub: `X-Hub-Signature-256: sha256=<hex>`, an HMAC-SHA-256 over the body.

GitHub signs neither the time nor the delivery id, so a repeated `X-GitHub-Delivery` is refused for 300 s, and that is
all this form can give.
"""

import hashlib
import hmac

from app.nodes.triggers.webhook import GithubAuth
from app.webhooks.auth.mode import MAX_MESSAGE_ID, WINDOW, Attempt, AuthMode, Message, is_same
from app.webhooks.errors import SignatureInvalid, SignatureMissing


async def verify(auth: GithubAuth, attempt: Attempt) -> Message:
    """Return the signed message; raises an Unauthenticated."""
    signature = attempt.headers.get("x-hub-signature-256", "")
    if not signature:
        raise SignatureMissing("Send the header X-Hub-Signature-256.")
    wanted = f"sha256={hmac.digest(attempt.secret.encode(), attempt.body, hashlib.sha256).hex()}"
    if not is_same(wanted, signature):
        raise SignatureInvalid("X-Hub-Signature-256 is not the one of this webhook's secret.")
    delivery = attempt.headers.get("x-github-delivery", "")[:MAX_MESSAGE_ID]
    return Message(delivery or signature, attempt.now + WINDOW)


MODE = AuthMode(GithubAuth, verify, headers={"x-hub-signature", "x-hub-signature-256"})
