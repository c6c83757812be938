"""`onefold migrate`."""

import typer

from app.cli.environment import load_settings
from app.cli.output import AsJson, print_json
from app.cli.problems import database_problems, prepare_data_dir, schema_url
from app.core.db import migrations


def migrate(as_json: AsJson = False) -> None:
    """Bring the database to the newest schema."""
    settings = load_settings()
    prepare_data_dir(settings)
    with database_problems(settings):
        before, after = migrations.upgrade(schema_url(settings))
    if as_json:
        print_json({"before": before, "after": after})
        return
    typer.echo(f"The database is up to date ({after})." if before == after else f"Migrated to {after}.")
