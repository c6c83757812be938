"""What Alembic runs: on the connection Onefold hands it, or by hand on the database of the settings."""

import pkgutil
from importlib import import_module
from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection
from sqlmodel.sql.sqltypes import AutoString

import app
from app.core.db.database import JSONType, Table, UTCDateTime
from app.core.db.migrations import schema_connection
from app.core.settings import Settings


def import_tables() -> None:
    """Import every module named `models`, and the composition root for tables that live elsewhere."""
    import_module("app.main")
    for module in pkgutil.walk_packages(app.__path__, "app."):
        if module.name.endswith(".models"):
            import_module(module.name)


def render_item(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """Write our column types as plain SQLAlchemy: a migration must not change when a class of the app does."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, AutoString):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    if kind == "type" and item is JSONType:
        return 'sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")'
    return False


def run(connection: Connection) -> None:
    """Run the migrations of this invocation inside the connection's transaction."""
    context.configure(
        connection=connection,
        target_metadata=Table.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=render_item,
        compare_server_default=False,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    # By hand, where `check` and `revision --autogenerate` compare; an upgrade needs none of the tables' classes.
    import_tables()
    settings = Settings()
    with schema_connection(settings.direct_database_url or settings.database_url) as connection:
        run(connection)
