"""Sealed answers: requests with an Idempotency-Key whose answers were stored as plain text are forgotten.

Revision `sealed_answers`, after `page_shape`.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "sealed_answers"
down_revision: str | None = "page_shape"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.execute(sa.text("DELETE FROM idempotent_request"))


def downgrade() -> None:
    """Take it back: answers that the code of then cannot read are forgotten."""
    op.execute(sa.text("DELETE FROM idempotent_request"))
