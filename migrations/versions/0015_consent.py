"""A counselor with a couple, what each of the two gave, and the trail of what was opened."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "counsel",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("counselor_id", sa.String(length=22), nullable=False),
        sa.Column("couple_id", sa.String(length=22), nullable=True),
        sa.Column("code", sa.LargeBinary(length=32), nullable=False),
        sa.Column("phrase", sa.LargeBinary(), nullable=False),
        sa.Column("made", sa.Double(), nullable=False),
        sa.Column("expires", sa.Double(), nullable=False),
        sa.Column("brought", sa.Double(), nullable=True),
        sa.Column("opened", sa.Double(), nullable=True),
        sa.Column("closed", sa.Double(), nullable=True),
        sa.Column("until", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["stream.id"], name=op.f("fk_counsel_id")),
        sa.ForeignKeyConstraint(["counselor_id"], ["account.id"], name=op.f("fk_counsel_counselor_id")),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], name=op.f("fk_counsel_couple_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counsel")),
        sa.UniqueConstraint("code", name=op.f("uq_counsel_code")),
    )
    with op.batch_alter_table("counsel", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_counsel_counselor_id"), ["counselor_id"], unique=False)
        batch_op.create_index(op.f("ix_counsel_couple_id"), ["couple_id"], unique=False)
    op.create_table(
        "consent_answer",
        sa.Column("counsel_id", sa.String(length=22), nullable=False),
        sa.Column("account_id", sa.String(length=22), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["counsel_id"], ["counsel.id"], name=op.f("fk_consent_answer_counsel_id")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_consent_answer_account_id")),
        sa.PrimaryKeyConstraint("counsel_id", "account_id", name=op.f("pk_consent_answer")),
    )
    op.create_table(
        "trail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("couple_id", sa.String(length=22), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("counsel_id", sa.String(length=22), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("about", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], name=op.f("fk_trail_couple_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trail")),
        sa.UniqueConstraint("couple_id", "number", name=op.f("uq_trail_couple_id_number")),
    )
    with op.batch_alter_table("trail", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_trail_couple_id_at"), ["couple_id", "at"], unique=False)
    op.create_table(
        "trail_end",
        sa.Column("couple_id", sa.String(length=22), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], name=op.f("fk_trail_end_couple_id")),
        sa.PrimaryKeyConstraint("couple_id", name=op.f("pk_trail_end")),
    )
    op.create_table(
        "consent_entry",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("counsel_id", sa.String(length=22), nullable=False),
        sa.Column("account_id", sa.String(length=22), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["counsel_id"], ["counsel.id"], name=op.f("fk_consent_entry_counsel_id")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_consent_entry_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_entry")),
    )
    with op.batch_alter_table("consent_entry", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_consent_entry_counsel_id_at"), ["counsel_id", "at"], unique=False)
        batch_op.create_index(op.f("ix_consent_entry_account_id"), ["account_id"], unique=False)


def downgrade() -> None:
    for table in ("consent_entry", "trail_end", "trail", "consent_answer", "counsel"):
        op.drop_table(table)
