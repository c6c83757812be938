"""JSON logs on stdout through structlog, one line a record, with request id and secrets kept out."""

import logging
import sys
from typing import Any

import structlog

_SECRET_WORDS = ("password", "secret", "token", "authorization", "cookie", "api_key", "signature")
_LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}


def redact_secrets(_logger: Any, _method: str, record: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Replace the value of every field whose name speaks of a secret."""
    for key in record:
        if any(word in key.lower() for word in _SECRET_WORDS):
            record[key] = "[redacted]"
    return record


def configure_logging(level: str = "info") -> None:
    """Send structlog and the standard library's loggers to stdout as JSON."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        redact_secrets,
        structlog.processors.format_exc_info,
    ]
    # Our own records go straight to stdout: through the standard library's handlers each costs about 100 µs more.
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[level]),
        logger_factory=structlog.WriteLoggerFactory(sys.stdout),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stdout)
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
