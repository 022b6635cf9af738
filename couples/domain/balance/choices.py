"""Choices: what someone lets be counted for both, what they hide, and how each strand fits them. Theirs alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from couples.domain.balance.checkins import CHECK_INS, CLOSED, keys_shown, shown_as
from couples.domain.balance.facts import AnyFact, Contribution, Limit, Rating
from couples.domain.deed import Deed
from couples.domain.pair import Pair
from couples.domain.refusal import STALE, Refusal, invalid

FITS = (-2, -1, 0, 1, 2)
LIMITS = "limits"
STRANDS = ("airtime", "starting", "heard", "answered", "met", LIMITS, "footing", "say", "view")
OWN = frozenset({LIMITS, "say", "enough"})  # what is private in strands that are not made of check-ins
SHOWABLE = OWN | {key for check_in in CHECK_INS.values() for key in keys_shown(check_in)}


@dataclass(frozen=True, slots=True)
class Choices:
    """`shown` and `closed` are keys of answers, as `key_of_fact` names them: what is in neither is as it comes.

    `fits` by strand, -2 to 2; the other sees those in `fits_shown`. `kept` are strands that do not fit someone and that
    they want to leave as they are, for now. `hidden` strands say "not enough yet" to both.
    """

    joins: bool = False
    shown: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    fits: Mapping[str, int] = field(default_factory=dict)
    fits_shown: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()

    def shows(self, key: str) -> bool:
        return key in self.shown or (key not in self.closed and not is_closed(key))

    def show(self, key: str, *, shown: bool) -> Choices:
        if shown:
            return replace(self, shown=self.shown | {key}, closed=self.closed - {key})
        return replace(self, shown=self.shown - {key}, closed=self.closed | {key})


def is_closed(key: str) -> bool:
    """Whether this is shown to the other only where its author chose so."""
    return key in CLOSED or key in OWN


def key_of_fact(fact: AnyFact) -> str:
    """Under which name someone decides about it, or "" where there is nothing to decide: both were there."""
    if isinstance(fact, Limit):
        return LIMITS
    if not isinstance(fact, Rating):
        return ""
    if fact.measure in ("say", "enough"):
        return fact.measure  # all decisions at once: each has but a number
    return shown_as(fact.measure, fact.item)


def for_both(found: Iterable[Contribution], choices: Pair[Choices]) -> Iterator[AnyFact]:
    """What counts in the view of both: what both saw happen, and of what is one person's, what they show."""
    for each in found:
        if each.only is None or choices[each.only].shows(key_of_fact(each.fact)):
            yield each.fact


def chosen(before: Choices, deed: Deed) -> Choices | Refusal:
    """What someone has chosen after a form: `join`, `show`, `hide`, `fit` or `keep`, of one thing each."""
    about, on = deed.text("about"), deed.text("on") == "1"
    match deed.name:
        case "join":
            return replace(before, joins=on)
        case "show" if about in SHOWABLE:
            return before.show(about, shown=on)
        case "hide" if about in STRANDS:
            return replace(before, hidden=_with(before.hidden, about, on=on))
        case "keep" if about in STRANDS:
            return replace(before, kept=_with(before.kept, about, on=on))
        case "fit" if about in STRANDS:
            return _fitted(before, about, deed)
    return STALE


def _fitted(before: Choices, strand: str, deed: Deed) -> Choices | Refusal:
    """A new answer is offered anew: what someone wanted to leave as it is was the one before."""
    fit = deed.text("fit")
    if fit not in tuple(map(str, FITS)):
        return invalid("Choose how it fits you.", "fit")
    return replace(
        before,
        fits={**before.fits, strand: int(fit)},
        fits_shown=_with(before.fits_shown, strand, on=bool(deed.text("shown"))),
        kept=before.kept if before.fits.get(strand) == int(fit) else before.kept - {strand},
    )


def _with(names: frozenset[str], name: str, *, on: bool) -> frozenset[str]:
    return names | {name} if on else names - {name}
