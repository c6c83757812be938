import asyncio
import gzip
import json
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network
from pathlib import Path

import httpcore
import pytest
import pytest_asyncio
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from structlog.testing import capture_logs

from app.core.security.egress import (
    EgressClient,
    EgressFailed,
    EgressRefused,
    EgressTimeout,
    EgressTooLarge,
    EgressTooManyRedirects,
)
from tests.core.security.egress_server import SERVER
from tests.serving import Serve

LOOPBACK = [ip_network("127.0.0.0/8")]
PUBLIC = ip_address("93.184.216.34")
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


class _RecordingConnector:
    """Stands in for TCP: notes what would have been connected to, and answers from memory."""

    def __init__(self, *answers: bytes, refuse_first: int = 0) -> None:
        self.connections: list[tuple[str, int]] = []
        self.answers = list(answers) or [OK]
        self.refuse_first = refuse_first

    async def __call__(self, address, port, timeout):
        self.connections.append((str(address), port))
        if len(self.connections) <= self.refuse_first:
            raise httpcore.ConnectError("refused")
        return httpcore.AsyncMockStream([self.answers.pop(0)])


class _Resolver:
    """Answers from a table; a list of answers is worked through, one a question."""

    def __init__(self, **names: list[list[str]]) -> None:
        self.names = {name.replace("_", "."): answers for name, answers in names.items()}
        self.asked: list[str] = []

    async def __call__(self, host):
        self.asked.append(host)
        if host not in self.names:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        answers = self.names[host]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        return [ip_address(text) for text in answer]


@asynccontextmanager
async def _client(**options) -> AsyncIterator[EgressClient]:
    client = EgressClient(options.pop("allow", LOOPBACK), **options)
    try:
        yield client
    finally:
        await client.aclose()


@pytest_asyncio.fixture
async def loopback() -> AsyncIterator[EgressClient]:
    """A client that may reach loopback and takes every name for it."""

    async def resolve(host):
        return [ip_address("127.0.0.1")]

    async with _client(resolver=resolve) as client:
        yield client


async def test_the_connection_goes_to_the_checked_address_once() -> None:
    connector, resolver = _RecordingConnector(), _Resolver(example_com=[[str(PUBLIC)]])
    async with _client(allow=[], connector=connector, resolver=resolver) as client:
        response = await client.request("GET", "http://example.com:8080/a?b=c")

    assert (response.status, response.body, response.url) == (200, b"ok", "http://example.com:8080/a?b=c")
    assert connector.connections == [(str(PUBLIC), 8080)]
    assert resolver.asked == ["example.com"]


@pytest.mark.parametrize(
    "answer", [["127.0.0.1"], [str(PUBLIC), "10.0.0.1"], ["10.0.0.1", str(PUBLIC)], ["::ffff:10.0.0.1"]]
)
async def test_a_name_with_any_closed_address_is_refused(answer: list[str]) -> None:
    connector, resolver = _RecordingConnector(), _Resolver(inner_example=[answer])
    async with _client(allow=[], connector=connector, resolver=resolver) as client:
        with pytest.raises(EgressRefused) as refused:
            await client.request("GET", "http://inner.example/")

    assert connector.connections == []
    assert refused.value.code == "egress_refused"
    assert not any(address in refused.value.detail for address in answer)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f.0.0.1",
        "0177.1",
        "0",
        "169.254.169.254",
        "[::1]",
        "[::]",
        "[::ffff:169.254.169.254]",
        "[fd00:ec2::254]",
        "[64:ff9b::7f00:1]",
    ],
)
async def test_closed_literals_are_refused_without_asking_anybody(host: str) -> None:
    connector, resolver = _RecordingConnector(), _Resolver()
    async with _client(allow=[], connector=connector, resolver=resolver) as client:
        with pytest.raises(EgressRefused):
            await client.request("GET", f"http://{host}/")

    assert (connector.connections, resolver.asked) == ([], [])


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.com/",
        "file:///etc/passwd",
        "unix:///run/docker.sock",
        "gopher://example.com/",
        "ws://example.com/",
        "//example.com/",
        "example.com",
        "",
        "http://",
        "http:///path",
        "http://user:secret@example.com/",
        "http://user@example.com/",
        "http://[fe80::1%25eth0]/",
        "http://[2606:4700::1111%251]/",
        "http://exa mple.com/",
        "http://example.com\\@127.0.0.1/",
        "http://%31%32%37.0.0.1/",
        "http://①②⑦.0.0.1/",
        "http://example.com:0/",
        "http://example.com:99999/",
        "http://example.com:x/",
        "http://[::1/",
    ],
)
async def test_urls_that_are_refused(url: str) -> None:
    connector, resolver = _RecordingConnector(), _Resolver(example_com=[[str(PUBLIC)]])
    async with _client(allow=[], connector=connector, resolver=resolver) as client:
        with pytest.raises(EgressRefused):
            await client.request("GET", url)

    assert connector.connections == []


