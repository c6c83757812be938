"""The command `onefold`. Each command is a module of its own, imported when it is asked for: `onefold migrate` has no
use for the app, whose import takes more than a second.

A command that cannot do its work says why and what to do in one line on stderr, and exits with the code of that
cause (docs/deploy.md lists them).
"""

from collections import UserDict
from importlib import import_module
from importlib.metadata import version
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

COMMANDS = {
    "serve": "app.cli.serve",
    "migrate": "app.cli.migrate",
    "demo": "app.cli.demo",
    "create-admin": "app.cli.create_admin",
    "reset-password": "app.cli.reset_password",
    "runs": "app.cli.runs",
    "doctor": "app.cli.doctor",
    "export": "app.cli.export_files",
    "import": "app.cli.import_files",
    "backup": "app.cli.backup",
    "restore": "app.cli.restore",
    "prune": "app.cli.prune",
    "reencrypt": "app.cli.reencrypt",
    "openapi": "app.cli.openapi",
}
"""The module of each command; its function is called like the module."""


def load_command(name: str) -> Any:
    """Return a command as Typer wants it; imports its module."""
    module = import_module(COMMANDS[name])
    found = getattr(module, module.__name__.rpartition(".")[2])
    if isinstance(found, typer.Typer):  # a group of commands
        found.info.name = name
        group = get_command(found)
        for command in group.commands.values():  # type: ignore[attr-defined]  # a group has them
            command.help = _flow(command.help)
        return group
    made = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    made.command(name, help=_flow(found.__doc__))(found)
    return get_command(made)


def _flow(docstring: str) -> str:
    """Return a docstring with a line a paragraph, which the terminal breaks where it ends."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in docstring.split("\n\n"))


class LazyCommands(UserDict[str, Any]):
    """Commands by name; the names are known, and each command is loaded when it is looked up."""

    def __getitem__(self, name: str) -> Any:
        return load_command(name)


class LazyGroup(TyperGroup):
    """The group of all commands."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.commands = LazyCommands(COMMANDS)


cli = typer.Typer(cls=LazyGroup, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


def show_version(asked: bool) -> None:
    """Print the version and end, where `--version` asks for it."""
    if asked:
        typer.echo(f"onefold {version('onefold')}")
        raise typer.Exit


@cli.callback()
def onefold(
    _version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Pages and durable actions in one process."""
