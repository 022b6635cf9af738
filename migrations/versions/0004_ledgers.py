"""A ledger for each couple that is or was linked."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run = op.get_bind().execute
    couples = run(sa.text("SELECT DISTINCT couple_id FROM member WHERE linked IS NOT NULL")).scalars().all()
    for couple in couples:
        run(
            sa.text("INSERT INTO stream (id, kind, couple_id, version) VALUES (:id, 'ledger', :couple, 0)"),
            {"id": secrets.token_urlsafe(16), "couple": couple},
        )


def downgrade() -> None:
    run = op.get_bind().execute
    for statement in (
        "DELETE FROM words WHERE about IN (SELECT id FROM stream WHERE kind = 'ledger')",
        "DELETE FROM draft WHERE stream_id IN (SELECT id FROM stream WHERE kind = 'ledger')",
        "DELETE FROM accepted WHERE stream_id IN (SELECT id FROM stream WHERE kind = 'ledger')",
        "DELETE FROM event WHERE about IN (SELECT id FROM stream WHERE kind = 'ledger')",
        "DELETE FROM event WHERE stream_id IN (SELECT id FROM stream WHERE kind = 'ledger')",
        "DELETE FROM stream WHERE kind = 'ledger'",
    ):
        run(sa.text(statement))
