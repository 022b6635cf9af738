"""Practice that a counselor gives two people: what must be said with it, and which of several comes next.

A day is named so that there is one; nothing is ever late.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from couples.domain.days import a_day
from couples.domain.refusal import Refusal, invalid

DAYS = 365  # the furthest day that may be named
LINE = 300  # characters of why


class Dated(Protocol):
    @property
    def due(self) -> str: ...


T = TypeVar("T", bound=Dated)


def worded(due: str, why: str, now: float) -> tuple[str, str] | Refusal:
    """(day, one line of why)."""
    line = " ".join(why.split())
    if not (day := a_day(due, now, DAYS)):
        return invalid("Choose a day, within a year.", "due")
    if not line:
        return invalid("Say in one line what it is for. They both read it.", "why")
    if len(line) > LINE:
        values = {"most": LINE, "count": len(line)}
        return invalid("Say it in %(most)s characters at most. There are %(count)s.", "why", **values)
    return day, line


def next_of(given: Iterable[T], today: str) -> T | None:
    """The nearest day to come; where all have passed, the latest of them."""
    sorted_ = sorted(given, key=lambda each: each.due)
    ahead = [each for each in sorted_ if each.due >= today]
    return next(iter(ahead or sorted_[-1:]), None)
