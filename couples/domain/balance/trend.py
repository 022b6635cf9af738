"""Trend: whether a strand has been changing, from one value a week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from couples.domain.balance.facts import Start, Talk
from couples.domain.balance.intervals import slope
from couples.domain.balance.window import week_of

Trend = Literal["", "maybe", "changing"]
MAYBE, SURE, MOVE, AGREE = 6, 8, 0.10, 0.80


def trend(weeks: Mapping[int, float]) -> tuple[Trend, float]:
    """(what may be said, by how much it moved) of values 0 to 1 by week. Weeks without a value are not there."""
    if len(weeks) < MAYBE:
        return "", 0.0
    points = [(float(week), value) for week, value in sorted(weeks.items())]
    found, agreement = slope(points)
    moved = found * (points[-1][0] - points[0][0])
    if abs(moved) < MOVE or agreement < AGREE:
        return "", moved
    return ("changing" if len(points) >= SURE else "maybe"), moved


def weekly_airtime(talks: Sequence[Talk], now: float, *, typed: bool) -> dict[int, float]:
    """Seat A's share of each week's speaking."""
    used: dict[int, list[float]] = {}
    for talk in talks:
        if talk.typed == typed and talk.used.all():
            week = used.setdefault(week_of(talk.at, now), [0.0, 0.0])
            week[0] += talk.used.a
            week[1] += talk.used.b
    return {week: one / (one + two) for week, (one, two) in used.items()}


def weekly_starting(starts: Sequence[Start], now: float) -> dict[int, float]:
    """Seat A's share of each week's starts."""
    seats: dict[int, list[bool]] = {}
    for start in starts:
        seats.setdefault(week_of(start.at, now), []).append(start.seat == "A")
    return {week: sum(each) / len(each) for week, each in seats.items()}
