"""How much is stored of each run, so that a limit for all of them can be kept. Runs that are there count as nothing.

Revision `execution_size`, after `schedule_state`.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "execution_size"
down_revision: str | None = "schedule_state"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.add_column("execution", sa.Column("size", sa.BigInteger(), server_default="0", nullable=False))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("execution") as batch:
        batch.drop_column("size")
