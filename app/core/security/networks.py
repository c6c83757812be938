"""Whose network an address is in."""

from ipaddress import IPv6Address, ip_address


def network_of(ip: str) -> str:
    """Return the address, for IPv6 its /64: one household or machine has that many addresses."""
    try:
        address = ip_address(ip)
    except ValueError:
        return ip
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return f"{IPv6Address(int(address) >> 64 << 64)}/64"
    return str(getattr(address, "ipv4_mapped", None) or address)
