"""The letters that one person sent, also those of links that have ended."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from couples.extensions import db
from couples.house import house
from couples.language import N_
from couples.language import gettext as _
from couples.letters.actions import forget, letter_place
from couples.letters.models import LetterRow
from couples.log.own import Asked, Line, Part, Piece
from couples.log.store import stream_of
from couples.security.sealing import unseal_words

LABELS = {"text": N_("My letter"), "asked": N_("What I answered")}


def _sent(asked: Asked) -> Iterator[Piece]:
    connection, streams = db.session.connection(), house().writer.streams
    query = select(LetterRow).where(LetterRow.account_id == asked.account_id).order_by(LetterRow.at)
    for row in db.session.execute(query).scalars():
        stream = stream_of(connection, row.couple_id, "couple")
        head = streams.head(connection, stream) if stream else None
        if head is not None:
            words = unseal_words(head.key, row.sealed, letter_place(row.couple_id, row.account_id, row.id))
            lines = (
                Line("", _(LABELS.get(name, name)), str(value)) for name, value in words.items() if value
            )
            yield Piece("", row.at, tuple(lines), row.id)


PARTS = (Part("letters", N_("Letters I sent"), _sent, forget),)
