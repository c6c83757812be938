"""`python -m bench`: measure everything and write `bench/RESULTS.md`. About three minutes."""

import argparse
import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench import page, resources, stages, webhook
from bench.machine import describe
from bench.report import Results, write
from bench.servers import Postgres

RESULTS = Path(__file__).with_name("RESULTS.md")


def note(text: str) -> None:
    """Say how far it is."""
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--output", type=Path, default=RESULTS, help="the file to write")
    output = parser.parse_args().output
    load = os.getloadavg()[0]
    postgres = Postgres()
    try:
        with tempfile.TemporaryDirectory(prefix="onefold-bench-") as name:
            folder = Path(name)
            note("The cached page against Node ...")
            pages = page.measure(folder)
            note("The webhook on both databases ...")
            webhooks = webhook.measure(folder, postgres)
            note("Where the time of a webhook call goes ...")
            staged = stages.measure(folder, postgres)
            note("Start and memory ...")
            used = resources.measure(folder)
        date = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
        results = Results(date, describe(postgres.version), load, pages, webhooks, staged, used)
        text = write(results)
    finally:
        postgres.close()
    output.write_text(text, encoding="utf-8")
    note(text)


if __name__ == "__main__":
    main()
