"""Someone's own place in the balance: their link, their seat, what both chose and what counts."""

from __future__ import annotations

from dataclasses import dataclass

from couples.balance import queries
from couples.domain.balance.checkins import CheckInKind
from couples.domain.balance.choices import Choices
from couples.domain.balance.facts import Contribution
from couples.domain.balance.window import DAYS, WEEK
from couples.domain.days import DAY
from couples.domain.pair import Pair, Seat, other
from couples.extensions import db
from couples.house import house
from couples.log.stream import Head
from couples.pairing.queries import link_of


@dataclass(frozen=True, slots=True)
class Mine:
    """`both` are the choices of the two by seat; the other's are for working out, never for showing."""

    account_id: str
    head: Head
    seat: Seat
    both: Pair[Choices]

    @property
    def couple_id(self) -> str:
        return self.head.couple_id

    @property
    def choices(self) -> Choices:
        return self.both[self.seat]

    @property
    def names(self) -> Pair[str]:
        """(one's own, the other's)."""
        return Pair(self.head.names[self.seat], self.them)

    @property
    def them(self) -> str:
        return self.head.names[other(self.seat)]

    def contributions(self, now: float, weeks: int) -> list[Contribution]:
        """What the summary and charts of so many weeks are made of."""
        at, charted = now - DAYS * DAY, now - weeks * WEEK
        return queries.contributions(db.session.connection(), self.head, house().keys, at, charted)

    def last_check_ins(self) -> dict[CheckInKind, float]:
        return queries.last_check_ins(db.session.connection(), self.couple_id, self.account_id)


def mine(account_id: str) -> Mine | None:
    """None for who is not linked: a balance is of two."""
    link = link_of(account_id)
    live = house().writer.live(link.stream_id) if link and link.linked else None
    if link is None or live is None:
        return None
    both = queries.choices(db.session.connection(), live.head, house().keys)
    return Mine(account_id, live.head, link.seat, both)
