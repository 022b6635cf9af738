"""What a counselor gave couples to practise and the exercises they wrote, for their own export.

A line of why belongs to the couple's shared side, so it comes along while that couple shares with them.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from couples.consent.queries import of_counselor
from couples.content import pack
from couples.extensions import db
from couples.homework.actions import forget
from couples.homework.queries import of_counsel, own_exercises
from couples.house import house
from couples.language import N_
from couples.language import gettext as _
from couples.log.own import Asked, Line, Part, Piece
from couples.pairing.queries import couple_head


def _given(asked: Asked) -> Iterator[Piece]:
    connection, keys, now = db.session.connection(), house().keys, time.time()
    for counsel in of_counselor(connection, keys, asked.account_id):
        head = couple_head(connection, counsel.couple_id, keys) if counsel.grant(now) else None
        for each in of_counsel(connection, head, counsel.id) if head else ():
            lines = (Line("", _("For"), each.due), Line("", _("Why"), each.why))
            yield Piece(each.exercise.title, each.at, lines, each.id)


def _written(asked: Asked) -> Iterator[Piece]:
    for each in own_exercises(db.session.connection(), asked.account_id):
        line = Line("", _("The exercise"), pack(each.exercise)[1].decode())
        yield Piece(each.exercise.title, each.at, (line,), each.id)


PARTS = (
    Part("practice", N_("What I gave couples to practise"), _given, forget),
    Part("exercises_written", N_("Exercises I wrote"), _written),
)
