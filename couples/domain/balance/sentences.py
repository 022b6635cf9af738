"""What each strand says, as a template and its values: past tense, the span of time, chosen names, and no blame.

The one who looks comes first. Both get the same template, with names and numbers changed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from couples.domain.balance.checkins import HOW_MUCH, HOW_WELL, MOST
from couples.domain.balance.footing import Area, Stand
from couples.domain.balance.rates import Kept, Means, Rate, Rates
from couples.domain.balance.say import Say
from couples.domain.balance.share import Share
from couples.domain.balance.summary import Balance, Limits, Strand
from couples.domain.balance.view_gap import ViewGap
from couples.domain.pair import Pair, Seat, other

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Sentence:
    template: str
    values: Values


NOT_ENOUGH: Mapping[str, str] = {
    "airtime": "Not enough yet. Four talks on three days, in which both spoke, are enough.",
    "starting": "Not enough yet. Ten starts on three days are enough.",
    "heard": "Not enough yet. Six statements of each that were said back are enough.",
    "answered": "Not enough yet. Six requests of each, whose day has come, are enough.",
    "met": "Not enough yet. Six needs of each that were looked at again are enough.",
    "limits": "Not enough yet. It shows what each of the two lets the other see.",
    "footing": "Not enough yet. It shows the areas that both rated within a month and both let the other see.",
    "say": "Not enough yet. Six decisions of each, from two times, are enough.",
    "view": "Not enough yet. Six guesses of each, with the answer to them, are enough.",
}
SPOKEN = {
    "even": "In the last 90 days, the speaking time was about even: %(mine)s%% %(me)s, %(theirs)s%% %(them)s.",
    "leans": "In the last 90 days, %(name)s used about %(percent)s%% of the speaking time "
    "(roughly %(low)s–%(high)s%%).",
    "unclear": "In the last 90 days, it was not clear yet who used more of the speaking time.",
}
TYPED = {
    "even": "In the last 90 days, the typed words were about even: %(mine)s%% %(me)s, %(theirs)s%% %(them)s.",
    "leans": "In the last 90 days, %(name)s typed about %(percent)s%% of the words (roughly %(low)s–%(high)s%%).",
    "unclear": "In the last 90 days, it was not clear yet who typed more of the words.",
}
STARTED = {
    "even": "In the last 90 days, starting was about even. Starts: %(me)s %(mine)s, %(them)s %(theirs)s.",
    "leans": "In the last 90 days, %(name)s started about %(percent)s%% of the time (roughly %(low)s–%(high)s%%).",
    "unclear": "In the last 90 days, it was not clear yet who started more. Starts: %(me)s %(mine)s, "
    "%(them)s %(theirs)s.",
}
HAD_SAY = {
    "even": "In the last 90 days, by their own word the say was about even: %(mine)s%% %(me)s, %(theirs)s%% %(them)s.",
    "leans": "In the last 90 days, by their own word %(name)s had about %(percent)s%% of the say "
    "(roughly %(low)s–%(high)s%%).",
    "unclear": "In the last 90 days, it was not clear yet who had more of the say.",
}
RATES = {
    "heard": "In the last 90 days, %(me)s was heard in %(mine)s of %(mine_of)s, "
    "%(them)s in %(theirs)s of %(theirs_of)s.",
    "answered": "In the last 90 days, %(mine)s of %(mine_of)s requests of %(me)s got an answer by their day, and "
    "%(theirs)s of %(theirs_of)s of %(them)s.",
    "met": "In the last 90 days, %(mine)s of %(mine_of)s needs felt met to %(me)s, and %(theirs)s of %(theirs_of)s to "
    "%(them)s.",
}
UNCLEAR = "In the last 90 days, there was no clear difference yet."
DIFFERENCE = {
    "heard": ("In the last 90 days, that was more often so for %(name)s.", UNCLEAR),
    "answered": ("In the last 90 days, that was more often so for %(name)s.", UNCLEAR),
}
MOVED = {
    "changing": "Week by week, the part of %(name)s grew in the last 90 days.",
    "maybe": "Week by week, the part of %(name)s may have grown in the last 90 days.",
}
ENOUGH = (
    "It was right for %(me)s in %(mine)s of %(mine_of)s decisions of the last 90 days, for %(them)s in %(theirs)s of "
    "%(theirs_of)s."
)
GUESSED = (
    "In the last 90 days, %(me)s guessed %(mine_of)s answers of %(them)s and was off by %(mine)s%% of the scale "
    "on average; %(them)s guessed %(theirs_of)s and was off by %(theirs)s%%."
)
CLAIMED = (
    "In the last 90 days, the shares of work that both named made %(sum)s%% together. "
    "More than 100 is common: people see their own work more."
)
LIMITS_KEPT = "Limits of %(name)s looked at in the last 90 days: %(of)s. Kept: %(kept)s. In part: %(partly)s."
LOOKED_AT = "In the last 90 days, both looked at %(count)s of %(of)s areas and let each other see them."
LEANED = (
    "In the last 90 days, %(me)s leaned %(mine_lean)s on %(them)s and would have managed %(mine_footing)s; "
    "%(them)s leaned %(theirs_lean)s and would have managed %(theirs_footing)s."
)
TOP = {
    "even": "%(strand)s was about even in the last 90 days.",
    "apart": "How it fits was furthest apart in the last 90 days for: %(strand)s.",
}


def sentences(strand: Strand, names: Pair[str], seat: Seat) -> list[Sentence]:
    """All that a strand says to whoever sits on `seat`; the first is the one that sums it up."""
    says = strand.says
    match says:
        case Share():
            return [_share(says, names, seat), *_moved(strand, names)]
        case Rates() | Means():
            return [*_rates(says, names, seat)]
        case Limits():
            return [*_limits(says, names, seat)]
        case Say():
            return [_share(says.share, names, seat), *_enough(says, names, seat)]
        case ViewGap():
            return [*_views(says, names, seat)]
        case tuple():
            return [Sentence(LOOKED_AT, {"count": len(says), "of": 6})]
    return [Sentence(NOT_ENOUGH[strand.name], {})]


def of_area(area: Area, names: Pair[str], seat: Seat) -> Sentence:
    """How each leaned there, and what they had to stand on. The words for both are to be translated too."""
    mine, theirs = _stood("mine", area.each[seat]), _stood("theirs", area.each[other(seat)])
    return Sentence(LEANED, {**_names(names, seat), **mine, **theirs})


def levels(stand: Stand) -> tuple[str, str]:
    """How much someone leaned and how they would have managed, in the words in which they were asked."""
    return HOW_MUCH[round(MOST * stand.lean)], HOW_WELL[round(MOST * stand.footing)]


def top(balance: Balance) -> list[tuple[str, str]]:
    """At most two things: (template, strand)."""
    found = ((TOP["even"], balance.even), (TOP["apart"], balance.apart))
    return [(template, strand) for template, strand in found if strand]


def number(value: float) -> str:
    """A count that may hold a half."""
    return f"{value:.0f}" if value == int(value) else f"{value:.1f}"


def percents(share: Share, seat: Seat) -> Pair[int]:
    """(whoever looks, the other), and they make 100."""
    first = round(100 * share.share)
    of_seats = Pair(first, 100 - first)
    return Pair(of_seats[seat], of_seats[other(seat)])


def _share(share: Share, names: Pair[str], seat: Seat) -> Sentence:
    templates = {"airtime": TYPED if share.typed else SPOKEN, "starting": STARTED, "say": HAD_SAY}[share.name]
    if share.towards:
        return Sentence(templates["leans"], _leaning(share, names, share.towards))
    parts = percents(share, seat)
    counted = Pair(share.each[seat], share.each[other(seat)]) if share.name == "starting" else parts
    told = {"mine": number(counted.a), "theirs": number(counted.b)}
    return Sentence(templates[share.state], {**_names(names, seat), **told})


def _leaning(share: Share, names: Pair[str], towards: Seat) -> Values:
    _part, drawn = share.of(towards)
    return {
        "name": names[towards],
        "percent": percents(share, towards).a,
        "low": round(100 * drawn.low),
        "high": round(100 * drawn.high),
    }


def _moved(strand: Strand, names: Pair[str]) -> Iterator[Sentence]:
    found, by = strand.moving
    if found:
        yield Sentence(MOVED[found], {"name": names["A" if by > 0 else "B"]})


def _rates(rates: Rates | Means, names: Pair[str], seat: Seat) -> Iterator[Sentence]:
    yield Sentence(RATES[rates.name], {**_names(names, seat), **_counts(rates.each, seat)})
    if isinstance(rates, Rates):
        more, unclear = DIFFERENCE[rates.name]
        yield Sentence(more, {"name": names[rates.higher]}) if rates.higher else Sentence(unclear, {})


def _limits(limits: Limits, names: Pair[str], seat: Seat) -> Iterator[Sentence]:
    for each in (seat, other(seat)):
        if kept := limits.each[each]:
            yield Sentence(LIMITS_KEPT, {"name": names[each], **_kept(kept)})


def _kept(kept: Kept) -> Values:
    return {"of": kept.reviewed, "kept": kept.kept, "partly": kept.partly}


def _enough(say: Say, names: Pair[str], seat: Seat) -> Iterator[Sentence]:
    """Where both let it be seen. What is not told is not zero."""
    enough = say.each.map(lambda each: each.enough)
    if enough.a.of and enough.b.of:
        yield Sentence(ENOUGH, {**_names(names, seat), **_counts(enough, seat)})


def _views(gap: ViewGap, names: Pair[str], seat: Seat) -> Iterator[Sentence]:
    if gap.each:
        mine, theirs = gap.each[seat], gap.each[other(seat)]
        counts = {"mine_of": mine.pairs, "theirs_of": theirs.pairs}
        off = {"mine": round(100 * (1 - mine.accuracy)), "theirs": round(100 * (1 - theirs.accuracy))}
        yield Sentence(GUESSED, {**_names(names, seat), **counts, **off})
    if gap.claims:
        yield Sentence(
            CLAIMED, {"sum": 100 + round(sum(beyond for _, beyond in gap.claims) / len(gap.claims))}
        )


def _stood(whose: str, stand: Stand) -> Values:
    lean, footing = levels(stand)
    return {f"{whose}_lean": lean, f"{whose}_footing": footing}


def _names(names: Pair[str], seat: Seat) -> Values:
    return {"me": names[seat], "them": names[other(seat)]}


def _counts(each: Pair[Rate], seat: Seat) -> Values:
    mine, theirs = each[seat], each[other(seat)]
    return {
        "mine": number(mine.yes),
        "mine_of": mine.of,
        "theirs": number(theirs.yes),
        "theirs_of": theirs.of,
    }
