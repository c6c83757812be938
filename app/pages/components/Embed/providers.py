"""Who may be embedded, and how the address that people copy becomes that of a frame.

Each provider's own help names the address of its player; where there is one that sets fewer cookies, it is taken.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, slots=True)
class Provider:
    """Who it is, and the host of its frames."""

    name: str
    host: str


YOUTUBE = Provider("YouTube", "www.youtube-nocookie.com")
VIMEO = Provider("Vimeo", "player.vimeo.com")
OPENSTREETMAP = Provider("OpenStreetMap", "www.openstreetmap.org")
GOOGLE_MAPS = Provider("Google Maps", "www.google.com")
GOOGLE_FORMS = Provider("Google Forms", "docs.google.com")
FIGMA = Provider("Figma", "embed.figma.com")
CODEPEN = Provider("CodePen", "codepen.io")
SPOTIFY = Provider("Spotify", "open.spotify.com")
LOOM = Provider("Loom", "www.loom.com")
PROVIDERS = (YOUTUBE, VIMEO, OPENSTREETMAP, GOOGLE_MAPS, GOOGLE_FORMS, FIGMA, CODEPEN, SPOTIFY, LOOM)

_Q = r"(?:\?(?P<query>[^#]*))?"
_RULES: Mapping[str, tuple[tuple[Provider, str, str], ...]] = {
    "youtube.com": (
        (YOUTUBE, rf"/watch{_Q}", "/embed/{v}"),
        (YOUTUBE, rf"/(?:embed|shorts|live)/(?P<v>[\w-]{{11}}){_Q}", "/embed/{v}"),
    ),
    "youtube-nocookie.com": ((YOUTUBE, rf"/embed/(?P<v>[\w-]{{11}}){_Q}", "/embed/{v}"),),
    "youtu.be": ((YOUTUBE, rf"/(?P<v>[\w-]{{11}}){_Q}", "/embed/{v}"),),
    "vimeo.com": ((VIMEO, rf"/(?P<v>\d{{5,12}}){_Q}", "/video/{v}?dnt=1"),),
    "player.vimeo.com": ((VIMEO, rf"/video/(?P<v>\d{{5,12}}){_Q}", "/video/{v}?dnt=1"),),
    "openstreetmap.org": ((OPENSTREETMAP, r"/export/embed\.html\?(?P<v>[\w.,%=&;/:-]+)", "/export/embed.html?{v}"),),
    "google.com": ((GOOGLE_MAPS, r"/maps/embed\?(?P<v>[\w.,%=&!:+-]+)", "/maps/embed?{v}"),),
    "docs.google.com": (
        (GOOGLE_FORMS, rf"/forms/d/e/(?P<v>[\w-]+)/viewform{_Q}", "/forms/d/e/{v}/viewform?embedded=true"),
    ),
    "figma.com": ((FIGMA, rf"/(?P<v>(?:file|design|proto|board|slides)/[\w%.~/-]+){_Q}", "/{v}?embed-host=onefold"),),
    "embed.figma.com": (
        (FIGMA, rf"/(?P<v>(?:file|design|proto|board|slides)/[\w%.~/-]+){_Q}", "/{v}?embed-host=onefold"),
    ),
    "codepen.io": (
        (
            CODEPEN,
            rf"/(?P<u>[\w-]+)/(?:pen|embed|full|details)/(?P<v>[\w]+){_Q}",
            "/{u}/embed/{v}?default-tab=result",
        ),
    ),
    "open.spotify.com": (
        (SPOTIFY, rf"/(?:embed/)?(?P<v>(?:track|album|playlist|episode|show|artist)/\w+){_Q}", "/embed/{v}"),
    ),
    "loom.com": ((LOOM, rf"/(?:share|embed)/(?P<v>[0-9a-f]{{32}}){_Q}", "/embed/{v}"),),
}


def find_frame(address: str) -> tuple[Provider, str] | None:
    """Return who an address is of and the address of its frame; None for what cannot be embedded."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    if parts.scheme not in ("http", "https"):
        return None
    # With a port or a user in it, this is none of the hosts.
    host = parts.netloc.lower().removeprefix("www.").removeprefix("m.")
    path = parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
    for provider, pattern, frame in _RULES.get(host, ()):
        found = re.fullmatch(pattern, path, re.ASCII)
        if found is None:
            continue
        named = {name: value for name, value in found.groupdict().items() if name != "query" and value}
        if "{v}" in frame and "v" not in named:
            (wanted, *_) = parse_qs(found["query"] or "").get("v", [""])
            if not re.fullmatch(r"[\w-]{11}", wanted, re.ASCII):
                continue
            named["v"] = wanted
        return provider, f"https://{provider.host}{frame.format(**named)}"
    return None
