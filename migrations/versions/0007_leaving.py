"""An account can have a day on which it is deleted."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Accounts are pointed at from everywhere: on SQLite the table must not be built anew.
    with op.batch_alter_table("account", schema=None, recreate="never") as batch_op:
        batch_op.add_column(sa.Column("leaving", sa.Double(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("account", schema=None, recreate="never") as batch_op:
        batch_op.drop_column("leaving")
