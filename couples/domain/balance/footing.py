"""Leaning and footing: how much each leans on the other in six areas, and what else they have to stand on there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from couples.domain.balance.checkins import AREAS
from couples.domain.balance.facts import Rating
from couples.domain.days import DAY
from couples.domain.pair import SEATS, Pair, Seat

TOGETHER = 30 * DAY  # both are to have looked within that time


@dataclass(frozen=True, slots=True)
class Stand:
    """One person in one area: `lean` on the other and own `footing`, each 0 to 1. `at` is the later of the two."""

    lean: float
    footing: float
    at: float

    @property
    def parts(self) -> tuple[float, float, float, float]:
        """With footing, without footing, on one's own, without support. They add up to 1."""
        lean, footing = self.lean, self.footing
        return (
            lean * footing,
            lean * (1 - footing),
            (1 - lean) * footing,
            (1 - lean) * (1 - footing),
        )


@dataclass(frozen=True, slots=True)
class Area:
    name: str
    each: Pair[Stand]

    @property
    def net_lean(self) -> float:
        """Seat A's lean less seat B's, -1 to 1."""
        return self.each.a.lean - self.each.b.lean

    @property
    def mutual_lean(self) -> float:
        """The mean of both, 0 to 1."""
        return (self.each.a.lean + self.each.b.lean) / 2


def stands(ratings: Sequence[Rating], seat: Seat) -> dict[str, Stand]:
    """By area, where someone said both: each as they said it last."""
    last: dict[tuple[str, str], Rating] = {}
    for fact in ratings:
        if fact.seat == seat and not fact.guess and fact.measure in ("lean", "footing"):
            key = fact.item, fact.measure
            last[key] = max(last.get(key, fact), fact, key=lambda each: each.at)
    return {
        area.name: Stand(_part(lean), _part(footing), max(lean.at, footing.at))
        for area in AREAS
        if (lean := last.get((area.name, "lean"))) and (footing := last.get((area.name, "footing")))
    }


def areas(ratings: Sequence[Rating]) -> tuple[Area, ...]:
    """Those that both said of, within a month of each other."""
    one, two = (stands(ratings, seat) for seat in SEATS)
    return tuple(
        Area(area.name, Pair(one[area.name], two[area.name]))
        for area in AREAS
        if area.name in one and area.name in two and abs(one[area.name].at - two[area.name].at) <= TOGETHER
    )


def _part(rating: Rating) -> float:
    return rating.value / rating.most
