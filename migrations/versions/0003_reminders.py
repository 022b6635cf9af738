"""Reminders: what is due, and how each person wants to hear of it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=22), nullable=False),
        sa.Column("about", sa.String(length=120), nullable=False),
        sa.Column("due", sa.Double(), nullable=False),
        sa.Column("claimed_at", sa.Double(), nullable=True),
        sa.Column("done_at", sa.Double(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_job_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("account_id", "about", name=op.f("uq_job_account_id_about")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_job_about"), ["about"], unique=False)
        batch_op.create_index(op.f("ix_job_due"), ["due"], unique=False)
    op.create_table(
        "reminder_choice",
        sa.Column("account_id", sa.String(length=22), nullable=False),
        sa.Column("on", sa.Boolean(), nullable=False),
        sa.Column("email", sa.LargeBinary(), nullable=True),
        sa.Column("quiet_from", sa.Integer(), nullable=False),
        sa.Column("quiet_to", sa.Integer(), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("feed", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_reminder_choice_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_reminder_choice")),
        sa.UniqueConstraint("feed", name=op.f("uq_reminder_choice_feed")),
    )


def downgrade() -> None:
    op.drop_table("reminder_choice")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_job_due"))
        batch_op.drop_index(op.f("ix_job_about"))
    op.drop_table("job")
