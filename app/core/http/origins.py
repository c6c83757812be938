"""Which site a request comes from, and which session cookie belongs on its connection.

A browser states both truthfully: `Sec-Fetch-Site` and `Origin` are headers that no page can set. The scheme and
host of the connection come through the trusted proxies' headers (`app.core.http.proxy`).
"""

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from app.core.settings import Settings

COOKIE = "sid"
SECURE_COOKIE = "__Host-sid"
_SCHEMES = {"ws": "http", "wss": "https"}
_DEFAULT_PORTS = {"http": 80, "https": 443}


def _normalise(origin: str) -> tuple[str, str, int | None] | None:
    """Return scheme, host and port of an origin; None for `null` and what is no origin."""
    try:
        parts = urlsplit(origin)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname or parts.path.strip("/") or parts.query:
        return None
    return parts.scheme, parts.hostname.lower(), port or _DEFAULT_PORTS[parts.scheme]


def _scheme(connection: HTTPConnection) -> str:
    scheme: str = connection.scope["scheme"]
    return _SCHEMES.get(scheme, scheme)


def _own(connection: HTTPConnection) -> tuple[str, str, int | None] | None:
    return _normalise(f"{_scheme(connection)}://{connection.headers.get('host', '')}")


def is_own_origin(connection: HTTPConnection, settings: Settings) -> bool:
    """Return whether `Origin` is exactly the one this connection was made to, or the public URL's."""
    origin = _normalise(connection.headers.get("origin", ""))
    own = {_own(connection)}
    if settings.public_url is not None:
        own.add(_normalise(str(settings.public_url)))
    return origin is not None and origin in own


def is_same_site_request(connection: HTTPConnection, settings: Settings) -> bool:
    """Return whether a browser sent this from our own pages: never when it says that it comes from elsewhere.

    `Sec-Fetch-Site` knows the scheme that a proxy in front may hide from us; with it, the host of `Origin` is enough.
    """
    site = connection.headers.get("sec-fetch-site")
    if site not in (None, "same-origin", "none"):
        return False
    origin = connection.headers.get("origin")
    if origin is None:
        # Browsers send Origin with every write; one that hides it still says where it comes from.
        return site == "same-origin"
    if is_own_origin(connection, settings):
        return True
    parsed, own = _normalise(origin), _own(connection)
    return site == "same-origin" and parsed is not None and own is not None and parsed[1] == own[1]


def is_loopback(connection: HTTPConnection) -> bool:
    """Return whether the request names this machine itself as its host; 0.0.0.0 and [::] reach it too."""
    own = _own(connection)
    if own is None:
        return False
    host = own[1]
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def is_secure(connection: HTTPConnection) -> bool:
    """Return whether the session cookie is the secure one: everywhere but on loopback http.

    A proxy may hide that the browser's side is https, hence never the plain cookie on another host.
    """
    by_https = connection.headers.get("origin", "").startswith("https://")
    return by_https or _scheme(connection) == "https" or not is_loopback(connection)


def would_drop_cookie(connection: HTTPConnection) -> bool:
    """Return whether a browser made this over http to another machine: it would drop the secure cookie."""
    return connection.headers.get("origin", "").startswith("http://") and not is_loopback(connection)


def session_token(connection: HTTPConnection) -> str | None:
    """Return the token in the session cookie."""
    return read_cookie(connection, SECURE_COOKIE, COOKIE)


def read_cookie(connection: HTTPConnection, secure_name: str, plain_name: str) -> str | None:
    """Return the value of one of our cookies. The plain name counts on loopback http alone: elsewhere a neighbouring
    host could have set it."""
    value = connection.cookies.get(secure_name)
    if not value and _scheme(connection) == "http" and is_loopback(connection):
        value = connection.cookies.get(plain_name)
    return value or None
