"""Signed URLs: `/files/{bucket}/{key}?expires=&signer=&signature=`, good for one method on one object until a time.

They name who signed, who is asked again when one is used: a link can do no more than its maker can at that moment.
"""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlencode
from uuid import UUID

from app.auth.access import Principal, Role, Scope
from app.auth.service import find_principal
from app.core.db.database import Database, utc_now
from app.core.security.key_ring import KeyRing
from app.storage.errors import SignedUrlExpired, SignedUrlInvalid

PURPOSE = "file-url"
ALTERED = "The link was altered, or is for another object or method."
# The user's id, and the key's when a key signed.
_SIGNER = re.compile(r"([0-9a-f]{32})(?:\.([0-9a-f]{32}))?")


def _message(method: str, bucket: str, key: str, expires: int, signer: str) -> bytes:
    # The key comes last: it alone may hold the separator.
    return f"{method}|{bucket}|{expires}|{signer}|{key}".encode()


def file_path(bucket: str, key: str) -> str:
    """Return the path of an object under `/files`, percent-encoded."""
    return f"/files/{bucket}/{quote(key, safe='/')}"


def may_use(caller: Principal, method: str) -> bool:
    """Return whether this person or key may read, or with PUT write, objects."""
    if method == "PUT":
        return caller.may(Role.EDITOR, Scope.FILES_WRITE)
    return caller.may(Role.VIEWER, Scope.FILES_READ)


def sign_url(
    key_ring: KeyRing, origin: str, caller: Principal, *, method: str, bucket: str, key: str, expires_in: int
) -> tuple[str, datetime]:
    """Return the URL and when it expires, `expires_in` seconds from now."""
    expires = int((utc_now() + timedelta(seconds=expires_in)).timestamp())
    signer = caller.user_id.hex + (f".{caller.key_id.hex}" if caller.key_id else "")
    signature = key_ring.sign(PURPOSE, _message(method, bucket, key, expires, signer))
    query = urlencode({"expires": expires, "signer": signer, "signature": signature})
    return f"{origin}{file_path(bucket, key)}?{query}", datetime.fromtimestamp(expires, UTC)


async def check_signature(
    key_ring: KeyRing,
    database: Database,
    *,
    method: str,
    bucket: str,
    key: str,
    expires: str,
    signer: str,
    signature: str,
) -> None:
    """Raise SignedUrlInvalid or SignedUrlExpired unless we signed exactly this and who asked for it still may; HEAD
    counts as GET."""
    signed_method = "GET" if method == "HEAD" else method
    ids = _SIGNER.fullmatch(signer)
    if not (ids and expires.isascii() and expires.isdigit() and len(expires) <= 12):
        raise SignedUrlInvalid(ALTERED)
    if not key_ring.verify(PURPOSE, _message(signed_method, bucket, key, int(expires), signer), signature):
        raise SignedUrlInvalid(ALTERED)
    if int(expires) <= utc_now().timestamp():
        raise SignedUrlExpired("Ask for a new link.")
    key_id = UUID(ids[2]) if ids[2] else None
    maker = await find_principal(database, user_id=UUID(ids[1]), key_id=key_id)
    if maker is None or not may_use(maker, signed_method):
        raise SignedUrlInvalid("Who made this link may no longer do what it does.")
