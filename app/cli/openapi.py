"""`onefold openapi`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from app.cli.environment import load_settings
from app.cli.problems import Exit, fail
from app.main import create_app


def openapi(
    output: Annotated[Path | None, typer.Option(help="File to write; stdout when left out.")] = None,
) -> None:
    """Write the OpenAPI document, the same bytes each time."""
    document = json.dumps(create_app(load_settings()).openapi(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    if output is None:
        typer.echo(document, nl=False)
    else:
        try:
            output.write_text(document, encoding="utf-8")
        except OSError as error:
            fail(Exit.FAILED, f"cannot write {output}: {error.strerror or error}.")
