"""What a counselor wrote about sessions, for their own export; and all of it gone with their account.

Comments belong to the couple's shared side, so they come along while that couple shares with them. Notes are the
counselor's alone, and always come along.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from couples.consent.queries import of_counselor
from couples.extensions import db
from couples.house import house
from couples.language import N_
from couples.language import gettext as _
from couples.log.own import Asked, Line, Part, Piece
from couples.pairing.queries import couple_head
from couples.remarks.actions import forget
from couples.remarks.queries import comments_by, notes


def _comments(asked: Asked) -> Iterator[Piece]:
    connection, keys, now = db.session.connection(), house().keys, time.time()
    for counsel in of_counselor(connection, keys, asked.account_id):
        grant = counsel.grant(now)
        head = couple_head(connection, counsel.couple_id, keys) if grant else None
        for each in comments_by(connection, head, asked.account_id) if head else ():
            if grant and grant.shows_session(each.session):
                yield Piece(_("My comment"), each.at, (Line("", _("For both"), each.text),), each.id)


def _notes(asked: Asked) -> Iterator[Piece]:
    for each in notes(db.session.connection(), house().keys, asked.account_id):
        yield Piece(_("My note"), each.at, (Line("", _("Only for me"), each.text),), each.id)


PARTS = (
    Part("comments", N_("What I wrote to couples"), _comments, forget),
    Part("notes", N_("My own notes about sessions"), _notes),
)
