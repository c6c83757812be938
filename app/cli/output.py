"""What commands print: for people, in colour where a terminal takes it (not with NO_COLOR), or JSON for programs."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn
from rich.table import Table
from rich.text import Text

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
# Where nobody looks at columns, no line is broken in two.
_PIPE_WIDTH = 10_000


def make_console(*, stderr: bool = False) -> Console:
    """Return where text for people goes. What is printed is never read as markup."""
    console = Console(stderr=stderr, markup=False, highlight=False, emoji=False)
    if not console.is_terminal:
        console.width = _PIPE_WIDTH
    return console


def print_json(value: Any) -> None:
    """Print a value as JSON of several lines."""
    typer.echo(json.dumps(value, indent=2, ensure_ascii=False, default=str))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str | Text]]) -> None:
    """Print rows under their headings."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in columns:
        # Ids and numbers stay in one piece; what is long stands last.
        table.add_column(column, overflow="fold", no_wrap=column != columns[-1])
    for row in rows:
        table.add_row(*(printable(cell) if isinstance(cell, str) else cell for cell in row))
    make_console().print(table)


@contextmanager
def counting(what: str) -> Iterator[Callable[..., None]]:
    """Show on a terminal how many things are done: what is yielded is called for each, or with a number of them."""
    console = make_console(stderr=True)
    if not console.is_terminal:
        yield lambda _count=1: None
        return
    columns = SpinnerColumn(), TextColumn("{task.completed:,.0f} {task.description}")
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda count=1: progress.advance(task, count)


def printable(text: str) -> str:
    """Return a text without what would steer the terminal: names come from others."""
    return "".join(char if char.isprintable() or char in "\n\t" else "\N{REPLACEMENT CHARACTER}" for char in text)


def describe_size(count: int) -> str:
    """Return a number of bytes for people: `1.5 MiB`."""
    size, units = float(count), iter(("KiB", "MiB", "GiB", "TiB", "PiB"))
    if count < 1024:
        return f"{count} bytes"
    unit = "bytes"
    while size >= 1024:
        size, unit = size / 1024, next(units)
    return f"{size:.1f} {unit}"
