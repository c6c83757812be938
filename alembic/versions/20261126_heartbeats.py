"""Heartbeats of the processes on a Postgres.

Revision `heartbeats`, after `waits`.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "heartbeats"
down_revision: str | None = "waits"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "execution_process",
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("owner", name=op.f("pk_execution_process")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("execution_process")
