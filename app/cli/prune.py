"""`onefold prune`."""

import asyncio

import typer

from app.cli.checks import check_schema
from app.cli.environment import load_settings
from app.cli.output import AsJson, counting, print_json, print_table
from app.cli.problems import Exit, database_problems, fail, prepare_data_dir
from app.core.db.database import Database
from app.core.errors import OnefoldError
from app.core.jobs import run_to_end
from app.core.settings import Settings
from app.resources import list_pruning_jobs
from app.storage.lifecycle import open_backend


def prune(as_json: AsJson = False) -> None:
    """Delete now what the settings keep no longer, and say how much it was.

    A server does the same every hour. It works while one runs.
    """
    settings = load_settings()
    prepare_data_dir(settings)
    check_schema(settings)
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
    database = Database(settings.database_url, direct_url=settings.direct_database_url, pool_size=2)
    backend = await open_backend(settings)
    try:
        with counting("deleted") as on_deleted:
            jobs = list_pruning_jobs(settings, database, backend)
            return {job.name: await run_to_end(job, on_deleted) for job in jobs}
    finally:
        await backend.close()
        await database.close()
