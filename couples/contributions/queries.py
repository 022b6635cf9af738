"""What a couple's sessions and items said since a time, opened."""

from __future__ import annotations

from sqlalchemy import Connection, select

from couples.contributions.actions import place_in_couple
from couples.contributions.codec import decode
from couples.contributions.models import ContributionRow
from couples.domain.balance.facts import Contribution
from couples.log.stream import Head
from couples.security.keys import Keys
from couples.security.sealing import place, unseal, unwrap

ROW = ContributionRow.__table__.c


def since(
    connection: Connection, head: Head, keys: Keys, at: float, charted: float | None = None
) -> list[Contribution]:
    """In the order in which they happened. What is older than `at`, in seconds since 1970, is not read, but for what is
    drawn over the weeks since `charted`."""
    wanted = ROW.at >= at
    if charted is not None and charted < at:
        wanted |= (ROW.at >= charted) & ROW.charted
    query = (
        select(ROW.about, ROW.seat, ROW.sealed)
        .where(ROW.couple_id == head.couple_id, wanted)
        .order_by(ROW.at, ROW.about, ROW.seat)
    )
    within = place_in_couple(head.couple_id)
    return [
        Contribution(fact, seat or None)
        for about, seat, sealed in connection.execute(query)
        for fact in decode(_opened(head, keys, within + place(about, seat), seat, sealed))
    ]


def _opened(head: Head, keys: Keys, where: bytes, seat: str, sealed: bytes) -> bytes:
    return unwrap(keys, sealed, where) if seat else unseal(head.key, sealed, where)
