"""`onefold import`."""

import asyncio
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from app.auth.users.service import get_principal
from app.cli.checks import check_key_ring, load_ready_settings
from app.cli.files.importing import SAME, FileChange, Importer
from app.cli.files.layout import MARKER, FilesWrong, Folder, read_folder
from app.cli.opening import open_database
from app.cli.output import AsJson, print_json, print_table
from app.cli.problems import Exit, database_problems, fail
from app.core.bus import Bus
from app.core.errors import OnefoldError
from app.core.security.key_ring import load_key_ring
from app.core.settings import Settings
from app.data.sources.open_sources import DataSources
from app.resources import list_publish_listeners

_STYLES = {"new": "green", "changed": "yellow", "same": "dim"}


def import_files(
    folder: Annotated[Path, typer.Argument(help="A folder that `onefold export` has written.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    drafts_only: Annotated[
        bool, typer.Option("--drafts-only", help="Publish nothing, and leave what is published as it is.")
    ] = False,
    email: Annotated[
        str | None, typer.Option("--as", help="Address of the user who publishes; by default the only owner.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Bring workflows, pages and queries to what the files of a folder say: all of it, or nothing if one is wrong.

    They keep their ids, so what refers to them stays right. What the folder does not have is left alone. It works
    while Onefold runs.
    """
    settings = load_ready_settings()
    check_key_ring(settings)
    if not (folder / MARKER).is_file():
        fail(Exit.SETTINGS, f"{folder} is no folder with a {MARKER}; name one that `onefold export` has written.")
    try:
        wanted = read_folder(folder)
        with database_problems(settings):
            done = asyncio.run(_import(settings, wanted, email, keep=not dry_run, publish=not drafts_only))
    except FilesWrong as error:
        fail(Exit.FAILED, f"{str(error).rstrip('.')}. Nothing was imported.")
    except OnefoldError as error:
        fail(Exit.SETTINGS, error.detail)
    changes, others = done
    if as_json:
        print_json({"dry_run": dry_run, "changes": list(map(asdict, changes)), "only_in_database": others})
        return
    shown = [change for change in changes if change.what != SAME]
    if shown:
        rows = [(Text(one.what, _STYLES[one.what]), one.file, ", ".join(one.parts)) for one in shown]
        print_table(("", "file", "what differs"), rows)
    verb = "would change" if dry_run else "changed"
    left = f", {others} more in the database are left alone" if others else ""
    typer.echo(f"{len(shown)} {verb}, {len(changes) - len(shown)} are the same{left}.")


async def _import(
    settings: Settings, folder: Folder, email: str | None, *, keep: bool, publish: bool
) -> tuple[list[FileChange], int]:
    async with open_database(settings) as database:
        sources = DataSources(settings, database, load_key_ring(settings), Bus())
        async with sources, database.session() as session:
            caller = await get_principal(session, email)
            done = await Importer(session, sources, list_publish_listeners(), caller, publish).apply(folder)
            if not keep:
                await session.rollback()
    return done
