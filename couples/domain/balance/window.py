"""The window: what counts at a time, and in which week it lies. Nothing older weighs, and nothing in it weighs more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from couples.domain.balance.facts import AnyFact, Fact, Facts
from couples.domain.days import DAY

DAYS = 90
RANGES = (4, 13, 26)  # weeks that charts may look back
WEEK = 7 * DAY


def within(facts: Iterable[AnyFact], now: float, days: float = DAYS) -> Facts:
    """What happened in the last days. What has its day only later is not there yet."""
    first = now - days * DAY
    return Facts.sorted(fact for fact in facts if first <= fact.at <= now)


def days_of(facts: Sequence[Fact]) -> int:
    return len({int(fact.at // DAY) for fact in facts})


def week_of(at: float, now: float) -> int:
    """0 is the week up to now, -1 the one before it."""
    return -int((now - at) // WEEK)
