"""`onefold runs`: look at runs, follow them live, and start them anew, on the database of the settings.

It needs neither a key nor a server that answers; what it starts is run by the server that serves this database.
"""

import asyncio
import json
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import typer
from rich.console import Console
from rich.text import Text
from sqlmodel import col, select

from app.cli.checks import check_key_ring, load_ready_settings
from app.cli.follow import Follower
from app.cli.opening import open_database
from app.cli.output import AsJson, make_console, print_json, print_table, printable
from app.cli.problems import Exit, database_problems, fail
from app.core.errors import OnefoldError
from app.core.http.pagination import PageRequest
from app.core.security.key_ring import load_key_ring
from app.executions import service
from app.executions.schemas import ExecutionSummary, Status
from app.workflows.models import Workflow

runs = typer.Typer(
    help="Look at runs, follow them live, start them anew.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

STYLES = {
    "completed": "green", "failed": "red", "timed_out": "red", "cancelled": "yellow", "waiting": "cyan",
    "running": "blue",
}  # fmt: skip
MAX_SHOWN = 300
"""Characters of what an event holds that are shown on its line; `--json` has all."""


def _read_time(text: str) -> datetime:
    """Return a time; one without a zone is of this machine's, like those that are shown."""
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError):
        raise typer.BadParameter(f"{text!r} is no time. Write 2026-11-30, 2026-11-30T08:00 or …T08:00Z.") from None


ExecutionId = Annotated[UUID, typer.Argument(help="Id of the run.", metavar="ID")]


@runs.command("list")
def list_runs(
    status: Annotated[Status | None, typer.Option(help="Only runs in this status.")] = None,
    workflow: Annotated[UUID | None, typer.Option(help="Only runs of the workflow with this id.")] = None,
    queued_from: Annotated[
        datetime | None,
        typer.Option("--from", help="Only runs that were queued then or later.", parser=_read_time, metavar="TIME"),
    ] = None,
    queued_before: Annotated[
        datetime | None,
        typer.Option("--before", help="Only runs that were queued earlier.", parser=_read_time, metavar="TIME"),
    ] = None,
    limit: Annotated[int, typer.Option(help="How many at most.", min=1, max=200)] = 20,
    as_json: AsJson = False,
) -> None:
    """List the newest runs."""
    settings = load_ready_settings()

    async def read() -> tuple[list[ExecutionSummary], dict[UUID, str]]:
        async with open_database(settings) as database, database.reader() as session:
            page = PageRequest(limit=limit)
            found = await service.list_executions(session, page, workflow, status, queued_from, queued_before)
            items = found.items
            used = {run.workflow_id for run in items}
            named = select(Workflow.id, Workflow.name).where(col(Workflow.id).in_(used))
            return items, dict((await session.exec(named)).all())

    with database_problems(settings):
        items, names = asyncio.run(read())
    if as_json:
        print_json([item.model_dump(mode="json") for item in items])
        return
    rows = [
        (
            str(run.id),
            names.get(run.workflow_id, ""),
            _styled(run.status),
            _time(run.queued_at),
            _took(run),
            _error_of(run),
        )
        for run in items
    ]
    print_table(("id", "workflow", "status", "queued", "took", "error"), rows)


@runs.command("tail")
def tail_runs(
    execution_id: Annotated[UUID | None, typer.Argument(help="Only this run.", metavar="[ID]")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print each event as a line of JSON.")] = False,
) -> None:
    """Follow what runs do, live: one run from its beginning to its end, or everything from now on.

    Of one run it ends as the run does: with 0 when it completed, else with 1.
    """
    settings = load_ready_settings()
    console = make_console()

    async def follow() -> str | None:
        last = None
        async with open_database(settings) as database:
            follower = Follower(database, execution_id)
            await follower.begin()
            if execution_id is None:
                typer.echo("Following every run from now on; Ctrl+C ends it.", err=True)
            async for run_id, event in follower.events():
                last = event["type"]
                if as_json:
                    typer.echo(json.dumps(event, ensure_ascii=False))
                else:
                    _print_event(console, run_id, event, named=execution_id is None)
        return last

    try:
        with database_problems(settings):
            last = asyncio.run(follow())
    except OnefoldError as error:
        fail(Exit.FAILED, error.detail)
    except KeyboardInterrupt:
        return
    if last != "execution.completed":
        raise typer.Exit(Exit.FAILED)


@runs.command("retry")
def retry_run(execution_id: ExecutionId, as_json: AsJson = False) -> None:
    """Start an ended run anew, with the version and the input that it had.

    The server that serves this database takes it within a second or two; without one it waits for it.
    """
    settings = load_ready_settings()
    check_key_ring(settings)

    async def retry() -> UUID:
        limit = settings.run_max_bytes
        async with open_database(settings) as database, database.session() as session:
            return await service.retry_execution(
                session, load_key_ring(settings), execution_id, None, None, run_max_bytes=limit
            )

    with database_problems(settings):
        try:
            again = asyncio.run(retry())
        except OnefoldError as error:
            fail(Exit.FAILED, error.detail)
    if as_json:
        print_json({"id": str(again)})
    else:
        typer.echo(f"Queued as {again}. Follow it with `onefold runs tail {again}`.")


def _styled(status: str) -> Text:
    return Text(status, STYLES.get(status, ""))


def _time(at: datetime) -> str:
    return f"{at.astimezone():%m-%d %H:%M:%S}"


def _took(run: ExecutionSummary) -> str:
    if run.started_at is None or run.ended_at is None:
        return ""
    return f"{(run.ended_at - run.started_at).total_seconds():.2f} s"


def _error_of(run: ExecutionSummary) -> str:
    error = run.model_dump()["error"]
    if not isinstance(error, dict):  # none, or what another build stored
        return ""
    node = f"{error['node']}: " if error.get("node") else ""
    return f"{node}{error.get('message', '')}"


def _print_event(console: Console, run_id: UUID, event: dict[str, Any], *, named: bool) -> None:
    """Print an event as a line: when, of which run, what, of which node, and what it holds."""
    kind = str(event["type"])
    outcome = kind.rpartition(".")[2]
    style = STYLES.get(outcome, "red" if event.get("level") == "error" else "")
    line = Text().append(f"{datetime.fromisoformat(event['at']).astimezone():%H:%M:%S.%f}"[:-3], "dim")
    if named:
        line.append(f"  {str(run_id)[-8:]}", "dim")
    line.append(f"  {kind:<20}", style)
    if "node_id" in event:
        path = "".join(f"[{number}]" for number in event.get("iteration", ()))
        attempt = f" #{event['attempt']}" if event.get("attempt", 1) > 1 else ""
        line.append(f"  {event['node_id']}{path}{attempt}", "bold")
    if held := _describe(event):
        line.append(f"  {printable(held)}")
    line.rstrip()
    console.print(line)


def _describe(event: dict[str, Any]) -> str:
    error = event.get("error")
    if isinstance(error, dict):
        text = f"{error.get('code')}: {error.get('message')}"
    elif event["type"] == "node.log":
        data = "" if event.get("data") is None else f" {json.dumps(event['data'], ensure_ascii=False)}"
        text = f"{event['message']}{data}"
    elif (value := event.get("output", event.get("result"))) is not None:
        text = json.dumps(value, ensure_ascii=False)
    else:
        text = f"until {event['until']}" if event.get("until") else ""
    text = " ".join(text.split())
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"
