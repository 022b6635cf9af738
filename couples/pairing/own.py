"""The links that one person has or had: when, and of what kind. Not with whom: that is the other's."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from couples.extensions import db
from couples.language import N_
from couples.language import gettext as _
from couples.log.own import Asked, Line, Part, Piece, day_of
from couples.pairing.leave import forget
from couples.pairing.models import Couple, Member


def _links(asked: Asked) -> Iterator[Piece]:
    query = (
        select(Couple.relation, Member.linked, Member.ended)
        .join(Member, Member.couple_id == Couple.id)
        .where(Member.account_id == asked.account_id, Member.linked.is_not(None))
        .order_by(Member.linked)
    )
    for row in db.session.execute(query):
        told = (
            (_("As"), row.relation),
            (_("Linked"), day_of(row.linked)),
            (_("Ended"), day_of(row.ended) if row.ended else ""),
        )
        yield Piece("", row.linked, tuple(Line("", label, said) for label, said in told if said))


PARTS = (Part("links", N_("Links"), _links, forget),)
