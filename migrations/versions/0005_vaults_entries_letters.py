"""Vaults that only their owner opens, what is written in them, and copies that were opened to the other."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "vault_lock",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("account_id", sa.String(length=22), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=False),
        sa.Column("cost", sa.String(length=40), nullable=False),
        sa.Column("proof", sa.LargeBinary(length=32), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_vault_lock_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vault_lock")),
        sa.UniqueConstraint("proof", name=op.f("uq_vault_lock_proof")),
    )
    with op.batch_alter_table("vault_lock", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_vault_lock_account_id"), ["account_id"], unique=False)
    op.create_table(
        "entry",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("account_id", sa.String(length=22), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Double(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_entry_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
    )
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_entry_account_id_changed"), ["account_id", "changed"], unique=False)
    op.create_table(
        "letter",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("couple_id", sa.String(length=22), nullable=False),
        sa.Column("account_id", sa.String(length=22), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], name=op.f("fk_letter_couple_id")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_letter_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_letter_account_id"), ["account_id"], unique=False)
        batch_op.create_index(op.f("ix_letter_couple_id_at"), ["couple_id", "at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_letter_couple_id_at"))
        batch_op.drop_index(op.f("ix_letter_account_id"))
    op.drop_table("letter")
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_entry_account_id_changed"))
    op.drop_table("entry")
    with op.batch_alter_table("vault_lock", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_vault_lock_account_id"))
    op.drop_table("vault_lock")
