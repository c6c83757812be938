"""What a person decided about a node that waits is a decision: `execution_answer` becomes `execution_decision`.

Revision `execution_decision`, after `schedules`. The rows move to a new table, so that its constraints have the names
of a fresh one on both databases; there are few.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "execution_decision"
down_revision: str | None = "schedules"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

COLUMNS = ("id", "created_at", "execution_id", "node_id", "iteration", "attempt", "action", "output")


def upgrade() -> None:
    """Apply."""
    _move("execution_answer", "execution_decision")


def downgrade() -> None:
    """Take back."""
    _move("execution_decision", "execution_answer")


def _move(old: str, new: str) -> None:
    op.create_table(
        new,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("execution_id", sa.Uuid(), nullable=False),
        sa.Column("node_id", sa.String(length=64), nullable=False),
        sa.Column("iteration", sa.String(length=100), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("output", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["execution_id"], ["execution.id"], name=op.f(f"fk_{new}_execution_id_execution"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{new}")),
        sa.UniqueConstraint(
            "execution_id",
            "node_id",
            "iteration",
            "attempt",
            name=op.f(f"uq_{new}_execution_id_node_id_iteration_attempt"),
        ),
    )
    target, source = (sa.table(name, *map(sa.column, COLUMNS)) for name in (new, old))
    op.execute(sa.insert(target).from_select(COLUMNS, sa.select(source)))
    op.drop_table(old)
