"""Whether a webhook call comes from who it says: pure functions over its headers and raw body.

- `standard`: Standard Webhooks 1.0.0. `webhook-signature` is a space separated list of `v1,<base64>`, each an
  HMAC-SHA-256 over `{webhook-id}.{webhook-timestamp}.{body}`; the timestamp may be 300 s off.
- `github`: `X-Hub-Signature-256: sha256=<hex>`, an HMAC-SHA-256 over the body. GitHub signs neither the time nor
  the delivery id, so a repeated `X-GitHub-Delivery` is refused for 300 s and that is all this form can give.
- `header` and `basic`: a shared secret, compared in constant time. They carry nothing to tell a replay by.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.core.errors import Conflict, Unauthenticated
from app.secrets.named.service import STANDARD_PREFIX

WINDOW = timedelta(seconds=300)
"""How far a signed timestamp may be off, the tolerance that Standard Webhooks recommends."""
MAX_SIGNATURES = 20
MAX_MESSAGE_ID = 256

SIGNATURE_HEADERS = frozenset(
    {"webhook-signature", "x-hub-signature", "x-hub-signature-256", "authorization", "proxy-authorization", "cookie"}
)
"""Headers that never reach a run: they prove who called, and a run's trigger can be read by every viewer."""


class SignatureMissing(Unauthenticated):
    """The call lacks what this webhook's auth mode wants."""

    code, title = "webhook_signature_missing", "The webhook call is not signed"


class SignatureInvalid(Unauthenticated):
    """The signature, or the shared secret, is not the right one."""

    code, title = "webhook_signature_invalid", "The webhook's signature is wrong"


class TimestampOutOfWindow(Unauthenticated):
    """The signed time is more than 300 s from ours."""

    code, title = "webhook_timestamp_out_of_window", "The webhook call is too old or from the future"


class Replayed(Conflict):
    """This message was taken already."""

    code, title = "webhook_replayed", "This webhook message was taken before"


@dataclass(frozen=True, slots=True)
class Message:
    """What tells a signed message from others, and until when it could be sent again with its signature."""

    id: str
    expires_at: datetime


def verify_standard(secret: str, headers: Mapping[str, str], body: bytes, now: datetime) -> Message:
    """Return the message of a call signed as Standard Webhooks says; raises an Unauthenticated."""
    message_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    signatures = headers.get("webhook-signature", "")
    if not message_id or not timestamp or not signatures:
        raise SignatureMissing("Send the headers webhook-id, webhook-timestamp and webhook-signature.")
    sent_at = _parse_timestamp(timestamp)
    content = b".".join((message_id.encode("latin-1", "replace"), timestamp.encode(), body))
    given = [value for value in signatures.split(" ")[:MAX_SIGNATURES] if value.startswith("v1,")]
    if len(message_id) > MAX_MESSAGE_ID or not any(
        _same(f"v1,{_mac64(key, content)}", value) for key in standard_keys(secret) for value in given
    ):
        raise SignatureInvalid("No signature in webhook-signature is the one of this webhook's secret.")
    if abs(now - sent_at) > WINDOW:
        raise TimestampOutOfWindow("webhook-timestamp must be within 300 seconds of the time here.")
    return Message(message_id, sent_at + WINDOW)


def standard_keys(secret: str) -> list[bytes]:
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


def verify_github(secret: str, headers: Mapping[str, str], body: bytes, now: datetime) -> Message:
    """Return the message of a call signed as GitHub does; raises an Unauthenticated."""
    signature = headers.get("x-hub-signature-256", "")
    if not signature:
        raise SignatureMissing("Send the header X-Hub-Signature-256.")
    wanted = f"sha256={hmac.digest(secret.encode(), body, hashlib.sha256).hex()}"
    if not _same(wanted, signature):
        raise SignatureInvalid("X-Hub-Signature-256 is not the one of this webhook's secret.")
    delivery = headers.get("x-github-delivery", "")[:MAX_MESSAGE_ID]
    return Message(delivery or signature, now + WINDOW)


def verify_header(secret: str, headers: Mapping[str, str], name: str) -> None:
    """Return when the header `name` holds the secret; raises an Unauthenticated."""
    given = headers.get(name.lower(), "")
    if not given:
        raise SignatureMissing(f"Send this webhook's secret in the header {name}.")
    if not _same(secret, given):
        raise SignatureInvalid(f"The header {name} does not hold this webhook's secret.")


def verify_basic(secret: str, headers: Mapping[str, str]) -> None:
    """Return when HTTP Basic (RFC 7617) carries the secret, `user:password`; raises an Unauthenticated."""
    challenge = {"WWW-Authenticate": 'Basic realm="webhook", charset="UTF-8"'}
    scheme, _, given = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        raise SignatureMissing("Send this webhook's user and password with HTTP Basic.", headers=challenge)
    try:
        credentials = base64.b64decode(given.strip(), validate=True)
    except (binascii.Error, ValueError):
        credentials = b""
    if not hmac.compare_digest(credentials, secret.encode()):
        raise SignatureInvalid("The user or the password is wrong.", headers=challenge)


def _parse_timestamp(text: str) -> datetime:
    if not (text.isascii() and text.isdigit() and len(text) <= 11):
        raise SignatureInvalid("webhook-timestamp must be whole seconds since 1970.")
    return datetime.fromtimestamp(int(text), UTC)


def _mac64(key: bytes, content: bytes) -> str:
    return base64.b64encode(hmac.digest(key, content, hashlib.sha256)).decode()


def _same(wanted: str, given: str) -> bool:
    return hmac.compare_digest(wanted.encode(), given.encode("latin-1", "replace"))
