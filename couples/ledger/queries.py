"""Where someone's ledgers are."""

from __future__ import annotations

from sqlalchemy import select

from couples.extensions import db
from couples.log.models import Stream
from couples.log.store import stream_of
from couples.pairing.queries import Link, couples_of


def ledger_of(link: Link) -> str:
    return str(stream_of(db.session.connection(), link.couple_id, "ledger"))


def ledgers_of(account_id: str) -> list[str]:
    """Of every couple that someone is or was in."""
    query = select(Stream.id).where(Stream.couple_id.in_(couples_of(account_id)), Stream.kind == "ledger")
    return list(db.session.execute(query).scalars())
