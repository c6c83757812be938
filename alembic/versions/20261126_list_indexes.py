"""Indexes in the order of each list and each of its filters, in place of those that led to a sort.

Revision `list_indexes`, after `initial`.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "list_indexes"
down_revision: str | None = "initial"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

MADE = (
    ("execution", ["status", "id"]),
    ("execution", ["workflow_id", "status", "id"]),
    ("auth_session", ["user_id", "id"]),
    ("auth_api_key", ["user_id", "id"]),
    ("auth_audit_event", ["action", "id"]),
    ("workflow_version", ["workflow_id", "id"]),
    ("page_version", ["page_id", "id"]),
)
DROPPED = (
    ("execution", "status"),
    ("auth_session", "user_id"),
    ("auth_api_key", "user_id"),
    ("auth_audit_event", "action"),
)


def upgrade() -> None:
    """Apply."""
    for table, columns in MADE:
        op.create_index("_".join(["ix", table, *columns]), table, columns)
    for table, column in DROPPED:
        op.drop_index(f"ix_{table}_{column}", table)


def downgrade() -> None:
    """Undo."""
    for table, column in DROPPED:
        op.create_index(f"ix_{table}_{column}", table, [column])
    for table, columns in MADE:
        op.drop_index("_".join(["ix", table, *columns]), table)
