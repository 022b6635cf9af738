"""Check-ins as lines over the weeks and as the last answers side by side. What was not said is a gap, never a zero."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from couples.domain.balance.checkins import MONTH, WEEK
from couples.domain.balance.facts import AnyFact, Rating
from couples.domain.balance.window import week_of, within
from couples.domain.pair import Seat, other
from couples.language import gettext as _

Points = list[float | None]


@dataclass(frozen=True, slots=True)
class Series:
    """One item: a value for each week, oldest first, of the viewer and of the other; and the last of each."""

    title: str
    mine: Points
    theirs: Points

    @property
    def now(self) -> tuple[float | None, float | None]:
        return _last(self.mine), _last(self.theirs)

    @property
    def any(self) -> bool:
        return self.now != (None, None)


def series(facts: Iterable[AnyFact], seat: Seat, now: float, weeks: int) -> list[Series]:
    """Those items of which someone said something in that time."""
    told = _by_week(within(facts, now, weeks * 7).ratings, now)
    found = [
        Series(_(item.text), *(_line(told[measure, item.name, who], weeks) for who in (seat, other(seat))))
        for measure, items in (("week", WEEK), ("month", MONTH))
        for item in items
    ]
    return [each for each in found if each.any]


def _by_week(
    ratings: Iterable[Rating], now: float
) -> Mapping[tuple[str, str, Seat], Mapping[int, list[int]]]:
    """What was said in each week of each item, by each. The exercise "Weekly ten" asks the same four things."""
    told: dict[tuple[str, str, Seat], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for fact in ratings:
        if not fact.guess:
            told[fact.measure, fact.item, fact.seat][week_of(fact.at, now)].append(fact.value)
    return told


def _line(told: Mapping[int, list[int]], weeks: int) -> Points:
    """The mean of each week."""
    return [sum(told[week]) / len(told[week]) if week in told else None for week in range(1 - weeks, 1)]


def _last(points: Points) -> float | None:
    return next((each for each in reversed(points) if each is not None), None)
