"""Which content type an object gets, and how safely a browser may be shown it."""

import mimetypes
import re
from urllib.parse import quote

DEFAULT = "application/octet-stream"
# What tools send when nobody chose a type: generated clients the first, curl --data-binary the second.
_UNCHOSEN = frozenset({"", DEFAULT, "application/x-www-form-urlencoded"})
_NAME = r"[A-Za-z0-9!#$&^_.+-]{1,100}"
_MEDIA_TYPE = re.compile(rf"{_NAME}/{_NAME}(?:\s*;\s*[\x20-\x7e]{{0,150}})?")
# Python's own table alone, so that every machine gives the same answer.
_TABLE = mimetypes.MimeTypes(filenames=())
_TABLE.add_type("image/webp", ".webp")
_TABLE.add_type("image/avif", ".avif")
_TABLE.add_type("text/javascript", ".js")
_TABLE.add_type("font/woff2", ".woff2")
_TABLE.add_type("text/markdown", ".md")

_SHOWN_KINDS = ("image/", "audio/", "video/", "font/")
_SHOWN_TYPES = frozenset({"text/plain", "text/css", "text/csv", "application/json", "application/pdf"})
# Style alone may apply, since an SVG in an <img> looks wrong without its own.
ACTIVE_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
# A browser's viewers of media and PDFs are documents that load the file itself.
SHOWN_POLICY = (
    "default-src 'none'; img-src 'self'; media-src 'self'; object-src 'self'; style-src 'unsafe-inline'; "
    "frame-ancestors 'self'"
)


def choose_content_type(declared: str, key: str) -> str:
    """Return the declared type if somebody chose it and it is one, else what the key's ending says."""
    declared = declared.strip()
    chosen = declared.partition(";")[0].strip().lower() not in _UNCHOSEN
    if chosen and len(declared) <= 255 and _MEDIA_TYPE.fullmatch(declared):
        return declared
    guessed, encoding = _TABLE.guess_type("file:" + key.rpartition("/")[2])
    return guessed if guessed and not encoding else DEFAULT


def is_shown(content_type: str) -> bool:
    """Return whether a browser may show this type in place: it cannot run anything of its author's."""
    kind = content_type.partition(";")[0].strip().lower()
    return kind in _SHOWN_TYPES or (kind.startswith(_SHOWN_KINDS) and not kind.endswith(("+xml", "/svg", "/xml")))


def safety_headers(content_type: str, key: str) -> dict[str, str]:
    """Return the headers that keep a stored file from acting as part of this site."""
    shown = is_shown(content_type)
    return {
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": SHOWN_POLICY if shown else ACTIVE_POLICY,
        "Content-Disposition": _disposition("inline" if shown else "attachment", key.rpartition("/")[2]),
    }


def _disposition(kind: str, name: str) -> str:
    """Return the header with the file's name, in ASCII and, where that loses something, in UTF-8 (RFC 6266)."""
    plain = re.sub(r'[^\x20-\x7e]|["\\%]', "_", name)
    header = f'{kind}; filename="{plain}"'
    return header if plain == name else f"{header}; filename*=UTF-8''{quote(name, safe='')}"
