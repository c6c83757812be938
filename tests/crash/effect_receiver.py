"""A separate process that receives the effects of runs: appends `key<TAB>unix time` of each POST to a file.

    python effect_receiver.py PORT FILE DELAY_SECONDS

Its own process, so that what it has received does not die with the server under test.
"""

import asyncio
import sys
import time
from pathlib import Path

ANSWER = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{"ok":true}'


async def serve_connection(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, file: Path, delay: float
) -> None:
    """Answer the requests of one keep-alive connection."""
    try:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            headers = {
                name.lower(): value.strip()
                for name, _, value in (line.partition(":") for line in head.split("\r\n")[1:] if line)
            }
            await reader.readexactly(int(headers.get("content-length", "0")))
            with file.open("a") as received:
                received.write(f"{headers.get('idempotency-key', '-')}\t{time.time()}\n")
            await asyncio.sleep(delay)
            writer.write(ANSWER)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


async def main(port: int, file: Path, delay: float) -> None:
    """Serve until killed."""
    server = await asyncio.start_server(lambda r, w: serve_connection(r, w, file, delay), "127.0.0.1", port)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])))
