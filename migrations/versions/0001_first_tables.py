"""The first tables, and a guard that no event is ever changed once it is written."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# The log is append-only. Rows go only when a whole stream is erased.
GUARD = {
    "sqlite": [
        "CREATE TRIGGER event_is_final BEFORE UPDATE ON event "
        "BEGIN SELECT RAISE(ABORT, 'events are final'); END",
    ],
    "postgresql": [
        "CREATE FUNCTION event_is_final() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'events are final'; END $$",
        "CREATE TRIGGER event_is_final BEFORE UPDATE ON event FOR EACH ROW EXECUTE FUNCTION event_is_final()",
    ],
}


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("name_key", sa.String(length=120), nullable=False),
        sa.Column("passphrase", sa.String(length=160), nullable=False),
        sa.Column("created", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("name_key", name=op.f("uq_account_name_key")),
    )
    op.create_table(
        "couple",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("relation", sa.String(length=16), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("created", sa.Double(), nullable=False),
        sa.Column("ended", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_couple")),
    )
    op.create_table(
        "exercise_copy",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_exercise_copy")),
    )
    op.create_table(
        "invitation",
        sa.Column("couple_id", sa.String(length=22), nullable=False),
        sa.Column("code", sa.LargeBinary(length=32), nullable=False),
        sa.Column("expires", sa.Double(), nullable=False),
        sa.Column("used", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], name=op.f("fk_invitation_couple_id")),
        sa.PrimaryKeyConstraint("couple_id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("code", name=op.f("uq_invitation_code")),
    )
    op.create_table(
        "login_session",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.String(length=22), nullable=False),
        sa.Column("label", sa.String(length=22), nullable=False),
        sa.Column("started", sa.Double(), nullable=False),
        sa.Column("last_used", sa.Double(), nullable=False),
        sa.Column("device", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_login_session_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_session")),
        sa.UniqueConstraint("label", name=op.f("uq_login_session_label")),
    )
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_login_session_account_id"), ["account_id"], unique=False)

    op.create_table(
        "member",
        sa.Column("couple_id", sa.String(length=22), nullable=False),
        sa.Column("seat", sa.String(length=1), nullable=False),
        sa.Column("account_id", sa.String(length=22), nullable=False),
        sa.Column("linked", sa.Double(), nullable=True),
        sa.Column("ended", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_member_account_id")),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], name=op.f("fk_member_couple_id")),
        sa.PrimaryKeyConstraint("couple_id", "seat", name=op.f("pk_member")),
    )
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_member_account_id"), ["account_id"], unique=False)
        batch_op.create_index(
            "uq_member_one_link",
            ["account_id"],
            unique=True,
            sqlite_where=sa.text("ended IS NULL AND linked IS NOT NULL"),
            postgresql_where=sa.text("ended IS NULL AND linked IS NOT NULL"),
        )

    op.create_table(
        "stream",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("couple_id", sa.String(length=22), nullable=True),
        sa.Column("account_id", sa.String(length=22), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_stream_account_id")),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], name=op.f("fk_stream_couple_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stream")),
    )
    with op.batch_alter_table("stream", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stream_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stream_couple_id"), ["couple_id"], unique=False)

    op.create_table(
        "accepted",
        sa.Column("stream_id", sa.String(length=22), nullable=False),
        sa.Column("account_id", sa.String(length=22), nullable=False),
        sa.Column("op", sa.String(length=36), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_accepted_account_id")),
        sa.ForeignKeyConstraint(["stream_id"], ["stream.id"], name=op.f("fk_accepted_stream_id")),
        sa.PrimaryKeyConstraint("stream_id", "account_id", "op", name=op.f("pk_accepted")),
    )
    op.create_table(
        "draft",
        sa.Column("stream_id", sa.String(length=22), nullable=False),
        sa.Column("seat", sa.String(length=1), nullable=False),
        sa.Column("step", sa.String(length=64), nullable=False),
        sa.Column("part", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["stream_id"], ["stream.id"], name=op.f("fk_draft_stream_id")),
        sa.PrimaryKeyConstraint("stream_id", "seat", "step", "part", name=op.f("pk_draft")),
    )
    op.create_table(
        "event",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("stream_id", sa.String(length=22), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=22), nullable=True),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["about"], ["stream.id"], name=op.f("fk_event_about")),
        sa.ForeignKeyConstraint(["stream_id"], ["stream.id"], name=op.f("fk_event_stream_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("stream_id", "version", name=op.f("uq_event_stream_id_version")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_about"), ["about"], unique=False)

    op.create_table(
        "phone",
        sa.Column("login_id", sa.String(length=64), nullable=False),
        sa.Column("stream_id", sa.String(length=22), nullable=False),
        sa.Column("seat", sa.String(length=1), nullable=False),
        sa.Column("covered", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["login_id"], ["login_session.id"], name=op.f("fk_phone_login_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["stream_id"], ["stream.id"], name=op.f("fk_phone_stream_id")),
        sa.PrimaryKeyConstraint("login_id", "stream_id", name=op.f("pk_phone")),
    )
    op.create_table(
        "session",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("couple_id", sa.String(length=22), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("exercise", sa.String(length=64), nullable=False),
        sa.Column("mode", sa.String(length=16), nullable=False),
        sa.Column("started", sa.Double(), nullable=False),
        sa.Column("ready_by", sa.Double(), nullable=True),
        sa.Column("opened", sa.Double(), nullable=True),
        sa.Column("ended", sa.Double(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["couple_id"], ["couple.id"], name=op.f("fk_session_couple_id")),
        sa.ForeignKeyConstraint(["exercise"], ["exercise_copy.digest"], name=op.f("fk_session_exercise")),
        sa.ForeignKeyConstraint(["id"], ["stream.id"], name=op.f("fk_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
    )
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_session_couple_id_ended_started"), ["couple_id", "ended", "started"], unique=False
        )

    op.create_table(
        "words",
        sa.Column("stream_id", sa.String(length=22), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=22), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=True),
        sa.Column("opened", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["about"], ["stream.id"], name=op.f("fk_words_about")),
        sa.ForeignKeyConstraint(["stream_id"], ["stream.id"], name=op.f("fk_words_stream_id")),
        sa.PrimaryKeyConstraint("stream_id", "version", name=op.f("pk_words")),
    )
    with op.batch_alter_table("words", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_words_about"), ["about"], unique=False)

    for statement in GUARD[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER event_is_final ON event")
        op.execute("DROP FUNCTION event_is_final()")
    with op.batch_alter_table("words", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_words_about"))

    op.drop_table("words")
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_couple_id_ended_started"))

    op.drop_table("session")
    op.drop_table("phone")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_about"))

    op.drop_table("event")
    op.drop_table("draft")
    op.drop_table("accepted")
    with op.batch_alter_table("stream", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stream_couple_id"))
        batch_op.drop_index(batch_op.f("ix_stream_account_id"))

    op.drop_table("stream")
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_member_one_link",
            sqlite_where=sa.text("ended IS NULL AND linked IS NOT NULL"),
            postgresql_where=sa.text("ended IS NULL AND linked IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_member_account_id"))

    op.drop_table("member")
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_login_session_account_id"))

    op.drop_table("login_session")
    op.drop_table("invitation")
    op.drop_table("exercise_copy")
    op.drop_table("couple")
    op.drop_table("account")
