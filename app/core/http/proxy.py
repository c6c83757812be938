"""Reads who really called from the headers of proxies that we trust, and from nobody else's."""

import re
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TypeAlias

import structlog
from starlette.types import ASGIApp, Receive, Scope, Send

Address: TypeAlias = IPv4Address | IPv6Address
Networks: TypeAlias = Sequence[IPv4Network | IPv6Network]

log = structlog.get_logger("onefold.core.http.proxy")

_SCHEMES = {
    "http": {b"http": "http", b"https": "https"},
    "websocket": {b"http": "ws", b"https": "wss", b"ws": "ws", b"wss": "wss"},
}
_HOST = re.compile(rb"(?:[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")
_WITH_PORT = re.compile(r"\[([^\]]+)\](?::\d+)?|([^:]+):\d+")


class ProxyHeadersMiddleware:
    """Applies `X-Forwarded-For`, `-Proto` and `-Host` of a peer inside the `trusted` networks to the scope.

    uvicorn's own middleware knows no `X-Forwarded-Host`, takes text that is no address for the client and
    does not see an IPv4 peer on an IPv6 socket as trusted; run uvicorn with `proxy_headers=False`.
    """

    def __init__(self, app: ASGIApp, trusted: Networks) -> None:
        self.app = app
        self.trusted = tuple(trusted)
        self._warned = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in _SCHEMES:
            if not self._warned:
                self._warn(scope)
            if self.trusted:
                apply_forwarded(scope, self.trusted)
        await self.app(scope, receive, send)

    def _warn(self, scope: Scope) -> None:
        """Say once that a proxy is not trusted: its callers look like one, and share the limit of failed logins."""
        if not any(name == b"x-forwarded-for" for name, _ in scope["headers"]):
            return
        peer = _parse_address(scope["client"][0]) if scope.get("client") else None
        if peer is not None and not _is_in(peer, self.trusted):
            self._warned = True
            log.warning(
                "forwarded_for_ignored",
                peer=str(peer),
                hint="A proxy of yours? Its callers look like one until ONEFOLD_TRUSTED_PROXIES has its network.",
            )


def apply_forwarded(scope: Scope, trusted: Networks) -> None:
    """Change a scope to what its peer says of the real caller, if the peer is in the `trusted` networks."""
    peer = _parse_address(scope["client"][0]) if scope.get("client") else None
    if peer is None or not _is_in(peer, trusted):
        return
    forwarded: dict[bytes, list[bytes]] = {}
    for name, value in scope["headers"]:
        if name.startswith(b"x-forwarded-"):
            forwarded.setdefault(name, []).extend(part.strip() for part in value.split(b","))
    client = _read_client(peer, forwarded.get(b"x-forwarded-for", []), trusted)
    if client != peer:
        scope["client"] = (str(client), 0)
    # Only the last value was written by the peer we trust; those before it came with the request.
    scheme = _SCHEMES[scope["type"]].get(forwarded.get(b"x-forwarded-proto", [b""])[-1].lower())
    if scheme is not None:
        scope["scheme"] = scheme
    host = forwarded.get(b"x-forwarded-host", [b""])[-1]
    if _HOST.fullmatch(host):
        others = [pair for pair in scope["headers"] if pair[0] != b"host"]
        scope["headers"] = [(b"host", host), *others]


def _is_in(address: Address, networks: Networks) -> bool:
    return any(address in network for network in networks)


def _read_client(peer: Address, hops: list[bytes], trusted: Networks) -> Address:
    """Return the nearest address that is not a trusted proxy; stops at the last one that is an address."""
    client = peer
    for hop in reversed(hops):
        address = _parse_address(hop.decode("latin-1"))
        if address is None:
            break
        client = address
        if not _is_in(address, trusted):
            break
    return client


def _parse_address(text: str) -> Address | None:
    """The address in `1.2.3.4`, `1.2.3.4:80`, `::1` or `[::1]:80`; an IPv4-mapped one as IPv4."""
    with_port = _WITH_PORT.fullmatch(text)
    if with_port:
        text = with_port[1] or with_port[2]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address
