"""The proxies of the recipe for a login in front, run before a served Onefold: who is asked, what they pass on."""

import asyncio
import base64
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from websockets.asyncio.client import connect

from tests.other_server import OtherServer
from tests.servers import ADMIN, PATIENCE_SECONDS, ROOT, OnefoldServer, answered, clean_environment, free_port

pytestmark = pytest.mark.slow

PAGE = (ROOT / "docs/recipes/auth-in-front.md").read_text("utf-8")
LETS_IN = "/api/authz/forward-auth"
PASSWORD = "Basic " + base64.b64encode(b"ada:correct horse").decode()
NGINX = """daemon off;{user}
error_log stderr;
pid {folder}/pid;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    {config}
}}
"""


@dataclass
class Front:
    """A proxy in front of Onefold, and what a request needs that it lets through."""

    url: str
    server: OnefoldServer
    headers: dict[str, str]
    login: OtherServer


def config_of(language: str) -> str:
    """Return the page's configuration for a proxy."""
    found = re.search(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def nginx_command(folder: Path, port: int, server: OnefoldServer) -> list[str]:
    """Write nginx's files, as on the page but without TLS; return the arguments that serve them."""
    (folder / "passwords").write_text("ada:{PLAIN}correct horse\n")
    config = re.sub(r" *ssl_certificate.*\n", "", config_of("nginx"))
    config = config.replace("443 ssl", f"127.0.0.1:{port}").replace("127.0.0.1:8000", f"127.0.0.1:{server.port}")
    config = config.replace("/etc/nginx/team.htpasswd", f"{folder}/passwords")
    user = " user root;" if os.getuid() == 0 else ""  # another one could not read this folder
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, config=config, user=user))
    return ["-p", str(folder), "-e", "stderr", "-c", f"{folder}/nginx.conf"]


def caddy_command(folder: Path, port: int, server: OnefoldServer, login: OtherServer) -> list[str]:
    """Write Caddy's file, as on the page but without TLS; return the arguments that serve it."""
    config = config_of("caddy").replace("app.example.com", f"http://127.0.0.1:{port}")
    config = config.replace("127.0.0.1:8000", f"127.0.0.1:{server.port}")
    config = config.replace("127.0.0.1:9091", login.url.removeprefix("http://"))
    (folder / "Caddyfile").write_text("{\n\tadmin off\n\tauto_https off\n}\n" + config)
    return ["run", "--config", f"{folder}/Caddyfile", "--adapter", "caddyfile"]


@contextmanager
def running(command: list[str], folder: Path, url: str) -> Iterator[None]:
    """Run a proxy around a block, which begins when it answers."""
    with (folder / "proxy.log").open("wb") as log:
        process = subprocess.Popen(command, env=clean_environment({"HOME": str(folder)}), stdout=log, stderr=log)
    try:
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                httpx.get(f"{url}/metrics", timeout=5)
                break
            except httpx.TransportError:
                alive = process.poll() is None and time.monotonic() < end
                assert alive, (folder / "proxy.log").read_text()
                time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def front(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """Onefold behind a proxy, with one published page."""
    program = shutil.which(request.param, path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        pytest.skip(f"{request.param} is not installed (Debian: apt install nginx-light caddy)")
    folder = tmp_path_factory.mktemp(request.param)
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    settings = {"public_url": url, "trusted_proxies": "127.0.0.1/32"}
    with (
        OnefoldServer(folder / "data", f"sqlite:///{folder}/onefold.db", **settings) as server,
        OtherServer() as login,
    ):
        publish_page(server)
        login.answers[LETS_IN] = (401, [], b"Who are you?")
        if request.param == "nginx":
            command, headers = nginx_command(folder, port, server), {"Authorization": PASSWORD}
        else:
            command, headers = caddy_command(folder, port, server, login), {}
        with running([program, *command], folder, url):
            yield Front(url, server, headers, login)


def publish_page(server: OnefoldServer) -> None:
    """Publish a page at /p/team."""
    with closing(server.sign_in()) as owner:
        root = {"children": [{"id": "title", "type": "Heading", "props": {"text": "For us", "level": 1}}]}
        made = answered(
            owner.post("/api/pages", json={"slug": "team", "title": "Team", "draft": {"root": root}}), 201
        )
        answered(owner.post(f"/api/pages/{made.json()['id']}/publish"))


@pytest.mark.parametrize("path", ["/p/team", "/api/public/pages/team", "/files/team/a.txt", "/docs"])
def test_strangers_see_nothing(front: Front, path: str) -> None:
    answer = httpx.get(front.url + path)
    assert answer.status_code == 401
    assert "For us" not in answer.text


def test_who_is_let_in_sees_pages_that_nobody_keeps(front: Front) -> None:
    refused = front.login.answers.pop(LETS_IN)
    try:
        answer = httpx.get(f"{front.url}/p/team", headers=front.headers)
    finally:
        front.login.answers[LETS_IN] = refused
    assert (answer.status_code, answer.headers.get_list("cache-control")) == (200, ["private, no-store"])
    assert "For us" in answer.text


def test_signing_in_and_keys_work_behind_it(front: Front) -> None:
    headers = {"Origin": front.url, "X-CSRF": "1"}
    with httpx.Client(base_url=front.url, headers=headers) as browser:
        answered(browser.get("/login"))
        answered(browser.post("/api/auth/login", json=ADMIN))
        made = answered(browser.post("/api/api-keys", json={"name": "front", "scopes": ["actions:read"]}), 201)
    key = {"Authorization": f"Bearer {made.json()['key']}"}
    assert ADMIN["email"] in answered(httpx.get(f"{front.url}/api/auth/me", headers=key)).text
    assert "forwarded_for_ignored" not in front.server.log.read_text()


async def test_streams_and_sockets_come_through(front: Front) -> None:
    key = {"Authorization": f"Bearer {front.server.make_key('actions:read', 'actions:write', 'actions:run')}"}
    draft = {
        "nodes": [
            {"id": "start", "kind": "trigger.manual"},
            {"id": "wait", "kind": "delay", "params": {"seconds": 600}},
        ],
        "edges": [{"from": "start", "to": "wait"}],
    }
    async with httpx.AsyncClient(base_url=front.url, headers=key) as client:
        made = answered(await client.post("/api/workflows", json={"name": "wait", "draft": draft}), 201).json()["id"]
        answered(await client.post(f"/api/workflows/{made}/publish"))
        run = answered(await client.post(f"/api/workflows/{made}/execute", json={}), 202).json()["id"]
        # The run sleeps: what is read now was not held back until the end.
        async with client.stream("GET", f"/api/executions/{run}/stream") as stream:
            async for line in stream.aiter_lines():
                if "node.waiting" in line:
                    break
        socket_url = front.url.replace("http", "ws", 1) + f"/ws/executions/{run}?after=0"
        async with connect(socket_url, additional_headers=key, proxy=None) as socket:
            assert "execution.started" in await asyncio.wait_for(anext(aiter(socket)), PATIENCE_SECONDS)
            answered(await client.post(f"/api/executions/{run}/cancel"))
            events = [event async for event in socket]
        assert "execution.cancelled" in events[-1]


def test_webhooks_ask_by_themselves_and_metrics_stay_inside(front: Front) -> None:
    unknown = httpx.post(f"{front.url}/webhook/nowhere", json={})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "webhook_not_found")
    assert httpx.get(f"{front.url}/metrics", headers=front.headers).status_code == 404
