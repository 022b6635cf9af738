"""Rates of each: how often someone was heard, got an answer, got what they asked for. Level and difference both count:
two low rates are equal, and not fine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from couples.domain.balance.facts import AnyFact, Fact, Hearing, Limit, Request
from couples.domain.balance.intervals import DRAWN, SAID, Interval, newcombe, of_mean
from couples.domain.pair import Pair, Seat, by_seat

LEAST = 6  # of each


@dataclass(frozen=True, slots=True)
class Rate:
    """`yes` of `of`; `yes` may hold halves."""

    yes: float
    of: int

    @property
    def part(self) -> float:
        return self.yes / self.of


@dataclass(frozen=True, slots=True)
class Rates:
    """`drawn` and `said` are of the difference: seat A's rate less seat B's, -1 to 1."""

    name: str
    each: Pair[Rate]
    drawn: Interval
    said: Interval
    events: tuple[AnyFact, ...]

    @property
    def state(self) -> Literal["differs", "unclear"]:
        return "unclear" if self.said.holds(0.0) else "differs"

    @property
    def higher(self) -> Seat | None:
        if self.state == "unclear":
            return None
        return "A" if self.each.a.part > self.each.b.part else "B"


@dataclass(frozen=True, slots=True, kw_only=True)
class Met(Fact):
    """How far someone's request was met, by their own review: 0, a half or 1.

    Whether it was answered is another strand, which may be hidden while this one is not.
    """

    seat: Seat
    met: float


@dataclass(frozen=True, slots=True)
class Means:
    """How much of what each asked for was met, by their own review: 0, a half or 1. `drawn` is each one's own."""

    name: str
    each: Pair[Rate]
    drawn: Pair[Interval]
    events: tuple[Met, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """Limits of one person that they looked at: kept, kept in part, not kept."""

    kept: int
    partly: int
    reviewed: int
    heard: int
    shared: int


def heard(hearings: Sequence[Hearing]) -> Rates | None:
    """Statements of each that were said back so that they said "yes, that's it", within three tries."""
    return _rates("heard", [(fact, fact.heard) for fact in hearings])


def answered(requests: Sequence[Request]) -> Rates | None:
    """Requests of each that got an honest answer by their day. Yes, yes if, and no all count."""
    # How far they were met is another strand, which may be hidden while this one is not.
    asked = [replace(fact, met=None) for fact in requests]
    return _rates("answered", [(fact, fact.answered) for fact in asked])


def met(requests: Sequence[Request]) -> Means | None:
    reviews = tuple(
        Met(at=fact.at, about=fact.about, seat=fact.seat, met=fact.met)
        for fact in requests
        if fact.met is not None
    )
    values = by_seat(lambda seat: [each.met for each in reviews if each.seat == seat])
    if min(values.map(len)) < LEAST:
        return None
    drawn = values.map(lambda each: of_mean(each, DRAWN))
    return Means("met", values.map(lambda each: Rate(sum(each), len(each))), drawn, reviews)


def limits(shared: Sequence[Limit], seat: Seat) -> Kept | None:
    """Plain counts of one person's limits. No longer needed is in none of them."""
    mine = [fact for fact in shared if fact.seat == seat]
    looked_at = [fact.kept for fact in mine if fact.kept is not None]
    if not looked_at:
        return None
    return Kept(
        kept=looked_at.count(1.0),
        partly=looked_at.count(0.5),
        reviewed=len(looked_at),
        heard=sum(fact.heard for fact in mine),
        shared=len(mine),
    )


def rate(found: Sequence[bool]) -> Rate:
    return Rate(sum(found), len(found))


def _rates(name: str, found: Sequence[tuple[Hearing, bool]] | Sequence[tuple[Request, bool]]) -> Rates | None:
    each = by_seat(lambda seat: rate([yes for fact, yes in found if fact.seat == seat]))
    if min(each.a.of, each.b.of) < LEAST:
        return None
    counts = (int(each.a.yes), each.a.of, int(each.b.yes), each.b.of)
    events = tuple(fact for fact, _ in found)
    return Rates(name, each, newcombe(*counts, DRAWN), newcombe(*counts, SAID), events)
