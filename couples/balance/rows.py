"""The rows of the balance page: what each strand says to one viewer, with the numbers for its chart and its table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from couples.balance.words import PARTS, STARTED, STRANDS, Words
from couples.domain.balance.checkins import AREAS
from couples.domain.balance.facts import Fact, Hearing, Rating, Request, Start, Talk
from couples.domain.balance.footing import Area
from couples.domain.balance.rates import Kept, Means, Met, Rate, Rates
from couples.domain.balance.say import Say
from couples.domain.balance.sentences import Sentence, number, of_area, percents, sentences
from couples.domain.balance.share import Share
from couples.domain.balance.summary import Balance, Limits, Says, Strand, share_of
from couples.domain.balance.view_gap import ViewGap
from couples.domain.pair import Pair, Seat, other
from couples.language import gettext as _

EVENTS = 10  # so many are told one by one
Line = tuple[str, str, str]  # what, mine, theirs


@dataclass(frozen=True, slots=True)
class Bar:
    """The viewer's share, and where it may well lie."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Parts:
    """One area: (with footing, without, on one's own, without support) of each, and in words."""

    title: str
    mine: tuple[float, ...]
    theirs: tuple[float, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Dots:
    """Two values on one line, each 0 to 1, with the words at its ends."""

    mine: float
    theirs: float
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Row:
    """`fits` are (mine, theirs) as far as each shows it. `events` are (when, what), the latest of `count`."""

    name: str
    title: str
    how: str
    says: list[str]
    told: bool
    bar: Bar | None
    dots: Dots | None
    areas: list[Parts]
    table: list[Line]
    events: list[tuple[float, str]]
    count: int
    fits: tuple[int | None, int | None]


def rows(balance: Balance, names: Pair[str], seat: Seat, words: Mapping[str, Words] = STRANDS) -> list[Row]:
    return [_row(strand, names, seat, words[strand.name]) for strand in balance.strands]


def worded(sentence: Sentence) -> str:
    return _(sentence.template, **sentence.values)


def _row(strand: Strand, names: Pair[str], seat: Seat, words: Words) -> Row:
    says = strand.says
    events = list(_events(says))
    latest = sorted(events, key=lambda fact: fact.at, reverse=True)[:EVENTS]
    return Row(
        name=strand.name,
        title=_(words.title),
        how=_(words.how),
        says=[worded(each) for each in sentences(strand, names, seat)],
        told=says is not None,
        bar=_bar(says, seat),
        dots=_dots(says, seat),
        areas=[_parts(area, names, seat) for area in says] if isinstance(says, tuple) else [],
        table=list(_table(says, seat)),
        events=[(fact.at, _told(fact, names)) for fact in latest],
        count=len(events),
        fits=(strand.fits[seat], strand.fits[other(seat)]),
    )


def _bar(says: Says | None, seat: Seat) -> Bar | None:
    share = share_of(says)
    if share is None:
        return None
    part, drawn = share.of(seat)
    return Bar(part, drawn.low, drawn.high)


def _dots(says: Says | None, seat: Seat) -> Dots | None:
    them = other(seat)
    if isinstance(says, Rates | Means):
        return Dots(says.each[seat].part, says.each[them].part, _("none"), _("all"))
    if isinstance(says, ViewGap) and says.each:
        mine, theirs = says.each[seat].tilt, says.each[them].tilt
        return Dots((mine + 1) / 2, (theirs + 1) / 2, _("guessed too low"), _("guessed too high"))
    return None


def _parts(area: Area, names: Pair[str], seat: Seat) -> Parts:
    said = of_area(area, names, seat)
    levels = {name: _(str(value)) for name, value in said.values.items() if name not in ("me", "them")}
    says = _(said.template, **{**said.values, **levels})
    return Parts(_title(area), area.each[seat].parts, area.each[other(seat)].parts, says)


def _events(says: object) -> Sequence[Fact]:
    if isinstance(says, Say):
        return says.share.events
    return says.events if isinstance(says, Share | Rates | Means) else ()


def _table(says: object, seat: Seat) -> Iterator[Line]:
    them = other(seat)
    match says:
        case Share():
            yield from _share_lines(says, seat)
        case Rates() | Means():
            yield _("Yes, of all"), _of(says.each[seat]), _of(says.each[them])
        case Say():
            yield from _share_lines(says.share, seat)
            yield _("Right for them"), _of(says.each[seat].enough), _of(says.each[them].enough)
        case Limits():
            yield _("Kept, of those looked at"), _kept(says.each[seat]), _kept(says.each[them])
        case ViewGap():
            yield from _guess_lines(says, seat)
        case tuple():
            for area in says:
                yield from _area_lines(area, seat)


def _guess_lines(gap: ViewGap, seat: Seat) -> Iterator[Line]:
    if gap.each:
        mine, theirs = gap.each[seat], gap.each[other(seat)]
        yield _("Guesses"), str(mine.pairs), str(theirs.pairs)
        yield _("Too high on average, in percent"), _signed(mine.tilt), _signed(theirs.tilt)


def _share_lines(share: Share, seat: Seat) -> Iterator[Line]:
    parts, units = (
        percents(share, seat),
        {"airtime": _("Seconds"), "starting": _("Times"), "say": _("Decisions")},
    )
    unit = _("Words") if share.typed else units[share.name]
    yield unit, number(round(share.each[seat])), number(round(share.each[other(seat)]))
    yield _("Percent"), str(parts.a), str(parts.b)


def _area_lines(area: Area, seat: Seat) -> Iterator[Line]:
    title = _title(area)
    for name, mine, theirs in zip(PARTS, area.each[seat].parts, area.each[other(seat)].parts, strict=True):
        yield f"{title}: {_(name)}", f"{100 * mine:.0f}%", f"{100 * theirs:.0f}%"


def _title(area: Area) -> str:
    return _(next(each.text for each in AREAS if each.name == area.name))


def _told(fact: Fact, names: Pair[str]) -> str:
    match fact:
        case Talk(used=used):
            return _("%(a)s %(x)s, %(b)s %(y)s", a=names.a, x=round(used.a), b=names.b, y=round(used.b))
        case Start(seat=seat, what=what):
            return f"{names[seat]} {_(STARTED[what])}"
        case Hearing(seat=seat, heard=heard):
            return f"{names[seat]}: {_('yes, that is it') if heard else _('not yet')}"
        case Request(seat=seat, answered=answered):
            return f"{names[seat]}: {_('answered') if answered else _('no answer by its day')}"
        case Met(seat=seat, met=met):
            return f"{names[seat]}: {number(met)}"
        case Rating(seat=seat, value=value, most=most):
            return _("%(name)s: %(value)s of %(most)s", name=names[seat], value=value, most=most)
    return ""


def _of(rate: Rate) -> str:
    return _("%(yes)s of %(of)s", yes=number(rate.yes), of=rate.of) if rate.of else "–"


def _kept(kept: Kept | None) -> str:
    return _("%(yes)s of %(of)s", yes=kept.kept, of=kept.reviewed) if kept else "–"


def _signed(tilt: float) -> str:
    return f"{100 * tilt:+.0f}%"
