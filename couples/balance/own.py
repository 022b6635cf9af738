"""The check-ins of one person, for their export; gone with their account, and what they chose with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import select

from couples.balance.actions import forget, read_answers
from couples.balance.models import CheckInRow
from couples.domain.balance.checkins import CHECK_INS, CheckIn, key_of
from couples.extensions import db
from couples.house import house
from couples.language import N_
from couples.language import gettext as _
from couples.log.own import Asked, Line, Part, Piece


def _check_ins(asked: Asked) -> Iterator[Piece]:
    query = select(CheckInRow).where(CheckInRow.account_id == asked.account_id).order_by(CheckInRow.at)
    for row in db.session.execute(query).scalars():
        check_in = CHECK_INS[row.kind]
        lines = _lines(check_in, read_answers(house().keys, row))
        yield Piece(_(check_in.title), row.at, tuple(lines), row.id)


def _lines(check_in: CheckIn, answers: Mapping[str, int]) -> Iterator[Line]:
    for scale in check_in.scales:
        for item in scale.items:
            if (point := answers.get(key_of(scale, item))) is not None:
                yield Line(_(scale.ask), _(item.text), _(scale.points[point]))


PARTS = (Part("check_ins", N_("Check-ins"), _check_ins, forget),)
