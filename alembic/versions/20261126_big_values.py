"""Big values of runs, each stored once, and what the journal keeps beside what it shows.

Revision `big_values`, after `heartbeats`.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "big_values"
down_revision: str | None = "heartbeats"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    for name, columns in {
        "execution_event_kept": [
            sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
            sa.Column("packed", sa.String(), nullable=True),
        ],
        "execution_value": [
            sa.Column("hash", sa.String(length=64), nullable=False),
            sa.Column("body", sa.String(), nullable=False),
        ],
    }.items():
        op.create_table(
            name,
            sa.Column("execution_id", sa.Uuid(), nullable=False),
            *columns,
            sa.Column("sealed", sa.String(), nullable=True),
            sa.ForeignKeyConstraint(
                ["execution_id"], ["execution.id"], name=op.f(f"fk_{name}_execution_id_execution"), ondelete="CASCADE"
            ),
            sa.PrimaryKeyConstraint("execution_id", columns[0].name, name=op.f(f"pk_{name}")),
        )


def downgrade() -> None:
    """Undo."""
    op.drop_table("execution_value")
    op.drop_table("execution_event_kept")
