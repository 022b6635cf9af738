"""Say: how much each had in what the two decided, by their own word, and whether that was right for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from couples.domain.balance.facts import Rating
from couples.domain.balance.intervals import DRAWN, SAID, of_mean
from couples.domain.balance.rates import Rate, rate
from couples.domain.balance.share import Share
from couples.domain.pair import Pair, Seat, by_seat

DECISIONS, SESSIONS = 6, 2


@dataclass(frozen=True, slots=True)
class Said:
    """One person's own: `say` is the mean over their decisions, 0 to 1."""

    say: float
    decisions: int
    enough: Rate


@dataclass(frozen=True, slots=True)
class Say:
    """Each looked at decisions of their own list, so a session gives one point: the two means, side by side."""

    share: Share
    each: Pair[Said]


def said(ratings: Sequence[Rating], seat: Seat) -> Said | None:
    mine = [fact for fact in ratings if fact.seat == seat]
    says = [fact.value / fact.most for fact in mine if fact.measure == "say"]
    if len(says) < DECISIONS:
        return None
    enough = rate([fact.value == fact.most for fact in mine if fact.measure == "enough"])
    return Said(sum(says) / len(says), len(says), enough)


def say(ratings: Sequence[Rating]) -> Say | None:
    together = _by_both(ratings)
    each = by_seat(lambda seat: said(together, seat))
    points = _points(together)
    if each.a is None or each.b is None or len(points) < SESSIONS:
        return None
    drawn, sure = of_mean(points, DRAWN), of_mean(points, SAID)
    whole = sum(points) / len(points)
    decisions = Pair(float(each.a.decisions), float(each.b.decisions))
    events = tuple(fact for fact in together if fact.measure == "say")
    return Say(Share("say", whole, drawn, sure, decisions, events), Pair(each.a, each.b))


def _by_both(ratings: Sequence[Rating]) -> list[Rating]:
    """Those of sessions in which both looked at decisions: what only one looked at has nothing to stand beside."""
    says = [each for each in ratings if each.measure == "say"]
    looked = by_seat(lambda seat: {each.about for each in says if each.seat == seat})
    return [each for each in ratings if each.about in looked.a & looked.b]


def _points(together: Sequence[Rating]) -> list[float]:
    """Seat A's part of each session. Where both had none, somebody else decided, and it counts for neither."""
    by_session: dict[str, Pair[list[float]]] = {}
    for fact in together:
        if fact.measure == "say":
            by_session.setdefault(fact.about, Pair([], []))[fact.seat].append(fact.value / fact.most)
    means = [each.map(lambda says: sum(says) / len(says)) for each in by_session.values()]
    return [each.a / (each.a + each.b) for each in means if each.any()]