async def test_a_name_that_changes_its_answer_gains_nothing() -> None:
    connector = _RecordingConnector(OK.replace(b"200 OK", b"200 OK\r\nConnection: close"))
    resolver = _Resolver(rebind_example=[[str(PUBLIC)], ["127.0.0.1"]])
    async with _client(allow=[], connector=connector, resolver=resolver) as client:
        await client.request("GET", "http://rebind.example/")
        with pytest.raises(EgressRefused):
            await client.request("GET", "http://rebind.example/")

    assert connector.connections == [(str(PUBLIC), 80)]
    assert resolver.asked == ["rebind.example"] * 2


async def test_the_next_address_is_tried_when_one_is_down() -> None:
    connector = _RecordingConnector(refuse_first=1)
    resolver = _Resolver(two_example=[["2606:4700:4700::1111", str(PUBLIC)]])
    async with _client(allow=[], connector=connector, resolver=resolver) as client:
        assert (await client.request("GET", "http://two.example/")).status == 200

    assert connector.connections == [("2606:4700:4700::1111", 80), (str(PUBLIC), 80)]


async def test_a_redirect_to_a_closed_address_is_refused() -> None:
    moved = b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest/\r\nContent-Length: 0\r\n\r\n"
    connector, resolver = _RecordingConnector(moved), _Resolver(example_com=[[str(PUBLIC)]])
    async with _client(allow=[], connector=connector, resolver=resolver) as client:
        with pytest.raises(EgressRefused):
            await client.request("GET", "http://example.com/")

    assert connector.connections == [(str(PUBLIC), 80)]


@pytest.mark.parametrize("location", ["ftp://example.com/", "http://user:pw@example.com/", "http://[::1/"])
async def test_a_redirect_to_a_bad_url_is_refused(location: str) -> None:
    moved = f"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()
    connector, resolver = _RecordingConnector(moved), _Resolver(example_com=[[str(PUBLIC)]])
    async with _client(allow=[], connector=connector, resolver=resolver) as client:
        with pytest.raises(EgressRefused):
            await client.request("GET", "http://example.com/")


async def test_an_unknown_name_fails() -> None:
    connector = _RecordingConnector()
    async with _client(allow=[], connector=connector, resolver=_Resolver()) as client:
        with pytest.raises(EgressFailed):
            await client.request("GET", "http://nowhere.example/")

    assert connector.connections == []


async def test_a_resolver_that_hangs_is_a_timeout() -> None:
    async def hang(host):
        await asyncio.Event().wait()

    async with _client(resolver=hang) as client:
        with pytest.raises(EgressTimeout):
            await client.request("GET", "http://example.com/", timeout_s=0.05)


async def test_environment_proxies_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    connector, resolver = _RecordingConnector(), _Resolver(example_com=[[str(PUBLIC)]])
    async with _client(allow=[], connector=connector, resolver=resolver) as client:
        await client.request("GET", "http://example.com/")

    assert connector.connections == [(str(PUBLIC), 80)]


@pytest.mark.parametrize("method", ["CONNECT", "GET / HTTP/1.1\r\nX: y", "", "G T"])
async def test_methods_that_are_refused(method: str) -> None:
    connector, resolver = _RecordingConnector(), _Resolver(example_com=[[str(PUBLIC)]])
    async with _client(allow=[], connector=connector, resolver=resolver) as client:
        with pytest.raises(EgressRefused):
            await client.request(method, "http://example.com/")

    assert connector.connections == []


@pytest.mark.parametrize("headers", [{"X-Bad": "a\r\nHost: evil"}, {"Bad Name": "x"}, {"": "x"}])
async def test_headers_that_would_break_the_request_are_refused(headers: dict[str, str]) -> None:
    resolver = _Resolver(example_com=[[str(PUBLIC)]])
    async with _client(allow=[], connector=_RecordingConnector(), resolver=resolver) as client:
        with pytest.raises(EgressRefused):
            await client.request("GET", "http://example.com/", headers=headers)


