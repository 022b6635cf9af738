"""Places of sign-in are told of changes elsewhere, and an account knows when its passphrase was changed."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Accounts are pointed at from everywhere: on SQLite the table must not be built anew.
    with op.batch_alter_table("account", schema=None, recreate="never") as batch_op:
        batch_op.add_column(sa.Column("passphrase_changed", sa.Double(), nullable=True))
    op.create_table(
        "notice",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("account_id", sa.String(length=22), nullable=False),
        sa.Column("login_id", sa.String(length=64), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_notice_account_id")),
        sa.ForeignKeyConstraint(
            ["login_id"], ["login_session.id"], name=op.f("fk_notice_login_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_notice_account_id"), ["account_id"], unique=False)
        batch_op.create_index(op.f("ix_notice_login_id"), ["login_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_notice_login_id"))
        batch_op.drop_index(op.f("ix_notice_account_id"))
    op.drop_table("notice")
    with op.batch_alter_table("account", schema=None, recreate="never") as batch_op:
        batch_op.drop_column("passphrase_changed")
