"""Send a letter, take it back. Every write goes through the writer."""

from __future__ import annotations

import time

from sqlalchemy import delete, insert, or_

from couples.accounts.actions import new_id
from couples.letters.models import LetterRow
from couples.log.batch import Batch
from couples.log.own import Going
from couples.log.writer import Writer
from couples.pairing.queries import is_linked
from couples.security.sealing import Words, place, seal_words


def letter_place(couple_id: str, account_id: str, id: str) -> bytes:
    return place("letter", "sealed", couple_id, account_id, id)


def send(writer: Writer, couple_id: str, key: bytes, account_id: str, words: Words) -> str | None:
    """The letter's id, or None when the two are not linked any more."""
    id = new_id()
    row = {
        "id": id,
        "couple_id": couple_id,
        "account_id": account_id,
        "at": time.time(),
        "sealed": seal_words(key, words, letter_place(couple_id, account_id, id)),
    }

    def act(batch: Batch) -> str | None:
        if not is_linked(batch.connection, account_id, couple_id):
            return None
        batch.connection.execute(insert(LetterRow), row)
        return id

    return writer.run(act)


def take_back(writer: Writer, account_id: str, id: str) -> bool:
    """Whether there was one of theirs."""
    mine = delete(LetterRow).where(LetterRow.id == id, LetterRow.account_id == account_id)
    return writer.run(lambda batch: batch.connection.execute(mine).rowcount == 1)


def forget(batch: Batch, going: Going) -> None:
    """What someone sent, and all of couples where nobody is left."""
    theirs = or_(LetterRow.account_id == going.account_id, LetterRow.couple_id.in_(going.left_empty))
    batch.connection.execute(delete(LetterRow).where(theirs))
