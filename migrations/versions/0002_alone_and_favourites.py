"""Sessions of one person alone, the tier of a session (for the rest after a deep one), and favourites."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.add_column(sa.Column("account_id", sa.String(length=22), nullable=True))
        batch_op.add_column(sa.Column("tier", sa.Integer(), server_default="1", nullable=False))
        batch_op.alter_column("couple_id", existing_type=sa.String(length=22), nullable=True)
        batch_op.create_foreign_key(op.f("fk_session_account_id"), "account", ["account_id"], ["id"])
        batch_op.create_check_constraint(
            op.f("ck_session_one_owner"), "(couple_id IS NULL) <> (account_id IS NULL)"
        )
        batch_op.create_index(
            op.f("ix_session_account_id_ended_started"), ["account_id", "ended", "started"], unique=False
        )
    op.create_table(
        "favourite",
        sa.Column("account_id", sa.String(length=22), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_favourite_account_id")),
        sa.PrimaryKeyConstraint("account_id", "slug", name=op.f("pk_favourite")),
    )


def downgrade() -> None:
    op.drop_table("favourite")
    op.execute("DELETE FROM session WHERE couple_id IS NULL")
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_session_account_id_ended_started"))
        batch_op.drop_constraint(op.f("ck_session_one_owner"), type_="check")
        batch_op.drop_constraint(op.f("fk_session_account_id"), type_="foreignkey")
        batch_op.alter_column("couple_id", existing_type=sa.String(length=22), nullable=False)
        batch_op.drop_column("tier")
        batch_op.drop_column("account_id")
