"""Pages whose slug has parameters, found by its shape.

Revision `page_shape`, after `site`.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "page_shape"
down_revision: str | None = "site"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply. No page has parameters yet, and the build before this one makes none."""
    with op.batch_alter_table("page", schema=None) as batch_op:
        batch_op.add_column(sa.Column("shape", sa.String(length=200), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_page_shape"), ["shape"])


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("page", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_page_shape"), type_="unique")
        batch_op.drop_column("shape")
