"""Variables: plain text that expressions read as `env.NAME`.

Revision `variables`, after `big_values`.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "variables"
down_revision: str | None = "big_values"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "variable",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_variable")),
        sa.UniqueConstraint("name", name=op.f("uq_variable_name")),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("variable")
