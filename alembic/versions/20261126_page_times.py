"""Page times.

Revision `page_times`, after `sealed_answers`.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "page_times"
down_revision: str | None = "sealed_answers"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("page", schema=None) as batch_op:
        batch_op.add_column(sa.Column("special_role", sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column("publish_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("publish_version", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("unpublish_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(
            "ix_page_publish_at",
            ["publish_at"],
            unique=False,
            postgresql_where=sa.text("publish_at IS NOT NULL"),
            sqlite_where=sa.text("publish_at IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_page_special_role",
            ["special_role"],
            unique=False,
            postgresql_where=sa.text("special_role IS NOT NULL"),
            sqlite_where=sa.text("special_role IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_page_unpublish_at",
            ["unpublish_at"],
            unique=False,
            postgresql_where=sa.text("unpublish_at IS NOT NULL"),
            sqlite_where=sa.text("unpublish_at IS NOT NULL"),
        )


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("page", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_page_unpublish_at",
            postgresql_where=sa.text("unpublish_at IS NOT NULL"),
            sqlite_where=sa.text("unpublish_at IS NOT NULL"),
        )
        batch_op.drop_index(
            "ix_page_special_role",
            postgresql_where=sa.text("special_role IS NOT NULL"),
            sqlite_where=sa.text("special_role IS NOT NULL"),
        )
        batch_op.drop_index(
            "ix_page_publish_at",
            postgresql_where=sa.text("publish_at IS NOT NULL"),
            sqlite_where=sa.text("publish_at IS NOT NULL"),
        )
        batch_op.drop_column("unpublish_at")
        batch_op.drop_column("publish_version")
        batch_op.drop_column("publish_at")
        batch_op.drop_column("special_role")
