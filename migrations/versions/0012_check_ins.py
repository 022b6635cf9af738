"""Check-ins, and what each person chose about the balance."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "check_in",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("couple_id", sa.String(length=22), nullable=False),
        sa.Column("account_id", sa.String(length=22), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], name=op.f("fk_check_in_couple_id")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_check_in_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in")),
    )
    with op.batch_alter_table("check_in", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_check_in_couple_id_at"), ["couple_id", "at"], unique=False)
        batch_op.create_index(
            op.f("ix_check_in_account_id_kind_at"), ["account_id", "kind", "at"], unique=False
        )
    op.create_table(
        "balance_choices",
        sa.Column("couple_id", sa.String(length=22), nullable=False),
        sa.Column("account_id", sa.String(length=22), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], name=op.f("fk_balance_choices_couple_id")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_balance_choices_account_id")),
        sa.PrimaryKeyConstraint("couple_id", "account_id", name=op.f("pk_balance_choices")),
    )


def downgrade() -> None:
    op.drop_table("balance_choices")
    with op.batch_alter_table("check_in", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_check_in_account_id_kind_at"))
        batch_op.drop_index(op.f("ix_check_in_couple_id_at"))
    op.drop_table("check_in")
