"""What must be in order before a command uses the database: keys, schema, and that no other process has it."""

from app.cli.accounts import check_new_password, read_email
from app.cli.environment import load_settings
from app.cli.problems import Exit, database_problems, fail, prepare_data_dir, schema_url
from app.core.db import migrations
from app.core.db.database import is_pooler
from app.core.db.urls import sqlite_path
from app.core.errors import OnefoldError
from app.core.security.key_ring import load_key_ring
from app.core.settings import Settings
from app.engine.ownership.sqlite_lock import DatabaseInUse, SQLiteLock


def load_ready_settings() -> Settings:
    """Return the settings of the environment, once the database has our schema and the data dir can be written."""
    settings = load_settings()
    check_schema(settings)
    prepare_data_dir(settings)
    return settings


def check_key_ring(settings: Settings) -> None:
    """Read or make the key ring; ends the command when ONEFOLD_SECRET_KEYS is wrong."""
    try:
        load_key_ring(settings)
    except (OnefoldError, ValueError) as error:
        fail(Exit.SETTINGS, f"ONEFOLD_SECRET_KEYS, or the key file in the data dir, is wrong: {error}")


def check_admin(settings: Settings) -> None:
    """End the command when the first owner that the settings name could not be made."""
    if settings.admin_email:
        email = read_email(settings.admin_email, "ONEFOLD_ADMIN_EMAIL")
        check_new_password(settings.admin_password.get_secret_value(), email, "ONEFOLD_ADMIN_PASSWORD")


def check_schema(settings: Settings) -> None:
    """End the command when the database has another schema, or is reached through a pooler alone."""
    path = sqlite_path(settings.database_url)
    if path is not None and not path.exists():
        # Looking for it would make an empty one.
        fail(
            Exit.SCHEMA,
            f"there is no database {path}: run `onefold migrate` to make it, or name the one there is with "
            "ONEFOLD_DATA_DIR or ONEFOLD_DATABASE_URL.",
        )
    url = schema_url(settings)
    with database_problems(settings):
        migrations.check_schema(url)
    if not settings.is_sqlite and _is_pooler(settings, url):
        name = "ONEFOLD_DIRECT_DATABASE_URL" if settings.direct_database_url else "ONEFOLD_DATABASE_URL"
        fail(
            Exit.SETTINGS,
            f"{name} leads through a pooler in transaction mode, which carries neither LISTEN nor the lock of a "
            "process. Set ONEFOLD_DIRECT_DATABASE_URL to the address past the pooler.",
        )


def _is_pooler(settings: Settings, url: str) -> bool:
    import psycopg  # noqa: PLC0415 - 9 MB that SQLite has no use for

    with database_problems(settings, psycopg.Error):
        return is_pooler(url)


def check_unused(settings: Settings) -> None:
    """End the command when another process serves this SQLite file; the app itself takes the lock for good."""
    path = sqlite_path(settings.database_url)
    if path is None or not path.exists():
        return
    lock = SQLiteLock(path)
    try:
        with database_problems(settings):
            lock.acquire()
    except DatabaseInUse as error:
        fail(Exit.DATABASE, error.detail)
    lock.release()
