"""The rules of bucket names and object keys, and the order of keys.

Bucket names follow S3 ("General purpose bucket naming rules") without dots, keys are S3's without what URLs,
file systems and terminals trip over.
"""

import re
import unicodedata

from app.storage.errors import InvalidBucketName, InvalidObjectKey

MAX_KEY_BYTES = 1024
_BUCKET_NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,61}[a-z0-9]")
_RESERVED_BUCKET_STARTS = ("onefold-", "xn--", "sthree-", "amzn-s3-demo-")
_RESERVED_BUCKET_ENDS = ("-s3alias", "--ol-s3", "--x-s3", "--table-s3")
_RESERVED_KEY_STARTS = (".onefold", "__onefold")
_UNPRINTABLE = frozenset({"Cc", "Cs"})


def check_bucket_name(name: str) -> None:
    """Raise InvalidBucketName unless this may name a bucket."""
    if not _BUCKET_NAME.fullmatch(name):
        raise InvalidBucketName(
            "A bucket name has 3 to 63 characters: lower-case letters, digits and hyphens, no hyphen at either end."
        )
    if name.startswith(_RESERVED_BUCKET_STARTS) or name.endswith(_RESERVED_BUCKET_ENDS):
        raise InvalidBucketName(f"The name {name!r} is reserved.")


def check_object_key(key: str) -> None:
    """Raise InvalidObjectKey, saying which rule is broken, unless this may be a key."""
    reason = _broken_key_rule(key)
    if reason:
        raise InvalidObjectKey(reason)


def _broken_key_rule(key: str) -> str:
    if not key:
        return "The key is empty."
    reason = _broken_text_rule(key)
    if reason:
        return f"The key {reason}"
    if key.startswith("/") or key.endswith("/"):
        return "The key begins or ends with a slash."
    segments = key.split("/")
    if "" in segments:
        return "The key has an empty segment (two slashes in a row)."
    if "." in segments or ".." in segments:
        return "The key has a segment `.` or `..`."
    if key.startswith(_RESERVED_KEY_STARTS):
        return f"Keys that begin with {' or '.join(_RESERVED_KEY_STARTS)} are reserved."
    return ""


def _broken_text_rule(text: str) -> str:
    if any(unicodedata.category(character) in _UNPRINTABLE for character in text):
        return "holds a control character or half a surrogate pair."
    if "\\" in text:
        return "holds a backslash; segments are separated by `/`."
    if len(text.encode()) > MAX_KEY_BYTES:
        return f"is longer than {MAX_KEY_BYTES} bytes in UTF-8."
    return ""


def check_key_prefix(prefix: str, delimiter: str) -> None:
    """Raise InvalidObjectKey when no key can begin with this prefix or hold this delimiter."""
    for name, text in (("prefix", prefix), ("delimiter", delimiter)):
        reason = _broken_text_rule(text)
        if reason:
            raise InvalidObjectKey(f"The {name} {reason}")


def end_of_prefix(prefix: str) -> str | None:
    """Return the least text after everything that begins with `prefix`, by code point; None when there is none."""
    stripped = prefix.rstrip("\U0010ffff")
    if not stripped:
        return None
    following = ord(stripped[-1]) + 1
    # UTF-8 has no surrogates: what follows U+D7FF is U+E000.
    return stripped[:-1] + chr(0xE000 if following == 0xD800 else following)
