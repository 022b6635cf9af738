"""A new key for each two who share something, and all that was sealed under their old one sealed anew under it.

A key that stayed the same under a new lock would still be the one in old backups: whoever has such a backup and today's
key could read there what one of the two has deleted since.

What is not in this list would not open any more. tests/upkeep/test_couple_keys.py says which files use a couple's key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select, update

from couples.contributions.actions import contribution_place
from couples.contributions.models import ContributionRow
from couples.homework.actions import why_place
from couples.homework.models import HomeworkRow
from couples.letters.actions import letter_place
from couples.letters.models import LetterRow
from couples.log.rows import STREAM, WORDS, key_place, words_place
from couples.pairing.models import Couple
from couples.pairing.queries import couple_key_place
from couples.remarks.actions import comment_place
from couples.remarks.models import CommentRow
from couples.security.keys import Keys
from couples.security.sealing import new_key, seal, unseal, unwrap, wrap
from couples.upkeep.sealed import Sealed, column, there

_OWNER = STREAM.c.couple_id.label("owner")
_OF_COUPLES = WORDS.join(STREAM, STREAM.c.id == WORDS.c.about)

SHARED = (
    # Words that were shared at once: under the couple's key themselves.
    Sealed(
        WORDS.c.sealed,
        lambda row: words_place(row.stream_id, row.version, row.owner),
        extra=[_OWNER],
        source=_OF_COUPLES,
        only=WORDS.c.opened.is_(True) & WORDS.c.wrapped.is_(None),
    ),
    # Words that were opened later have a key of their own, which is under the couple's.
    Sealed(
        WORDS.c.wrapped,
        lambda row: key_place(row.stream_id, row.version, row.owner),
        extra=[_OWNER],
        source=_OF_COUPLES,
        only=WORDS.c.opened.is_(True),
    ),
    Sealed(
        column(ContributionRow, "sealed"),
        lambda row: contribution_place(row.couple_id, row.about, row.seat),
        extra=[column(ContributionRow, "couple_id").label("owner")],
        only=column(ContributionRow, "seat") == "",
    ),
    Sealed(
        column(LetterRow, "sealed"),
        lambda row: letter_place(row.owner, row.account_id, row.id),
        extra=[column(LetterRow, "account_id"), column(LetterRow, "couple_id").label("owner")],
    ),
    Sealed(
        column(CommentRow, "sealed"),
        lambda row: comment_place(row.owner, row.counselor_id, row.id),
        extra=[column(CommentRow, "counselor_id"), column(CommentRow, "couple_id").label("owner")],
    ),
    Sealed(
        column(HomeworkRow, "sealed"),
        lambda row: why_place(row.owner, row.id),
        extra=[column(HomeworkRow, "couple_id").label("owner")],
    ),
)


def renew(connection: Connection, keys: Keys) -> int:
    """How many couples have a new key now. Raises SealBroken."""
    old = {id: unwrap(keys, key, couple_key_place(id)) for id, key in _stored(connection)}
    new = {id: new_key() for id in old}
    for each in there(connection, SHARED):
        for rows in each.rows(connection):
            each.put(connection, [(row, _again(row, each, old, new)) for row in rows])
    for id, key in new.items():
        wrapped = wrap(keys, key, couple_key_place(id))
        connection.execute(update(Couple).where(Couple.id == id).values(key=wrapped))
    return len(new)


def _stored(connection: Connection) -> Sequence[Any]:
    return connection.execute(select(Couple.id, Couple.key)).all()


def _again(row: Any, each: Sealed, old: Mapping[str, bytes], new: Mapping[str, bytes]) -> bytes:
    where = each.where(row)
    return seal(new[row.owner], unseal(old[row.owner], row.sealed, where), where)
