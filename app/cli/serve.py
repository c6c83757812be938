"""`onefold serve`, and how the app is served."""

import errno
import socket
import sys
from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from typing import Annotated

import typer
import uvicorn
from uvicorn.supervisors import Multiprocess

from app.cli.checks import check_admin, check_key_ring, check_schema, check_unused
from app.cli.environment import load_settings
from app.cli.problems import Exit, fail, prepare_data_dir
from app.core.garbage import settle_after_start
from app.core.http.protocol import HttpProtocol
from app.core.http.websocket import MAX_MESSAGE_BYTES, WebSocketProtocol
from app.core.observability.logging import configure_logging
from app.core.settings import Settings
from app.main import OnefoldApp, create_app

BACKLOG = 2048
# Proxies close a WebSocket that is silent for a minute, many after half of that.
PING_SECONDS = 15.0
SHUTDOWN_SECONDS = 20
# How long a worker may be silent before it is killed and another begun. It is silent while it imports the app, which
# takes 6 s and more on a busy machine: with uvicorn's 5 s no worker ever came to serve there.
WORKER_SILENCE_SECONDS = 60


Host = Annotated[str | None, typer.Option(help="Address to listen on. [ONEFOLD_HOST]")]
Port = Annotated[int | None, typer.Option(help="Port to listen on. [ONEFOLD_PORT]", min=0, max=65535)]


def listen(settings: Settings) -> socket.socket:
    """Return a socket that listens where the settings say; ends the command when it cannot."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        if settings.host and not settings.host.strip("0123456789."):
            ip_address(settings.host)  # what looks like an address is not asked for as a name
        listener = socket.create_server((settings.host, settings.port), family=family, backlog=BACKLOG)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "this is no address"
        fail(
            Exit.PORT_TAKEN,
            f"cannot listen on {settings.host} port {settings.port}: {reason}. {_what_to_do(error)}",
        )
    listener.set_inheritable(True)
    return listener


def _what_to_do(error: OSError | ValueError) -> str:
    """Return how to mend an address that cannot be listened on."""
    number = getattr(error, "errno", None)
    if isinstance(error, socket.gaierror | ValueError) or number == errno.EADDRNOTAVAIL:
        return (
            "Give --host or ONEFOLD_HOST an address of this machine: 127.0.0.1 for itself alone, 0.0.0.0 for every "
            "network it is in."
        )
    if number == errno.EACCES:
        return "Ports below 1024 are kept from ordinary users: choose another with --port or ONEFOLD_PORT."
    return "Stop what runs there, or choose another with --port or ONEFOLD_PORT."


def serving_app() -> OnefoldApp:
    """Return the app of this process, with its logging set up: what uvicorn and its workers call."""
    settings = Settings()
    configure_logging(settings.log_level)
    app = create_app(settings)
    settle_after_start(app)
    return app


class Server(uvicorn.Server):
    """A uvicorn server that calls `on_ready` once it answers."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], Awaitable[None]] | None = None) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell."""
        try:
            await super().startup(sockets)
        except SystemExit:
            # Uvicorn ends with 3 when the app could not open; that code is a port's here.
            raise SystemExit(Exit.FAILED) from None
        if self.started and self._on_ready is not None:
            await self._on_ready()


def server_config(app: OnefoldApp | str, workers: int = 1) -> uvicorn.Config:
    """Return uvicorn's settings. Forwarded headers are left to our own middleware, which knows whom to believe."""
    return uvicorn.Config(
        app,
        factory=isinstance(app, str),
        workers=workers,
        loop="uvloop" if sys.platform != "win32" else "asyncio",
        http=HttpProtocol,
        ws=WebSocketProtocol,
        ws_max_size=MAX_MESSAGE_BYTES,
        ws_ping_interval=PING_SECONDS,
        ws_ping_timeout=PING_SECONDS,
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        timeout_worker_healthcheck=WORKER_SILENCE_SECONDS,
    )


def serve(
    host: Host = None,
    port: Port = None,
    workers: Annotated[int, typer.Option(help="Processes that serve; more than one needs Postgres.", min=1)] = 1,
) -> None:
    """Serve the API and the published pages."""
    settings = load_settings(host, port)
    if workers > 1 and settings.is_sqlite:
        fail(
            Exit.SETTINGS,
            "--workers needs Postgres: SQLite has one writer, and live streams and runs are kept within one process. "
            "Set ONEFOLD_DATABASE_URL=postgresql://…, or leave --workers out.",
        )
    prepare_data_dir(settings)
    check_admin(settings)
    check_unused(settings)
    check_key_ring(settings)
    check_schema(settings)
    listener = listen(settings)
    configure_logging(settings.log_level)
    config = server_config("app.cli.serve:serving_app", workers)
    if workers > 1:
        Multiprocess(config, sockets=[listener]).run()
    else:
        Server(config).run(sockets=[listener])
