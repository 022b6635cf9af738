"""View gap: how each sees the other, beside how the other sees it. And shares of work that each claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from couples.domain.balance.facts import Rating
from couples.domain.pair import Pair, Seat, by_seat, other

LEAST = 6


@dataclass(frozen=True, slots=True)
class Guessed:
    """One person's guesses: `accuracy` 0 to 1; `tilt` -1 to 1, above 0 where they guess too high; so many `pairs`."""

    accuracy: float
    tilt: float
    pairs: int


@dataclass(frozen=True, slots=True)
class ViewGap:
    """`each` is None where there are too few guesses, and claims alone are told.

    `claims` are of the latest time that both named their share of each kind of work: percent beyond 100 together.
    """

    each: Pair[Guessed] | None
    claims: tuple[tuple[str, int], ...]


def view_gap(ratings: Sequence[Rating]) -> ViewGap | None:
    gaps = by_seat(lambda seat: list(_gaps(ratings, seat)))
    enough, claimed = min(gaps.map(len)) >= LEAST, claims(ratings)
    return ViewGap(gaps.map(_guessed) if enough else None, claimed) if enough or claimed else None


def claims(ratings: Sequence[Rating]) -> tuple[tuple[str, int], ...]:
    told: dict[tuple[str, str], Pair[float | None]] = {}
    for fact in sorted(ratings, key=lambda fact: fact.at):
        if fact.measure == "share":
            what = fact.about, fact.item
            told[what] = told.get(what, Pair(None, None)).put(fact.seat, fact.value / fact.most)
    named = [
        (about, item, each.a + each.b)
        for (about, item), each in told.items()
        if each.a is not None and each.b is not None
    ]
    latest = named[-1][0] if named else ""
    return tuple((item, round(100 * share) - 100) for about, item, share in named if about == latest)


def _gaps(ratings: Sequence[Rating], seat: Seat) -> Iterator[float]:
    """Guess less answer, each -1 to 1, of all that this seat guessed and the other answered at the same time.

    Whoever says something twice at one time means what they said last.
    """
    in_order = sorted(ratings, key=lambda fact: fact.at)
    answers = {_what(fact): fact for fact in in_order if fact.seat == other(seat) and not fact.guess}
    guesses = {_what(fact): fact for fact in in_order if fact.seat == seat and fact.guess}
    for what, guess in guesses.items():
        if answer := answers.get(what):
            yield (guess.value - answer.value) / guess.most


def _what(fact: Rating) -> tuple[str, str, str]:
    return fact.about, fact.measure, fact.item


def _guessed(gaps: Sequence[float]) -> Guessed:
    return Guessed(1 - sum(map(abs, gaps)) / len(gaps), sum(gaps) / len(gaps), len(gaps))
