"""What a process that serves has imported when nobody has asked for anything yet: each package costs it memory."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.pages.rendering.registry import components
from tests.servers import ROOT, clean_environment

OPENED = """
import asyncio, json, sys
from app.cli import load_command
load_command("serve")
from app.cli.serve import serving_app

async def open_and_close():
    app = serving_app()
    async with app.router.lifespan_context(app):
        imported["at rest"] = sorted(sys.modules)
        from app.pages.rendering.node_props import read_props
        from app.pages.rendering.tree import PageNode
        read_props(PageNode(id="title", type="Heading", v=1, props={"text": "Hello"}))
        imported["one component"] = sorted(sys.modules)

imported = {}
asyncio.run(open_and_close())
print(json.dumps(imported))
"""


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The modules of a process on SQLite, at rest and once it has read a component."""
    environment = clean_environment({"ONEFOLD_DATA_DIR": str(tmp_path_factory.mktemp("data"))})
    for argument in (["-m", "app", "migrate"], ["-c", OPENED]):
        run = subprocess.run([sys.executable, *argument], cwd=ROOT, env=environment, capture_output=True, check=True)
    return {when: set(names) for when, names in json.loads(run.stdout.splitlines()[-1]).items()}


def props_modules(names: set[str]) -> set[str]:
    """Return the components that are imported."""
    return {Path(name.replace(".", "/")).parent.name for name in names if name.endswith(".props")} & set(components())


def test_a_component_is_imported_when_a_page_has_it(imported: dict[str, set[str]]) -> None:
    assert props_modules(imported["at rest"]) == set()
    assert props_modules(imported["one component"]) == {"Heading"}


def test_what_few_need_is_not_imported_before_it_is_needed(imported: dict[str, set[str]]) -> None:
    """The driver of Postgres, S3, JSON Schema, migrations, and who reports errors and traces elsewhere."""
    rarely_needed = {"psycopg", "aioboto3", "botocore", "jsonschema_rs", "alembic", "sentry_sdk", "opentelemetry.sdk"}
    assert imported["at rest"] & rarely_needed == set()


SERVING = """
import json, multiprocessing, sys

if __name__ == "__main__":
    sys.argv = ["onefold", "serve"]

from app.__main__ import main

def show():
    import app.cli.serve
    print(json.dumps("rich.console" in sys.modules), flush=True)

if __name__ == "__main__":
    import app.cli
    app.cli.cli = show
    main()
    worker = multiprocessing.get_context("spawn").Process(target=show)
    worker.start()
    worker.join()
"""


def test_serving_does_without_what_draws_in_a_terminal(tmp_path: Path) -> None:
    """structlog imports rich where it finds it: not in the process that `serve` is, nor in a worker of it."""
    script = tmp_path / "onefold.py"
    script.write_text(SERVING)
    environment = clean_environment({"PYTHONPATH": str(ROOT)})
    run = subprocess.run([sys.executable, script], cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert run.stdout.split() == [b"false", b"false"]
