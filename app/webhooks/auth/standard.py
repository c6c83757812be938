"""Standard Webhooks 1.0.0: an HMAC over id, time and body.

`webhook-signature` is a space separated list of `v1,<base64>`, each an HMAC-SHA-256 over
`{webhook-id}.{webhook-timestamp}.{body}`; the timestamp may be 300 s off.
"""

import base64
import binascii
import hashlib
import hmac
from datetime import UTC, datetime

from app.nodes.triggers.webhook import StandardAuth
from app.secrets.named.service import STANDARD_PREFIX
from app.webhooks.auth.mode import MAX_MESSAGE_ID, WINDOW, Attempt, AuthMode, Message, is_same
from app.webhooks.errors import SignatureInvalid, SignatureMissing, TimestampOutOfWindow

MAX_SIGNATURES = 20


async def verify(auth: StandardAuth, attempt: Attempt) -> Message:
    """Return the signed message; raises an Unauthenticated."""
    message_id = attempt.headers.get("webhook-id", "")
    timestamp = attempt.headers.get("webhook-timestamp", "")
    signatures = attempt.headers.get("webhook-signature", "")
    if not message_id or not timestamp or not signatures:
        raise SignatureMissing("Send the headers webhook-id, webhook-timestamp and webhook-signature.")
    sent_at = _parse_timestamp(timestamp)
    content = b".".join((message_id.encode("latin-1", "replace"), timestamp.encode(), attempt.body))
    given = [value for value in signatures.split(" ")[:MAX_SIGNATURES] if value.startswith("v1,")]
    if len(message_id) > MAX_MESSAGE_ID or not any(
        is_same(f"v1,{_sign(key, content)}", value) for key in signing_keys(attempt.secret) for value in given
    ):
        raise SignatureInvalid("No signature in webhook-signature is the one of this webhook's secret.")
    if abs(attempt.now - sent_at) > WINDOW:
        raise TimestampOutOfWindow("webhook-timestamp must be within 300 seconds of the time here.")
    return Message(message_id, sent_at + WINDOW)


def signing_keys(secret: str) -> list[bytes]:
    """Return the HMAC keys that a secret stands for.

    `whsec_…` is base64. Without the prefix the common libraries still decode base64 while people type plain text,
    so that both readings count.
    """
    encoded = secret.removeprefix(STANDARD_PREFIX)
    try:
        decoded = base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
    except (binascii.Error, ValueError):
        return [secret.encode()]
    keys = [decoded] if secret.startswith(STANDARD_PREFIX) else [decoded, secret.encode()]
    return [key for key in keys if key]


def _parse_timestamp(text: str) -> datetime:
    if not (text.isascii() and text.isdigit() and len(text) <= 11):
        raise SignatureInvalid("webhook-timestamp must be whole seconds since 1970.")
    return datetime.fromtimestamp(int(text), UTC)


def _sign(key: bytes, content: bytes) -> str:
    return base64.b64encode(hmac.digest(key, content, hashlib.sha256)).decode()


MODE = AuthMode(StandardAuth, verify, headers={"webhook-signature"})
