"""What a counselor says of a session, what they give a couple to practise, and exercises of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("comment", "counselor_note"):
        op.create_table(
            name,
            sa.Column("id", sa.String(length=22), nullable=False),
            sa.Column("couple_id", sa.String(length=22), nullable=False),
            sa.Column("counselor_id", sa.String(length=22), nullable=False),
            sa.Column("session_id", sa.String(length=22), nullable=False),
            sa.Column("step", sa.String(length=64), nullable=False),
            sa.Column("at", sa.Double(), nullable=False),
            sa.Column("sealed", sa.LargeBinary(), nullable=False),
            sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], name=op.f(f"fk_{name}_couple_id")),
            sa.ForeignKeyConstraint(["counselor_id"], ["account.id"], name=op.f(f"fk_{name}_counselor_id")),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        )
    op.create_index(op.f("ix_comment_couple_id_session_id"), "comment", ["couple_id", "session_id"])
    op.create_index(op.f("ix_comment_counselor_id"), "comment", ["counselor_id"])
    op.create_index(
        op.f("ix_counselor_note_counselor_id_session_id"), "counselor_note", ["counselor_id", "session_id"]
    )
    op.create_index(op.f("ix_counselor_note_couple_id"), "counselor_note", ["couple_id"])
    op.create_table(
        "homework",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("counsel_id", sa.String(length=22), nullable=False),
        sa.Column("couple_id", sa.String(length=22), nullable=False),
        sa.Column("counselor_id", sa.String(length=22), nullable=False),
        sa.Column("exercise", sa.String(length=64), nullable=False),
        sa.Column("due", sa.String(length=10), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("session_id", sa.String(length=22), nullable=True),
        sa.Column("seen", sa.Double(), nullable=True),
        sa.Column("put_away", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(["counsel_id"], ["counsel.id"], name=op.f("fk_homework_counsel_id")),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], name=op.f("fk_homework_couple_id")),
        sa.ForeignKeyConstraint(["counselor_id"], ["account.id"], name=op.f("fk_homework_counselor_id")),
        sa.ForeignKeyConstraint(["exercise"], ["exercise_copy.digest"], name=op.f("fk_homework_exercise")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_homework")),
    )
    for column in ("counsel_id", "couple_id", "counselor_id", "session_id"):
        op.create_index(op.f(f"ix_homework_{column}"), "homework", [column])
    op.create_table(
        "counselor_exercise",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("counselor_id", sa.String(length=22), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["counselor_id"], ["account.id"], name=op.f("fk_counselor_exercise_counselor_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counselor_exercise")),
        sa.UniqueConstraint("counselor_id", "digest", name=op.f("uq_counselor_exercise_counselor_id_digest")),
    )


def downgrade() -> None:
    for table in ("counselor_exercise", "homework", "counselor_note", "comment"):
        op.drop_table(table)
