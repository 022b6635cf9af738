"""What a couple's sessions and items said since a time, opened."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from couples.contributions.actions import contribution_place
from couples.contributions.codec import decode
from couples.contributions.models import ContributionRow
from couples.domain.balance.facts import Contribution
from couples.domain.pair import Seat
from couples.log.stream import Head
from couples.security.keys import Keys
from couples.security.sealing import unseal, unwrap

ROW = ContributionRow.__table__.c


def since(connection: Connection, head: Head, keys: Keys, at: float) -> list[Contribution]:
    """In the order in which they happened. `at` in seconds since 1970; what is older is not read."""
    query = (
        select(ROW.about, ROW.seat, ROW.sealed)
        .where(ROW.couple_id == head.couple_id, ROW.at >= at)
        .order_by(ROW.at, ROW.about, ROW.seat)
    )
    rows = connection.execute(query)
    return [each for row in rows for each in _opened(head, keys, row.about, row.seat, row.sealed)]


def _opened(head: Head, keys: Keys, about: str, seat: Seat | str, sealed: bytes) -> Iterator[Contribution]:
    where = contribution_place(head.couple_id, about, seat)
    only: Seat | None = "A" if seat == "A" else "B" if seat == "B" else None
    encoded = unwrap(keys, sealed, where) if only else unseal(head.key, sealed, where)
    return (Contribution(fact, only) for fact in decode(encoded))
