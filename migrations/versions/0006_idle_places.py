"""Each place of sign-in ends after a time of its own without a sign of life; each account has a pace."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.add_column(sa.Column("idle_minutes", sa.Integer(), nullable=False, server_default="15"))
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.alter_column("idle_minutes", server_default=None)
    # Accounts are pointed at from everywhere: on SQLite the table must not be built anew.
    with op.batch_alter_table("account", schema=None, recreate="never") as batch_op:
        batch_op.add_column(sa.Column("pace", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("account", schema=None, recreate="never") as batch_op:
        batch_op.drop_column("pace")
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.drop_column("idle_minutes")
