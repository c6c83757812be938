"""`onefold export`."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from app.cli.checks import load_ready_settings
from app.cli.files.export import export_all
from app.cli.files.layout import Files, FilesWrong, replace_files
from app.cli.opening import open_database
from app.cli.output import AsJson, print_json
from app.cli.problems import Exit, database_problems, fail
from app.core.settings import Settings


def export_files(
    folder: Annotated[Path, typer.Argument(help="Folder to write; a new one, or one of an earlier export.")],
    as_json: AsJson = False,
) -> None:
    """Write workflows, pages and queries as files into a folder, for version control or another installation.

    The same state gives the same bytes. Secrets, runs, users and files are not in it: `backup` has those.
    """
    settings = load_ready_settings()
    with database_problems(settings):
        files = asyncio.run(_read(settings))
    try:
        changed, gone = replace_files(folder, files)
    except FilesWrong as error:
        fail(Exit.FAILED, f"{error}.")
    except OSError as error:
        fail(Exit.FAILED, f"cannot write into {folder}: {error.strerror or error}.")
    if as_json:
        print_json({"folder": str(folder), "files": len(files), "written": changed, "deleted": gone})
    else:
        typer.echo(f"{len(files)} files in {folder}: {changed} written, {gone} deleted, the others are as they were.")


async def _read(settings: Settings) -> Files:
    async with open_database(settings) as database, database.reader() as session:
        return await export_all(session)
