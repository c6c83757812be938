"""Which addresses outgoing HTTP may reach: public ones, and those the operator allowed."""

import socket
from collections.abc import Iterable, Iterator, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

IPAddress = IPv4Address | IPv6Address
IPNetwork = IPv4Network | IPv6Network

# The IANA IPv4 special-purpose registry, multicast, and 192.88.99.0/24 (retired 6to4 relays). Written out,
# since `ipaddress.is_global` differs between patch releases of Python.
_CLOSED_IPV4 = [
    ip_network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
]
# Global unicast is 2000::/3 and nothing else (RFC 4291 section 2.4); these parts of it are closed too.
_GLOBAL_IPV6 = IPv6Network("2000::/3")
_CLOSED_IPV6 = [IPv6Network(text) for text in ("2001::/23", "2001:db8::/32", "3fff::/20")]
_TEREDO = IPv6Network("2001::/32")
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052
# Interface identifiers of ISATAP, before the IPv4 address they end with (RFC 5214 section 6.1).
_ISATAP = (0x00005EFE, 0x02005EFE)

# Instance metadata of AWS, Azure, Google, Oracle and Alibaba, ECS task roles and EKS pod identity.
_METADATA = frozenset(
    ip_address(text)
    for text in (
        "169.254.169.254",
        "169.254.170.2",
        "169.254.170.23",
        "168.63.129.16",
        "100.100.100.200",
        "192.0.0.192",
        "fd00:ec2::254",
        "fd00:ec2::23",
        "fd20:ce::254",
    )
)


def is_reachable(address: IPAddress, allow: Sequence[IPNetwork]) -> bool:
    """Whether a connection to `address` may be opened.

    `allow` opens networks that are closed otherwise; a metadata address must be named there by itself.
    An IPv6 address that a gateway or a tunnel turns into an IPv4 one is as reachable as that one.
    """
    if isinstance(address, IPv6Address):
        if address.scope_id is not None:
            return False
        if address.ipv4_mapped is not None:
            return is_reachable(address.ipv4_mapped, allow)
    if address in _METADATA:
        return any(address in network for network in allow if network.num_addresses == 1)
    if not all(is_reachable(inner, allow) for inner in _embedded_addresses(address)):
        return False
    return any(address in network for network in allow) or _is_public(address)


def literal_address(host: str) -> IPAddress | None:
    """The address that `host` is already, in the odd decimal, octal and hex forms of IPv4 too; else None."""
    try:
        return ip_address(host)
    except ValueError:
        pass
    try:
        # What connect() would make of `127.1`, `0x7f000001`, `017700000001` and `2130706433`.
        return IPv4Address(socket.inet_aton(host))
    except OSError:
        return None


def parse_addresses(texts: Iterable[str]) -> list[IPAddress]:
    """Addresses in their first order, each once."""
    return list(dict.fromkeys(ip_address(text) for text in texts))


def _is_public(address: IPAddress) -> bool:
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _CLOSED_IPV4)
    if address in _NAT64 or address in _TEREDO:
        return True  # What they embed was checked before.
    return address in _GLOBAL_IPV6 and not any(address in network for network in _CLOSED_IPV6)


def _embedded_addresses(address: IPAddress) -> Iterator[IPv4Address]:
    if isinstance(address, IPv4Address):
        return
    value = int(address)
    if address in _NAT64 or (value >> 32) & 0xFFFFFFFF in _ISATAP:
        yield IPv4Address(value & 0xFFFFFFFF)
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield from address.teredo
