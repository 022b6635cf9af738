"""Streams of a couple by their kind, so that the one that is looked for with every page is found at once."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("stream", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_stream_couple_id"))
        batch_op.create_index(op.f("ix_stream_couple_id_kind"), ["couple_id", "kind"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("stream", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_stream_couple_id_kind"))
        batch_op.create_index(op.f("ix_stream_couple_id"), ["couple_id"], unique=False)
