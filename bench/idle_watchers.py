"""`python -m bench.idle_watchers`: what share of a core watchers cost whose run says nothing."""

import argparse
import asyncio
import resource
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
from websockets.asyncio.client import ClientConnection, connect

from bench.machine import MIB, cpu_seconds, memory
from bench.servers import BenchServer

SECONDS = 30.0
SILENT = {
    "nodes": [
        {"id": "start", "kind": "trigger.manual"},
        {"id": "wait", "kind": "delay", "params": {"seconds": 3600}},
    ],
    "edges": [{"from": "start", "to": "wait"}],
}


def start_silent_run(client: httpx.Client) -> str:
    """Return the id of a run that waits for an hour."""
    workflow_id = client.post("/api/workflows", json={"name": "silent", "draft": SILENT}).json()["id"]
    client.post(f"/api/workflows/{workflow_id}/publish").raise_for_status()
    return str(client.post(f"/api/workflows/{workflow_id}/execute", json={}).json()["id"])


async def open_watcher(stack: AsyncExitStack, url: str, headers: dict[str, str]) -> ClientConnection:
    """Return an open WebSocket that has had its first event."""
    socket = await stack.enter_async_context(connect(url, additional_headers=headers, proxy=None))
    await socket.recv()
    return socket


async def measure(server: BenchServer, watchers: int) -> tuple[float, float]:
    """Return the share of a core and the MiB that this many watchers of one person add."""
    pid = server.process.pid
    with server.sign_in() as client:
        execution_id = start_silent_run(client)
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in client.cookies.jar)
    headers = {"Cookie": cookies, "Origin": server.url}
    url = f"{server.url.replace('http', 'ws', 1)}/ws/executions/{execution_id}"
    before, without = memory(pid), await _share(pid)
    async with AsyncExitStack() as stack:
        for _ in range(watchers):
            await open_watcher(stack, url, headers)
        await asyncio.sleep(2)
        return await _share(pid) - without, (memory(pid) - before) / MIB


async def _share(pid: int) -> float:
    began, spent = time.perf_counter(), cpu_seconds(pid)
    await asyncio.sleep(SECONDS)
    return (cpu_seconds(pid) - spent) / (time.perf_counter() - began)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.idle_watchers", description=__doc__)
    parser.add_argument("--watchers", type=int, default=1000)
    watchers = parser.parse_args().watchers
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))  # of the server too, which inherits it
    with tempfile.TemporaryDirectory(prefix="onefold-bench-") as name:
        folder = Path(name)
        with BenchServer(folder / "data", f"sqlite:///{folder / 'onefold.db'}") as server:
            share, mib = asyncio.run(measure(server, watchers))
    print(f"{watchers} idle watchers: {share:.1%} of a core, {mib:.0f} MiB")


if __name__ == "__main__":
    main()
