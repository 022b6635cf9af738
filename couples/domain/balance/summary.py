"""The summary: what each strand says of the last 90 days, for both together or for one alone. No total, no score."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from couples.domain.balance import rates, share
from couples.domain.balance.choices import LIMITS, STRANDS, Choices, for_both
from couples.domain.balance.facts import Contribution, Facts, Limit
from couples.domain.balance.footing import Area, Stand, areas, stands
from couples.domain.balance.rates import Kept, Means, Rate, Rates
from couples.domain.balance.say import Said, Say, said, say
from couples.domain.balance.share import Share
from couples.domain.balance.trend import Trend, trend, weekly_airtime, weekly_starting
from couples.domain.balance.view_gap import ViewGap, view_gap
from couples.domain.balance.window import within
from couples.domain.pair import Pair, Seat, by_seat


@dataclass(frozen=True, slots=True)
class Limits:
    """What each lets the other see of how their own limits were kept. Never one number for both."""

    each: Pair[Kept | None]


Says = Share | Rates | Means | Limits | tuple[Area, ...] | Say | ViewGap


@dataclass(frozen=True, slots=True)
class Strand:
    """`says` is None for "not enough yet": the same where there is too little, and where one of the two hides it.

    `fits` are the answers that each lets the other see. `moving` says whether it has been changing, and by how much.
    """

    name: str
    says: Says | None
    fits: Pair[int | None]
    moving: tuple[Trend, float] = ("", 0.0)


@dataclass(frozen=True, slots=True)
class Balance:
    """`even` is one strand that is about even; `apart` the one whose shown answers to "does this fit?" differ most."""

    strands: tuple[Strand, ...]
    even: str = ""
    apart: str = ""

    def __getitem__(self, name: str) -> Strand:
        return next(strand for strand in self.strands if strand.name == name)


@dataclass(frozen=True, slots=True)
class Own:
    """One person's own part, with no number of the other's. `spoke` is (seconds, talks)."""

    spoke: tuple[float, int]
    started: int
    heard: Rate
    answered: Rate
    met: Rate
    limits: Kept | None
    stands: Mapping[str, Stand]
    said: Said | None


_SAYS: Mapping[str, Callable[[Facts], Says | None]] = {
    "airtime": lambda facts: share.airtime(facts.talks),
    "starting": lambda facts: share.starting(facts.starts),
    "heard": lambda facts: rates.heard(facts.hearings),
    "answered": lambda facts: rates.answered(facts.requests),
    "met": lambda facts: rates.met(facts.requests),
    LIMITS: lambda facts: _limits(facts.limits),
    "footing": lambda facts: areas(facts.ratings) or None,
    "say": lambda facts: say(facts.ratings),
    "view": lambda facts: view_gap(facts.ratings),
}


def joint(found: Iterable[Contribution], choices: Pair[Choices], now: float) -> Balance | None:
    """The view of both, or None until both have opened it."""
    if not (choices.a.joins and choices.b.joins):
        return None
    counted = within(for_both(found, choices), now)
    strands = tuple(_strand(name, counted, choices, now) for name in STRANDS)
    return Balance(strands, _even(strands), _apart(strands))


def share_of(says: Says | None) -> Share | None:
    """The share between the two that a strand is about, where it is about one."""
    if isinstance(says, Say):
        return says.share
    return says if isinstance(says, Share) else None


def own(found: Iterable[Contribution], seat: Seat, now: float) -> Own:
    """What someone may know whether the other joins or not: what they did, asked and rated themself."""
    counted = within((each.fact for each in found if each.only in (None, seat)), now)
    talks = [talk for talk in counted.talks if talk.used[seat] and not talk.typed]
    requests = [fact for fact in counted.requests if fact.seat == seat]
    looked_at = [fact.met for fact in requests if fact.met is not None]
    return Own(
        spoke=(sum(talk.used[seat] for talk in talks), len(talks)),
        started=sum(fact.seat == seat for fact in counted.starts),
        heard=rates.rate([fact.heard for fact in counted.hearings if fact.seat == seat]),
        answered=rates.rate([fact.answered for fact in requests]),
        met=Rate(sum(looked_at), len(looked_at)),
        limits=rates.limits(counted.limits, seat),
        stands=stands(counted.ratings, seat),
        said=said(counted.ratings, seat),
    )


def offered(choices: Choices) -> tuple[str, ...]:
    """Strands that do not fit someone, for that person first: what does not fit most comes first."""
    wanting = [name for name in STRANDS if choices.fits.get(name, 0) < 0 and name not in choices.kept]
    return tuple(sorted(wanting, key=lambda name: choices.fits[name]))


def _strand(name: str, counted: Facts, choices: Pair[Choices], now: float) -> Strand:
    shown = choices.map(lambda each: each.fits.get(name) if name in each.fits_shown else None)
    if any(name in each.hidden for each in choices):
        return Strand(name, None, shown)
    says = _SAYS[name](counted)
    return Strand(name, says, shown, _moving(says, counted, now))


def _moving(says: Says | None, counted: Facts, now: float) -> tuple[Trend, float]:
    if not isinstance(says, Share):
        return "", 0.0
    if says.name == "airtime":
        return trend(weekly_airtime(counted.talks, now, typed=says.typed))
    return trend(weekly_starting(counted.starts, now))


def _limits(shared: Sequence[Limit]) -> Limits | None:
    """Of whoever shows it: the facts of anybody else are not among these."""
    each = by_seat(lambda seat: rates.limits(shared, seat))
    return Limits(each) if each.any() else None


def _even(strands: Sequence[Strand]) -> str:
    return next(
        (each.name for each in strands if (share := share_of(each.says)) and share.state == "even"), ""
    )


def _apart(strands: Sequence[Strand]) -> str:
    gaps = {each.name: _gap(each.fits) for each in strands}
    widest = max(gaps, key=lambda name: gaps[name])
    return widest if gaps[widest] > 0 else ""


def _gap(fits: Pair[int | None]) -> int:
    return 0 if fits.a is None or fits.b is None else abs(fits.a - fits.b)
