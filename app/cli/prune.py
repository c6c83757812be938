"""`onefold prune`."""

import asyncio

import typer

from app.cli.checks import load_ready_settings
from app.cli.opening import open_blobs, open_database
from app.cli.output import AsJson, counting, print_json, print_table
from app.cli.problems import Exit, database_problems, fail
from app.core.errors import OnefoldError
from app.core.jobs import run_to_end
from app.core.settings import Settings
from app.resources import list_pruning_jobs


def prune(as_json: AsJson = False) -> None:
    """Delete now what the settings keep no longer, and say how much it was.

    A server does the same every hour. It works while one runs.
    """
    settings = load_ready_settings()
    with database_problems(settings):
        try:
            deleted = asyncio.run(_prune(settings))
        except OnefoldError as error:
            fail(Exit.FAILED, f"{error.title}: {error.detail}")
    if as_json:
        print_json(deleted)
    else:
        print_table(("what", "deleted"), [(name, f"{count:,}") for name, count in deleted.items()])
        typer.echo(f"\n{sum(deleted.values()):,} deleted in all.")


async def _prune(settings: Settings) -> dict[str, int]:
    async with open_database(settings) as database, open_blobs(settings) as backend:
        with counting("deleted") as on_deleted:
            jobs = list_pruning_jobs(settings, database, backend)
            return {job.name: await run_to_end(job, on_deleted) for job in jobs}
