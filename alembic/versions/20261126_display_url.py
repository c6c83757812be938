"""What people may see of a data source's address has the name of that: `shown` becomes `display_url`.

Revision `display_url`, after `idempotent_requests`.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "display_url"
down_revision: str | None = "idempotent_requests"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    _rename("shown", "display_url")


def downgrade() -> None:
    """Take back."""
    _rename("display_url", "shown")


def _rename(old: str, new: str) -> None:
    op.execute(f"ALTER TABLE data_source RENAME COLUMN {old} TO {new}")
