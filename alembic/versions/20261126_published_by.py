"""Who published a version: the user's id and e-mail address, for workflows and pages alike.

Revision `published_by`, after `variables`. Workflows had the address alone, pages the id alone.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "published_by"
down_revision: str | None = "variables"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("workflow_version") as batch:
        batch.alter_column("published_by", new_column_name="published_by_email")
        batch.add_column(sa.Column("published_by_id", sa.Uuid(), nullable=True))
        batch.create_foreign_key(
            "fk_workflow_version_published_by_id_auth_user",
            "auth_user",
            ["published_by_id"],
            ["id"],
            ondelete="SET NULL",
        )
    with op.batch_alter_table("page_version") as batch:
        batch.drop_constraint("fk_page_version_published_by_auth_user", type_="foreignkey")
        batch.alter_column("published_by", new_column_name="published_by_id")
        batch.add_column(sa.Column("published_by_email", sa.String(length=254), nullable=True))
    with op.batch_alter_table("page_version") as batch:  # on SQLite the column has its new name only now
        batch.create_foreign_key(
            "fk_page_version_published_by_id_auth_user", "auth_user", ["published_by_id"], ["id"], ondelete="SET NULL"
        )
    op.execute(
        "UPDATE workflow_version SET published_by_id = "
        "(SELECT auth_user.id FROM auth_user WHERE auth_user.email = published_by_email)"
    )
    op.execute(
        "UPDATE page_version SET published_by_email = "
        "(SELECT auth_user.email FROM auth_user WHERE auth_user.id = published_by_id)"
    )


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("page_version") as batch:
        batch.drop_constraint("fk_page_version_published_by_id_auth_user", type_="foreignkey")
        batch.drop_column("published_by_email")
        batch.alter_column("published_by_id", new_column_name="published_by")
    with op.batch_alter_table("page_version") as batch:
        batch.create_foreign_key(
            "fk_page_version_published_by_auth_user", "auth_user", ["published_by"], ["id"], ondelete="SET NULL"
        )
    with op.batch_alter_table("workflow_version") as batch:
        batch.drop_constraint("fk_workflow_version_published_by_id_auth_user", type_="foreignkey")
        batch.drop_column("published_by_id")
        batch.alter_column("published_by_email", new_column_name="published_by")
