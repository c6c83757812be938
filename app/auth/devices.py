"""Browsers that somebody has signed in with: their attempts are counted apart from their network's (ADR 12).

A cookie proves it: a random name and an HMAC of it with the e-mail address. It lets nobody in; it only says which
window counts a failed attempt.
"""

import secrets

from app.core.security.key_ring import KeyRing

COOKIE = "device"
SECURE_COOKIE = "__Host-device"
MAX_AGE = 180 * 86_400
PURPOSE = "auth.device"


def _message(name: str, email: str) -> bytes:
    return f"{name}|{email.strip().lower()}".encode()


def make_device(key_ring: KeyRing, email: str) -> str:
    """Return the cookie of a browser in which this person has just signed in."""
    name = secrets.token_urlsafe(16)
    return f"{name}.{key_ring.sign(PURPOSE, _message(name, email))}"


def read_device(key_ring: KeyRing, cookie: str | None, email: str) -> str | None:
    """Return the name of the browser when this person has signed in with it before."""
    name, _, signature = (cookie or "").partition(".")
    return name if key_ring.verify(PURPOSE, _message(name, email), signature) else None
