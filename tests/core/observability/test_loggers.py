"""The loggers of the app are one tree: `onefold.` and the path of the module."""

import ast
import json
import subprocess
import sys
from pathlib import Path

APP = Path(__file__).parents[3] / "app"


def test_each_logger_has_the_name_of_its_module() -> None:
    found: dict[str, str] = {}
    for path in APP.rglob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.Assign) and "get_logger" in ast.unparse(node.value):
                found[".".join(("onefold", *path.relative_to(APP).with_suffix("").parts))] = ast.unparse(node)
    assert len(found) > 20
    assert found == {name: f"log = structlog.get_logger('{name}')" for name in found}


LOG_TWICE = """
import logging, structlog
from app.core.observability.logging import configure_logging
configure_logging()
structlog.get_logger("onefold.engine.journal").info("stored", count=3)
logging.getLogger("uvicorn.error").warning("Invalid HTTP request")
"""


def test_each_record_names_its_logger() -> None:
    done = subprocess.run([sys.executable, "-c", LOG_TWICE], cwd=APP.parent, capture_output=True, check=True)
    ours, foreign = map(json.loads, done.stdout.splitlines())
    assert ours.pop("timestamp") < foreign.pop("timestamp")
    assert ours == {"level": "info", "event": "stored", "logger": "onefold.engine.journal", "count": 3}
    assert foreign == {"level": "warning", "event": "Invalid HTTP request", "logger": "uvicorn.error"}
