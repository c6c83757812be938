from ipaddress import ip_address, ip_network

import pytest

from app.core.security.egress_addresses import is_reachable, literal_address

CLOSED = """
0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1 127.255.255.254
168.63.129.16 169.254.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1
192.88.99.1 192.168.0.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255
240.0.0.1 255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254
::ffff:0:127.0.0.1 64:ff9b::127.0.0.1 64:ff9b::10.0.0.1 64:ff9b:1::8.8.8.8 100::1 2001:2::1 2001:10::1
2001:db8::1 2002:7f00:1:: 2002:a00:1::1 2002:c0a8:1:: 3fff::1 5f00::1 2001:0:7f00:1:0:0:f7f7:f7f7
2001:0:808:808:0:0:80ff:fffe 2001:0:808:808:0:0:f5ff:fffe 2620:0:2d0:200:0:5efe:10.0.0.1
2620:0:2d0:200:200:5efe:192.168.1.1 fc00::1 fd00::1 fd00:ec2::254 fd00:ec2::23 fd20:ce::254 fe80::1
fe80::1%eth0 2620::1%eth0 fec0::1 ff02::1 ff0e::1
"""

OPEN = """
1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0
169.253.255.255 172.15.255.255 172.32.0.0 192.0.1.0 192.167.255.255 198.17.255.255 198.20.0.0
223.255.255.255 2606:4700:4700::1111 2620::1 2002:808:808:: 64:ff9b::8.8.8.8 2001:0:808:808:0:0:f7f7:f7f7
::ffff:8.8.8.8
"""


@pytest.mark.parametrize("text", CLOSED.split())
def test_closed_addresses(text: str) -> None:
    assert not is_reachable(ip_address(text), [])


@pytest.mark.parametrize("text", OPEN.split())
def test_public_addresses(text: str) -> None:
    assert is_reachable(ip_address(text), [])


@pytest.mark.parametrize(
    ("text", "network", "reachable"),
    [
        ("10.1.2.3", "10.0.0.0/8", True),
        ("::ffff:10.1.2.3", "10.0.0.0/8", True),
        ("64:ff9b::10.1.2.3", "10.0.0.0/8", True),
        ("127.0.0.1", "10.0.0.0/8", False),
        ("::1", "::1/128", True),
        ("fd00::1", "fd00::/8", True),
        ("fd00:ec2::254", "fd00::/8", False),
        ("fd00:ec2::254", "fd00:ec2::254/128", True),
        ("169.254.169.254", "0.0.0.0/0", False),
        ("::ffff:169.254.169.254", "0.0.0.0/0", False),
        ("169.254.169.254", "169.254.169.254/32", True),
        ("2002:a00:1::1", "2000::/3", False),
        ("fe80::1%eth0", "fe80::/10", False),
    ],
)
def test_the_allow_list_opens_what_it_names(text: str, network: str, reachable: bool) -> None:
    assert is_reachable(ip_address(text), [ip_network(network)]) is reachable


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "017700000001", "0177.0.0.1"]
)
def test_every_spelling_of_an_ipv4_literal_is_read(host: str) -> None:
    assert literal_address(host) == ip_address("127.0.0.1")


@pytest.mark.parametrize("host", ["localhost", "example.com", "1.2.3.4.5", "256.1.1.1", "0x7g.1", ""])
def test_names_are_no_literals(host: str) -> None:
    assert literal_address(host) is None
