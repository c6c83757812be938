"""The style sheets of published pages, each under an address that names the version and its content.

Any process can write a sheet anew from its address: a page that a browser or an edge kept may ask for it after a
restart, after a change of the site's design, or of another build. Who asks for a content that is no longer what the
version has gets what it has now, and may not keep that.
"""

import hashlib
import re
from uuid import UUID

from app.pages.rendering.compile import CompiledPage
from app.pages.rendering.sheets import MEDIA_TYPE, write_sheet
from app.pages.serving.body import CachedBody, encode_variants
from app.pages.serving.cache import PageCache
from app.site.current import SiteLook

STYLES = "/p/_styles/"
IMMUTABLE = "public, max-age=31536000, immutable"
CROSS_ORIGIN = ((b"access-control-allow-origin", b"*"),)
"""Files that anybody may load hold nothing of anybody; a page in an opaque origin loads them across origins."""
_NAME = re.compile(r"([0-9a-f]{32})-[0-9a-f]{20}\.css")


def keep_sheet(cache: PageCache, version_id: UUID, compiled: CompiledPage, look: SiteLook) -> str:
    """Return the address of the sheet of a version, from which it is sent from now on."""
    known = compiled.sheets.get(look.revision)
    if known is not None and cache.sheet(known) is not None:
        return known
    path, css = _write(version_id, compiled, look)
    cache.keep_sheet(path, _body(css, IMMUTABLE))
    compiled.sheets.clear()
    compiled.sheets[look.revision] = path
    return path


def version_of(name: str) -> UUID | None:
    """Return the version that the last part of a sheet's address names; None for what is no such part."""
    found = _NAME.fullmatch(name)
    return UUID(found[1]) if found else None


def current_sheet(
    cache: PageCache, path: str, version_id: UUID, compiled: CompiledPage, look: SiteLook
) -> CachedBody:
    """Return the sheet of a version as it is now, to be kept only under its own address."""
    own = keep_sheet(cache, version_id, compiled, look)
    kept = cache.sheet(own) if own == path else None
    return kept or _body(_write(version_id, compiled, look)[1], "no-cache")


def _write(version_id: UUID, compiled: CompiledPage, look: SiteLook) -> tuple[str, bytes]:
    css = write_sheet(look.css, compiled.used, compiled.islands, compiled.style_css).encode()
    return f"{STYLES}{version_id.hex}-{hashlib.sha256(css).hexdigest()[:20]}.css", css


def _body(css: bytes, policy: str) -> CachedBody:
    return encode_variants(css, media_type=MEDIA_TYPE, cache_control=policy, extra=CROSS_ORIGIN, quality=9)
