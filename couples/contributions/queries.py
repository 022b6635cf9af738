"""What a couple's sessions and items said since a time, opened."""

from __future__ import annotations

from functools import partial

from sqlalchemy import Connection, select

from couples.contributions.actions import place_in_couple
from couples.contributions.codec import decode
from couples.contributions.models import ContributionRow
from couples.domain.balance.facts import Contribution
from couples.log.stream import Head
from couples.security.keys import Keys
from couples.security.sealing import opener, place, unwrap

ROW = ContributionRow.__table__.c


def since(
    connection: Connection, head: Head, keys: Keys, at: float, charted: float | None = None
) -> list[Contribution]:
    """In the order in which they happened. What is older than `at`, in seconds since 1970, is not read, but for what is
    drawn over the weeks since `charted`."""
    wanted = ROW.at >= at
    if charted is not None and charted < at:
        # SQLite walks an index no further than to what it is told beside an "or".
        wanted = (ROW.at >= charted) & (wanted | ROW.charted)
    query = (
        select(ROW.about, ROW.seat, ROW.sealed)
        .where(ROW.couple_id == head.couple_id, wanted)
        .order_by(ROW.at, ROW.about, ROW.seat)
    )
    within, shared, own = place_in_couple(head.couple_id), opener(head.key), partial(unwrap, keys)
    return [
        Contribution(fact, seat or None)
        for about, seat, sealed in connection.execute(query).all()
        for fact in decode((own if seat else shared)(sealed, within + place(about, seat)))
    ]
