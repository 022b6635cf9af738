"""Contributions to the balance, one row for each session and item."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contribution",
        sa.Column("couple_id", sa.String(length=22), nullable=False),
        sa.Column("about", sa.String(length=90), nullable=False),
        sa.Column("seat", sa.String(length=1), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.Column("charted", sa.Boolean(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], name=op.f("fk_contribution_couple_id")),
        sa.PrimaryKeyConstraint("couple_id", "about", "seat", name=op.f("pk_contribution")),
    )
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_contribution_couple_id_at"), ["couple_id", "at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_contribution_couple_id_at"))
    op.drop_table("contribution")
