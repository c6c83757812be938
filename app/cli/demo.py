"""`onefold demo`."""

import os

import typer

from app.cli.checks import check_admin, check_key_ring, check_schema, check_unused
from app.cli.environment import load_settings
from app.cli.problems import database_problems, prepare_data_dir, schema_url
from app.cli.serve import Host, Port, Server, listen, server_config, serving_app
from app.core.db import migrations
from app.core.settings import Settings
from app.demo.load import DemoLogin, demo_login, load_demo


def demo(host: Host = None, port: Port = None) -> None:
    """Migrate and serve, with an example workflow and page on first use.

    All it keeps (database, files, keys, the login of the demo) is written to ONEFOLD_DATA_DIR, by default the folder
    ./data. Delete that folder to begin anew.
    """
    os.environ.setdefault("ONEFOLD_LOG_LEVEL", "error")
    settings = load_settings(host, port)
    prepare_data_dir(settings)
    check_admin(settings)
    check_unused(settings)
    check_key_ring(settings)
    listener = listen(settings)
    with database_problems(settings):
        migrations.upgrade(schema_url(settings))
    check_schema(settings)
    login = demo_login(settings)
    os.environ.setdefault("ONEFOLD_ADMIN_EMAIL", login.email)
    os.environ.setdefault("ONEFOLD_ADMIN_PASSWORD", login.password)
    app = serving_app()

    async def announce() -> None:
        loaded = await load_demo(app, login)
        typer.echo(demo_greeting(settings, login if loaded else None))

    Server(server_config(app), announce).run(sockets=[listener])


def demo_greeting(settings: Settings, login: DemoLogin | None) -> str:
    """Return what `demo` says once it serves: the address, the login, three things to try."""
    url = settings.origin
    if login is None:
        return (
            f"Onefold runs at {url}. The database in {settings.data_dir} is not the demo's, so nothing was loaded "
            "into it; for a fresh demo set ONEFOLD_DATA_DIR to an empty folder."
        )
    return f"""
Onefold runs at {url}
Sign in at {url}/login with {login.email} and {login.password}

Three things to try:
  1. Sign the guestbook            {url}/p/welcome
  2. Start a workflow by webhook   curl {url}/webhook/greet -H 'Content-Type: application/json' -d '{{"name": "Ada"}}'
  3. Read the API and call it      {url}/docs

Your data stays in {settings.data_dir}. Ctrl+C ends it, `make demo` starts it again.
"""
