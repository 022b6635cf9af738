"""Counselors: what an account is, what a counselor states of secrets, and the operator's invitations."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Accounts are pointed at from everywhere: on SQLite the table must not be built anew.
    with op.batch_alter_table("account", schema=None, recreate="never") as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(length=10), server_default="person", nullable=False))
    op.create_table(
        "counselor",
        sa.Column("account_id", sa.String(length=22), nullable=False),
        sa.Column("secrets", sa.String(length=8), server_default="", nullable=False),
        sa.Column("invited", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_counselor_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_counselor")),
    )
    op.create_table(
        "counselor_invitation",
        sa.Column("code", sa.LargeBinary(length=32), nullable=False),
        sa.Column("made", sa.Double(), nullable=False),
        sa.Column("expires", sa.Double(), nullable=False),
        sa.Column("used", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_counselor_invitation")),
    )


def downgrade() -> None:
    op.drop_table("counselor_invitation")
    op.drop_table("counselor")
    with op.batch_alter_table("account", schema=None, recreate="never") as batch_op:
        batch_op.drop_column("kind")
