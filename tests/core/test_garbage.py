"""A serving process leaves what its start has made out of every garbage collection."""

import subprocess
import sys
from pathlib import Path

from tests.servers import ROOT, clean_environment

# The app of `onefold serve`, started in a process of its own: freezing is for good, and not for this one.
SCRIPT = """
import asyncio, gc
from app.cli.serve import serving_app

async def main():
    app = serving_app()
    assert gc.get_freeze_count() == 0
    async with app.router.lifespan_context(app):
        print(gc.get_freeze_count(), len(gc.get_objects()), gc.get_threshold()[0])

asyncio.run(main())
"""


def test_the_start_is_frozen(tmp_path: Path, sqlite_template: Path) -> None:
    settings = {"ONEFOLD_DATA_DIR": str(tmp_path), "ONEFOLD_DATABASE_URL": f"sqlite:///{sqlite_template}"}
    process = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=clean_environment(settings | {"ONEFOLD_LOG_LEVEL": "error"}),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert process.returncode == 0, process.stderr[-2000:]
    frozen, left, threshold = map(int, process.stdout.split())
    assert frozen > 100_000
    assert left < frozen / 20, "almost nothing is left to look at"
    assert threshold > 700
