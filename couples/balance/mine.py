"""The balance of two, and someone's own place in it: their link, their seat, what both chose and what counts."""

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
class Two:
    """`both` are the choices of the two by seat: for working out, never for showing to anyone but whose they are."""

    head: Head
    both: Pair[Choices]

    def contributions(self, now: float, weeks: int) -> list[Contribution]:
        """What the summary and charts of so many weeks are made of."""
        at, charted = now - DAYS * DAY, now - weeks * WEEK
        return queries.contributions(db.session.connection(), self.head, house().keys, at, charted)


@dataclass(frozen=True, slots=True)
class Mine(Two):
    account_id: str
    seat: Seat

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

    def last_check_ins(self) -> dict[CheckInKind, float]:
        return queries.last_check_ins(db.session.connection(), self.couple_id, self.account_id)


def mine(account_id: str) -> Mine | None:
    """None for who is not linked: a balance is of two."""
    link = link_of(account_id)
    live = house().writer.live(link.stream_id) if link and link.linked else None
    if link is None or live is None:
        return None
    return Mine(live.head, two(live.head).both, account_id, link.seat)


def two(head: Head) -> Two:
    """Of a couple, by its own stream."""
    return Two(head, queries.choices(db.session.connection(), head, house().keys))