async def test_a_request_arrives_as_it_was_asked_for(serve: Serve, loopback: EgressClient) -> None:
    port = await serve(SERVER)
    response = await loopback.request(
        "post",
        f"http://api.example:{port}/echo?a=1#fragment",
        headers={"X-Api-Key": "k", "Host": "spoofed", "Accept-Encoding": "br", "Content-Length": "999"},
        params={"b": ["2 3", "4"]},
        content=b"hello",
    )

    seen = json.loads(response.body)
    assert seen["method"] == "POST"
    assert seen["url"] == f"http://api.example:{port}/echo?a=1&b=2+3&b=4"
    assert seen["body"] == "hello"
    assert seen["headers"] == {
        "host": f"api.example:{port}",
        "accept-encoding": "identity",
        "x-api-key": "k",
        "content-length": "5",
    }
    assert response.headers["content-type"] == "application/json"


async def test_connections_are_kept_and_used_again(serve: Serve, loopback: EgressClient) -> None:
    port = await serve(SERVER)
    first = await loopback.request("GET", f"http://a.example:{port}/echo")
    again = await loopback.request("GET", f"http://a.example:{port}/echo")
    other = await loopback.request("GET", f"http://b.example:{port}/echo")

    ports = [json.loads(response.body)["peer_port"] for response in (first, again, other)]
    assert ports[0] == ports[1]
    assert ports[2] != ports[0]


@pytest.mark.parametrize(
    ("status", "method", "then", "body"),
    [
        (301, "POST", "GET", ""),
        (302, "POST", "GET", ""),
        (303, "POST", "GET", ""),
        (303, "PUT", "GET", ""),
        (301, "PUT", "PUT", "data"),
        (307, "POST", "POST", "data"),
        (308, "PUT", "PUT", "data"),
    ],
)
async def test_what_a_redirect_makes_of_the_method(
    serve: Serve, loopback: EgressClient, status, method, then, body
) -> None:
    port = await serve(SERVER)
    response = await loopback.request(
        method,
        f"http://a.example:{port}/redirect?status={status}&to=/echo",
        headers={"Content-Type": "text/plain", "Authorization": "Bearer t"},
        content=b"data",
    )

    seen = json.loads(response.body)
    assert (seen["method"], seen["body"]) == (then, body)
    assert ("content-type" in seen["headers"]) is bool(body)
    assert seen["headers"]["authorization"] == "Bearer t"
    assert response.url == f"http://a.example:{port}/echo"


async def test_a_redirected_head_stays_a_head(serve: Serve, loopback: EgressClient) -> None:
    port = await serve(SERVER)
    response = await loopback.request("HEAD", f"http://a.example:{port}/redirect?status=303&to=/sized/9")

    assert (response.status, response.headers["content-length"], response.body) == (200, "9", b"")


async def test_credentials_do_not_cross_origins(serve: Serve, loopback: EgressClient) -> None:
    port, other_port = await serve(SERVER), await serve(SERVER)
    secret = {"Authorization": "Bearer t", "Cookie": "sid=1", "X-Api-Key": "k", "Accept": "text/csv"}
    for target in (f"http://b.example:{port}/echo", f"http://a.example:{other_port}/echo"):
        response = await loopback.request(
            "GET", f"http://a.example:{port}/redirect?status=302&to={target}", headers=secret
        )
        seen = json.loads(response.body)["headers"]

        assert seen["accept"] == "text/csv"
        assert seen.keys() == {"host", "accept-encoding", "accept"}


async def test_credentials_do_not_come_back_with_a_second_redirect(serve: Serve, loopback: EgressClient) -> None:
    port = await serve(SERVER)
    back = f"http://a.example:{port}/echo"
    away = f"http://b.example:{port}/redirect?status=302%26to={back}"
    response = await loopback.request(
        "GET",
        f"http://a.example:{port}/redirect?status=302&to={away}",
        headers={"Authorization": "Bearer t"},
    )

    assert response.url == back
    assert "authorization" not in json.loads(response.body)["headers"]


async def test_five_redirects_are_followed_and_no_sixth(serve: Serve, loopback: EgressClient) -> None:
    port = await serve(SERVER)

    assert (await loopback.request("GET", f"http://a.example:{port}/loop/5")).body == b"arrived"
    with pytest.raises(EgressTooManyRedirects) as endless:
        await loopback.request("GET", f"http://a.example:{port}/loop/6")
    assert endless.value.code == "egress_too_many_redirects"


