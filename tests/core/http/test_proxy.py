from ipaddress import ip_network

import pytest
from structlog.testing import capture_logs

from app.core.http.proxy import ProxyHeadersMiddleware

TRUSTED = [ip_network("10.0.0.0/8"), ip_network("fd00:1::/32")]


async def _seen(peer: str, headers: dict[str, str] | list[tuple[str, str]], kind: str = "http"):
    pairs = headers.items() if isinstance(headers, dict) else headers
    scope = {
        "type": kind,
        "scheme": "http" if kind == "http" else "ws",
        "client": (peer, 5000),
        "headers": [(b"host", b"inner:8000"), *((n.lower().encode(), v.encode("latin-1")) for n, v in pairs)],
    }

    async def app(scope, receive, send):
        scope["seen"] = (scope["client"][0], scope["scheme"], dict(scope["headers"])[b"host"].decode())

    await ProxyHeadersMiddleware(app, TRUSTED)(scope, None, None)
    return scope["seen"]


FORWARDED = {
    "X-Forwarded-For": "203.0.113.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "pages.example",
}


@pytest.mark.parametrize("peer", ["10.1.2.3", "::ffff:10.1.2.3", "fd00:1::9"])
async def test_a_trusted_peer_is_believed(peer: str) -> None:
    assert await _seen(peer, FORWARDED) == ("203.0.113.7", "https", "pages.example")


@pytest.mark.parametrize("peer", ["11.0.0.1", "::1", "fd00:2::9", "not-an-address"])
async def test_anybody_else_is_not(peer: str) -> None:
    assert await _seen(peer, FORWARDED) == (peer, "http", "inner:8000")


@pytest.mark.parametrize(
    ("forwarded_for", "client"),
    [
        ("1.1.1.1, 203.0.113.7", "203.0.113.7"),
        ("203.0.113.7, 10.9.9.9, 10.8.8.8", "203.0.113.7"),
        ("10.7.7.7, 10.9.9.9", "10.7.7.7"),
        ("203.0.113.7:4711", "203.0.113.7"),
        ("[2001:db8::1]:4711", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"),
        ("203.0.113.7, unknown", "10.1.2.3"),
        ("<script>, 10.9.9.9", "10.9.9.9"),
        ("", "10.1.2.3"),
    ],
)
async def test_forwarded_for_is_walked_from_the_right(forwarded_for: str, client: str) -> None:
    assert (await _seen("10.1.2.3", {"X-Forwarded-For": forwarded_for}))[0] == client


async def test_repeated_headers_are_one_list() -> None:
    headers = [("X-Forwarded-For", "1.1.1.1"), ("X-Forwarded-For", "203.0.113.7")]

    assert (await _seen("10.1.2.3", headers))[0] == "203.0.113.7"


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-Proto": "gopher"},
        {"X-Forwarded-Host": "evil/path"},
        {"X-Forwarded-Host": "a b"},
        {"X-Forwarded-Host": ""},
    ],
)
async def test_malformed_values_are_ignored(headers: dict[str, str]) -> None:
    assert await _seen("10.1.2.3", headers) == ("10.1.2.3", "http", "inner:8000")


async def test_a_proxy_that_is_not_trusted_is_named_once() -> None:
    async def app(scope, receive, send):
        pass

    proxy = ProxyHeadersMiddleware(app, TRUSTED)
    with capture_logs() as logs:
        for peer, headers in [
            ("10.1.2.3", [(b"x-forwarded-for", b"203.0.113.7")]),
            ("11.0.0.1", []),
            ("11.0.0.1", [(b"x-forwarded-for", b"203.0.113.7")]),
            ("11.0.0.1", [(b"x-forwarded-for", b"203.0.113.7")]),
        ]:
            await proxy({"type": "http", "scheme": "http", "client": (peer, 1), "headers": headers}, None, None)
    assert [(line["event"], line["peer"]) for line in logs] == [("forwarded_for_ignored", "11.0.0.1")]
    assert "ONEFOLD_TRUSTED_PROXIES" in logs[0]["hint"]


async def test_a_websocket_behind_https_is_wss() -> None:
    assert (await _seen("10.1.2.3", FORWARDED, kind="websocket"))[1] == "wss"
