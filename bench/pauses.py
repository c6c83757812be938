"""`python -m bench.pauses`: the longest time the garbage collector stops a server under load, as it is and as it was.

`python -m bench.pauses serve` is that server: it notes each collection and writes them down when it ends.
"""

import gc
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from app.cli import cli, serve
from app.core import garbage
from bench.load import Load, run_apart
from bench.machine import cores
from bench.servers import BenchServer
from bench.webhook import REQUEST, RESPONSE_ENDS, publish_workflow

FILE, UNSETTLED = "ONEFOLD_BENCH_PAUSES", "ONEFOLD_BENCH_UNSETTLED"
SECONDS, CALLERS = 10.0, 16


class PausedServer(BenchServer):
    """A server that notes its garbage collections."""

    module = "bench.pauses"


def write(pauses: list[tuple[int, float]]) -> None:
    """Write them where the measuring process reads them."""
    Path(os.environ[FILE]).write_text(json.dumps(pauses))


def note_pauses() -> None:
    """Note the seconds of each collection by generation, and write them when the app ends."""
    pauses: list[tuple[int, float]] = []
    began = 0.0

    def on_collection(phase: str, info: dict[str, Any]) -> None:
        nonlocal began
        if phase == "start":
            began = time.perf_counter()
        else:
            pauses.append((info["generation"], time.perf_counter() - began))

    serving_app = serve.serving_app

    def noted_app() -> Any:
        app = serving_app()

        async def wrapped(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] != "lifespan":
                gc.callbacks[:] = gc.callbacks or [on_collection]  # from the first request on
                await app(scope, receive, send)
                return
            await app(scope, receive, send)
            write(pauses)

        return wrapped

    serve.serving_app = noted_app
    if os.environ.get(UNSETTLED):
        garbage.settle = lambda: None


def measure(folder: Path, name: str, **environment: str) -> str:
    """Return a line on the collections under load."""
    file = folder / f"{name}.json"
    server = PausedServer(folder / name, f"sqlite:///{folder / name}.db")
    server.environment |= {FILE: str(file), **environment}
    with server:
        publish_workflow(server)
        run_apart(Load.of(server.port, REQUEST, CALLERS, SECONDS, core=cores()[1], body_ends=RESPONSE_ENDS))
    pauses = json.loads(file.read_text())
    full = [seconds for generation, seconds in pauses if generation == 2]
    longest, total = max(seconds for _, seconds in pauses), sum(seconds for _, seconds in pauses)
    return (
        f"{name:10} {len(pauses):6} collections, {len(full)} of them full; "
        f"longest {longest * 1000:.1f} ms, all together {total * 1000:.0f} ms in {SECONDS:g} s"
    )


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="onefold-bench-") as name:
        print(measure(Path(name), "unsettled", **{UNSETTLED: "1"}))
        print(measure(Path(name), "settled"))


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        note_pauses()
        cli()
    else:
        main()
