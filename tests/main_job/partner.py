"""Somebody else's HTTP service on loopback that answers when the test lets it: a run waits there, in full view."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Partner:
    """The calls so far, and the gate that holds their answers back."""

    url: str = ""
    bodies: list[Any] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    called: asyncio.Event = field(default_factory=asyncio.Event)

    def hold(self) -> None:
        """Keep the next callers waiting."""
        self.gate.clear()
        self.called.clear()

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take one request, and answer it once the gate is open."""
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            self.bodies.append(json.loads(body))
            self.keys.append(headers["idempotency-key"])
            self.called.set()
            await self.gate.wait()
            content = json.dumps({"number": len(self.bodies)}).encode()
            writer.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
                + f"Content-Length: {len(content)}\r\n\r\n".encode()
                + content
            )
            await writer.drain()
        writer.close()


@asynccontextmanager
async def open_partner() -> AsyncIterator[Partner]:
    """Serve a partner around a block; its gate is open at first."""
    partner = Partner()
    partner.gate.set()
    server = await asyncio.start_server(partner.answer, "127.0.0.1", 0)
    partner.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield partner
    finally:
        partner.gate.set()
        server.close()
