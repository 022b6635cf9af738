"""Reads of letters, while the two are linked and not one moment longer."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from couples.extensions import db
from couples.letters.actions import letter_place
from couples.letters.models import LetterRow
from couples.pairing.queries import Link
from couples.security.sealing import Words, unseal_words

PAGE = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A letter as a list shows it: whose it is and when it was sent."""

    id: str
    mine: bool
    at: float


def lines(link: Link, account_id: str, count: int = PAGE) -> list[Line]:
    query = (
        select(LetterRow.id, LetterRow.account_id, LetterRow.at)
        .where(LetterRow.couple_id == link.couple_id)
        .order_by(LetterRow.at.desc())
        .limit(count)
    )
    return [Line(row.id, row.account_id == account_id, row.at) for row in db.session.execute(query)]


def one(link: Link, key: bytes, id: str, account_id: str) -> tuple[Line, Words] | None:
    """A letter between these two, and its words."""
    query = select(LetterRow).where(LetterRow.id == id, LetterRow.couple_id == link.couple_id)
    row = db.session.execute(query).scalar_one_or_none()
    if row is None:
        return None
    words = unseal_words(key, row.sealed, letter_place(row.couple_id, row.account_id, row.id))
    return Line(row.id, row.account_id == account_id, row.at), words
