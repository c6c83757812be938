"""What schedules do with ticks that overlap, and why they could not be fired.

Revision `schedule_state`, after `execution_decision`.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "schedule_state"
down_revision: str | None = "execution_decision"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply. The build before this one may add schedules meanwhile, without the new columns."""
    with op.batch_alter_table("schedule", schema=None) as batch_op:
        batch_op.add_column(sa.Column("overlap", sa.String(length=8), server_default="allow", nullable=False))
        batch_op.add_column(sa.Column("skipped_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("skipped_execution_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("failures", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("error", sa.String(length=300), nullable=True))
        batch_op.add_column(sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("retry_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("schedule", schema=None) as batch_op:
        batch_op.drop_column("retry_at")
        batch_op.drop_column("failed_at")
        batch_op.drop_column("error")
        batch_op.drop_column("failures")
        batch_op.drop_column("skipped_execution_id")
        batch_op.drop_column("skipped_at")
        batch_op.drop_column("overlap")
