"""JSON logs on stdout through structlog, one line a record, with request id and secrets kept out."""

import atexit
import logging
import os
import sys
from collections.abc import Iterable
from typing import Any

import structlog
from prometheus_client.core import CounterMetricFamily, Metric
from prometheus_client.registry import Collector

from app.core.observability.log_stream import LogStream

_SECRET_WORDS = ("password", "secret", "token", "authorization", "cookie", "api_key", "signature")
_LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}


def redact_secrets(_logger: Any, _method: str, record: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Replace the value of every field whose name speaks of a secret."""
    for key in record:
        if any(word in key.lower() for word in _SECRET_WORDS):
            record[key] = "[redacted]"
    return record


class _Process:
    """What there is once in a process, however many apps it makes: its stdout."""

    stream: LogStream | None = None


def _stdout() -> LogStream:
    if _Process.stream is None:
        # Without stdout from the start, descriptor 1 may be anything that was opened since.
        descriptor = os.open(os.devnull, os.O_WRONLY) if sys.__stdout__ is None else 1
        _Process.stream = LogStream(descriptor)
        atexit.register(_Process.stream.hurry)
    return _Process.stream


def hurry_logs() -> None:
    """The process is about to end, perhaps by a signal: write what is queued, for a second at most."""
    if _Process.stream is not None:
        _Process.stream.hurry()


class LogMetrics(Collector):
    """`onefold_log_records_dropped_total` of this process."""

    def collect(self) -> Iterable[Metric]:
        """Return the count as it is now."""
        dropped = _Process.stream.dropped if _Process.stream else 0
        yield CounterMetricFamily(
            "onefold_log_records_dropped", "Log records lost because stdout could not be written.", value=dropped
        )


class _Lines:
    """A structlog logger that writes each record as a line."""

    def __init__(self, stream: LogStream, name: str) -> None:
        self._stream = stream
        self.name = name

    def msg(self, record: str) -> None:
        self._stream.write(record + "\n")

    debug = info = warning = error = msg


def _add_name(logger: _Lines, _method: str, record: structlog.typing.EventDict) -> structlog.typing.EventDict:
    record["logger"] = logger.name
    return record


def log_to_stderr() -> None:
    """Send warnings to stderr, for people: what a command does besides its output, which programs may read."""
    structlog.configure(
        processors=[redact_secrets, structlog.processors.add_log_level, structlog.processors.KeyValueRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS["warning"]),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )


def configure_logging(level: str = "info") -> None:
    """Send structlog and the standard library's loggers to stdout as JSON, without ever waiting for its reader."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        redact_secrets,
        structlog.processors.format_exc_info,
    ]
    stream = _stdout()
    # Our own records go straight to the stream: through the standard library's handlers each costs about 100 µs more.
    structlog.configure(
        processors=[_add_name, *shared, structlog.processors.JSONRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[level]),
        logger_factory=lambda name: _Lines(stream, name),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(_LEVELS[level])
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers = []
        logger.propagate = name != "uvicorn.access"
    for noisy in ("httpx", "httpcore", "botocore", "aiobotocore", "urllib3", "aiosqlite"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
