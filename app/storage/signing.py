"""Signed URLs: `/files/{bucket}/{key}?expires=&signature=`, good for one method on one object until a time."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlencode

from app.core.db import utc_now
from app.core.secrets import KeyRing
from app.storage.errors import SignatureExpired, SignatureInvalid

PURPOSE = "file-url"


def _message(method: str, bucket: str, key: str, expires: int) -> bytes:
    # The key comes last: it alone may hold the separator.
    return f"{method}|{bucket}|{expires}|{key}".encode()


def file_path(bucket: str, key: str) -> str:
    """Return the path of an object under `/files`, percent-encoded."""
    return f"/files/{bucket}/{quote(key, safe='/')}"


def sign_url(
    key_ring: KeyRing, origin: str, *, method: str, bucket: str, key: str, expires_in: int
) -> tuple[str, datetime]:
    """Return the URL and when it expires, `expires_in` seconds from now."""
    expires = int((utc_now() + timedelta(seconds=expires_in)).timestamp())
    signature = key_ring.sign(PURPOSE, _message(method, bucket, key, expires))
    query = urlencode({"expires": expires, "signature": signature})
    return f"{origin}{file_path(bucket, key)}?{query}", datetime.fromtimestamp(expires, UTC)


def check_signature(key_ring: KeyRing, *, method: str, bucket: str, key: str, expires: str, signature: str) -> None:
    """Raise SignatureInvalid or SignatureExpired unless we signed exactly this; HEAD counts as GET."""
    signed_method = "GET" if method == "HEAD" else method
    altered = SignatureInvalid("The link was altered, or is for another object or method.")
    if not (expires.isascii() and expires.isdigit() and len(expires) <= 12):
        raise altered
    if not key_ring.verify(PURPOSE, _message(signed_method, bucket, key, int(expires)), signature):
        raise altered
    if int(expires) <= utc_now().timestamp():
        raise SignatureExpired("Ask for a new link.")