async def test_redirects_can_be_left_to_the_caller(serve: Serve, loopback: EgressClient) -> None:
    port = await serve(SERVER)
    response = await loopback.request("GET", f"http://a.example:{port}/loop/1", follow_redirects=False)

    assert (response.status, response.headers["location"]) == (302, "/loop/0")


async def test_reading_stops_at_the_size_limit(serve: Serve, loopback: EgressClient) -> None:
    port = await serve(SERVER)
    base = f"http://a.example:{port}"

    assert len((await loopback.request("GET", f"{base}/sized/100", max_bytes=100)).body) == 100
    with pytest.raises(EgressTooLarge):
        await loopback.request("GET", f"{base}/sized/101", max_bytes=100)
    with pytest.raises(EgressTooLarge):
        await loopback.request("GET", f"{base}/endless", max_bytes=100_000)
    assert (await loopback.request("GET", f"{base}/sized/1")).body == b"x"


async def test_a_body_that_is_encoded_anyway_stays_encoded(serve: Serve, loopback: EgressClient) -> None:
    port = await serve(SERVER)
    response = await loopback.request("GET", f"http://a.example:{port}/zipped")

    assert gzip.decompress(response.body) == b"zipped anyway"


async def test_an_answer_that_does_not_come_is_a_timeout(serve: Serve, loopback: EgressClient) -> None:
    port = await serve(SERVER)
    with pytest.raises(EgressTimeout):
        await loopback.request("GET", f"http://a.example:{port}/hang", timeout_s=0.1)


async def test_the_time_limit_covers_a_body_that_never_ends(serve: Serve, loopback: EgressClient) -> None:
    port = await serve(SERVER)
    with pytest.raises(EgressTimeout):
        await loopback.request("GET", f"http://a.example:{port}/endless", timeout_s=0.1, max_bytes=1 << 40)


async def test_a_closed_port_and_broken_http_fail(loopback: EgressClient) -> None:
    closed = socket.create_server(("127.0.0.1", 0))
    port = closed.getsockname()[1]
    closed.close()
    with pytest.raises(EgressFailed):
        await loopback.request("GET", f"http://a.example:{port}/")

    async def talk_nonsense(reader, writer):
        writer.write(b"SSH-2.0-OpenSSH\r\n\r\n")
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(talk_nonsense, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(EgressFailed):
            await loopback.request("GET", f"http://a.example:{port}/")


async def test_logs_hold_neither_path_nor_query_nor_headers(serve: Serve, loopback: EgressClient) -> None:
    port = await serve(SERVER)
    with capture_logs() as records:
        await loopback.request(
            "GET", f"http://a.example:{port}/echo?token=hidden", headers={"Authorization": "hidden"}
        )

    (record,) = [record for record in records if record["event"] == "egress"]
    assert record.pop("duration_ms") >= 0
    assert record == {
        "event": "egress",
        "log_level": "info",
        "method": "GET",
        "host": "a.example",
        "outcome": 200,
    }


def _certificate(folder: Path, name: str) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, key_pem = folder / "cert.pem", folder / "key.pem"
    pem.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return pem, key_pem


async def test_tls_verifies_the_name_and_not_the_address(serve: Serve, tmp_path: Path) -> None:
    pem, key_pem = _certificate(tmp_path, "secure.example")
    port = await serve(SERVER, ssl_certfile=str(pem), ssl_keyfile=str(key_pem))
    trusting = ssl.create_default_context(cafile=str(pem))
    names = {"secure_example": [["127.0.0.1"]], "other_example": [["127.0.0.1"]]}

    async with _client(resolver=_Resolver(**names), ssl_context=trusting) as client:
        answer = await client.request("GET", f"https://secure.example:{port}/echo")
        assert json.loads(answer.body)["url"] == f"https://secure.example:{port}/echo"
        for host in ("other.example", "127.0.0.1"):
            with pytest.raises(EgressFailed):
                await client.request("GET", f"https://{host}:{port}/echo")

    async with _client(resolver=_Resolver(**names)) as client:
        with pytest.raises(EgressFailed):
            await client.request("GET", f"https://secure.example:{port}/echo")


async def test_the_systems_resolver_knows_localhost(serve: Serve) -> None:
    port = await serve(SERVER)
    async with _client(allow=[*LOOPBACK, ip_network("::1/128")]) as client:
        assert (await client.request("GET", f"http://localhost:{port}/sized/2")).body == b"xx"
