"""Redirects.

Revision `redirects`, after `display_url`.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "redirects"
down_revision: str | None = "display_url"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "redirect",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("path", sa.String(length=500), nullable=False),
        sa.Column("pattern_segments", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Uuid(), nullable=True),
        sa.Column("url", sa.String(length=2000), nullable=True),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(page_id IS NULL) <> (url IS NULL)", name=op.f("ck_redirect_one_target")),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_redirect_page_id_page"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redirect")),
        sa.UniqueConstraint("path", name=op.f("uq_redirect_path")),
    )
    with op.batch_alter_table("redirect", schema=None) as batch_op:
        batch_op.create_index("ix_redirect_page_id", ["page_id"], unique=False)
        batch_op.create_index("ix_redirect_pattern_segments", ["pattern_segments"], unique=False)


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("redirect", schema=None) as batch_op:
        batch_op.drop_index("ix_redirect_pattern_segments")
        batch_op.drop_index("ix_redirect_page_id")

    op.drop_table("redirect")
