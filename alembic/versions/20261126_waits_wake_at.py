"""When a parked run goes on by itself.

Revision `waits`, after `list_indexes`.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "waits"
down_revision: str | None = "list_indexes"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.add_column("execution", sa.Column("wake_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_execution_wake_at",
        "execution",
        ["wake_at"],
        postgresql_where=sa.text("wake_at IS NOT NULL"),
        sqlite_where=sa.text("wake_at IS NOT NULL"),
    )


def downgrade() -> None:
    """Take back: parked runs go to the queue, where each one waits in place for what is left."""
    op.execute("UPDATE execution SET status = 'queued' WHERE wake_at IS NOT NULL AND owner IS NULL")
    op.drop_index("ix_execution_wake_at", "execution")
    with op.batch_alter_table("execution") as batch:
        batch.drop_column("wake_at")
