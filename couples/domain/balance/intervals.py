"""Intervals: how far off a number may well be. Closed forms with a source; checked against SciPy in the tests.

Levels are parts of one: 0.8 is drawn, and only on 0.95 is something said.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist

DRAWN, SAID = 0.80, 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    low: float
    high: float

    @property
    def width(self) -> float:
        return self.high - self.low

    def within(self, low: float, high: float) -> bool:
        return low <= self.low and self.high <= high

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high

    def turned(self) -> Interval:
        """The same of the other of the two, where the value is a share."""
        return Interval(1 - self.high, 1 - self.low)


def wilson(x: float, n: int, level: float) -> Interval:
    """Of a share x/n, from 0 to 1, with n at least 1. The score interval of Wilson (1927)."""
    z = _z(level)
    share, spread = x / n, z * z / n
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * math.sqrt(share * (1 - share) / n + spread / (4 * n))
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def newcombe(x1: int, n1: int, x2: int, n2: int, level: float) -> Interval:
    """Of the difference x1/n1 - x2/n2, from -1 to 1. Newcombe (1998), method 10: two Wilson intervals joined."""
    one, two = wilson(x1, n1, level), wilson(x2, n2, level)
    first, second = x1 / n1, x2 / n2
    low = math.hypot(first - one.low, two.high - second)
    high = math.hypot(one.high - first, second - two.low)
    return Interval(first - second - low, first - second + high)


def of_share(points: Sequence[tuple[float, float]], level: float) -> Interval:
    """Of the share of all that the first took, from 0 to 1, with at least 2 points (first, second).

    Leaves out one point at a time (Quenouille 1956, Tukey 1958), with Student's t for the few there are.
    """
    first, second = sum(one for one, _ in points), sum(two for _, two in points)
    whole = first + second
    return _jackknife(first / whole, [(first - one) / (whole - one - two) for one, two in points], level)


def of_mean(values: Sequence[float], level: float) -> Interval:
    """Of the mean of values from 0 to 1, at least 2 of them. Leaves out one at a time, as `of_share` does."""
    total, others = sum(values), len(values) - 1
    return _jackknife(total / len(values), [(total - value) / others for value in values], level)


def slope(values: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """(slope, agreement) of points (when, value), at least 2 of them, each at a time of its own.

    The median of the slopes between all pairs (Theil 1950, Sen 1968), and the part of those pairs, 0 to 1, whose slope
    has its sign.
    """
    slopes = sorted(
        (later - earlier) / (then - now)
        for at, (now, earlier) in enumerate(values)
        for then, later in values[at + 1 :]
    )
    middle = len(slopes) // 2
    found = slopes[middle] if len(slopes) % 2 else (slopes[middle - 1] + slopes[middle]) / 2
    return found, sum(each * found > 0 for each in slopes) / len(slopes)


def _jackknife(whole: float, parts: Sequence[float], level: float) -> Interval:
    """`parts` are the estimates with one point left out each."""
    n, middle = len(parts), sum(parts) / len(parts)
    spread = math.sqrt((n - 1) / n * sum((each - middle) ** 2 for each in parts))
    half = t_quantile((1 + level) / 2, n - 1) * spread
    return Interval(max(0.0, whole - half), min(1.0, whole + half))


@cache
def _z(level: float) -> float:
    return NormalDist().inv_cdf((1 + level) / 2)


@cache
def t_quantile(p: float, freedom: int) -> float:
    """The value that Student's t with so many degrees of freedom stays below with probability p, 0.5 to 1."""
    low, high = 0.0, 1.0
    while _t_below(high, freedom) < p:
        high *= 2
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if _t_below(middle, freedom) < p else (low, middle)
    return high


def _t_below(t: float, freedom: int) -> float:
    """Student's t: finite sums, exact for whole degrees of freedom (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4)."""
    angle = math.atan(t / math.sqrt(freedom))
    square, odd = math.cos(angle) ** 2, freedom % 2
    term = total = math.cos(angle) if odd else 1.0
    for k in range(3 if odd else 2, freedom - 1, 2):
        term *= square * (k - 1) / k
        total += term
    if not odd:
        return 0.5 + math.sin(angle) * total / 2
    return 0.5 + (angle + (math.sin(angle) * total if freedom > 1 else 0.0)) / math.pi
