"""The form of session tokens and API keys, and how both are stored.

A key is `of_sk_` + 40 base62 characters (238 random bits) + CRC-32 of all that as 6 base62 characters, so that a
mistyped or cut key is told apart from an unknown one without a query, and secret scanners can be sure of a find.
"""

import hashlib
import re
import secrets
import string
import zlib

from app.auth.errors import KeyMalformed

PREFIX = "of_sk_"
RANDOM_LENGTH = 40
CHECKSUM_LENGTH = 6
ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase

_FORM = re.compile(rf"{PREFIX}[0-9A-Za-z]{{{RANDOM_LENGTH + CHECKSUM_LENGTH}}}")


def hash_token(token: str) -> str:
    """Return the SHA-256 of a token as hex; tokens carry over 200 random bits, so no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def make_token() -> str:
    """Return 256 random bits as text, for a session cookie or a setup token."""
    return secrets.token_urlsafe(32)


def make_key() -> str:
    """Return a new random key."""
    body = PREFIX + "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_LENGTH))
    return body + _checksum(body)


def check_form(key: str) -> None:
    """Return when the key's form and checksum fit; raises KeyMalformed."""
    if not _FORM.fullmatch(key):
        raise KeyMalformed(
            f"A key is {PREFIX} and {RANDOM_LENGTH + CHECKSUM_LENGTH} letters and digits. "
            "Was it cut off, or does it stand in quotes?"
        )
    if _checksum(key[:-CHECKSUM_LENGTH]) != key[-CHECKSUM_LENGTH:]:
        raise KeyMalformed("The key's checksum does not fit: there is a typing error in it.")


def _checksum(body: str) -> str:
    value, digits = zlib.crc32(body.encode()), ""
    for _ in range(CHECKSUM_LENGTH):
        value, digit = divmod(value, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    return digits
