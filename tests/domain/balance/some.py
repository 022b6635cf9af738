"""Some facts for the tests of the balance: by hand, in numbers that can be worked out on paper, and by Hypothesis."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from couples.domain.balance.checkins import AREAS, CHECK_INS, MOST
from couples.domain.balance.choices import FITS, SHOWABLE, STRANDS, Choices, key_of_fact
from couples.domain.balance.facts import Contribution, Facts, Hearing, Limit, Rating, Request, Start, Talk
from couples.domain.days import DAY
from couples.domain.pair import SEATS, Pair, other

NOW = 20_000 * DAY + 1000.0
keys_of_all = frozenset(SHOWABLE)
SEAT = st.sampled_from(SEATS)
OPENED = Choices(joins=True)


def ago(days):
    return NOW - days * DAY


def talks(*seconds, typed=False, on_days=99):
    """One a day, back from now, but on no more than so many days."""
    return [
        Talk(at=ago(n % on_days), about=f"talk {n}", used=Pair(*map(float, used)), typed=typed)
        for n, used in enumerate(seconds)
    ]


def starts(a, b, on_days=99):
    seats = ["A"] * a + ["B"] * b
    return [
        Start(at=ago(n % on_days), about=f"start {n}", seat=seat, what="need") for n, seat in enumerate(seats)
    ]


def hearings(seat, x, n):
    return [Hearing(at=ago(k), about=f"said {seat}{k}", seat=seat, heard=k < x) for k in range(n)]


def requests(seat, x, n, met=None):
    return [Request(at=ago(k), about=f"need {seat}{k}", seat=seat, answered=k < x, met=met) for k in range(n)]


def limits(seat, *kept):
    return [
        Limit(at=ago(k), about=f"limit {seat}{k}", seat=seat, heard=True, kept=each)
        for k, each in enumerate(kept)
    ]


def rating(seat, measure, item, value, *, at=NOW, about="once", most=MOST, guess=False):
    return Rating(
        at=at, about=about, seat=seat, measure=measure, item=item, value=value, most=most, guess=guess
    )


def decisions(seat, values, about="talk", measure="say", most=MOST):
    return [rating(seat, measure, str(n), value, about=about, most=most) for n, value in enumerate(values)]


def area(seat, name, lean, footing, at=NOW):
    return [rating(seat, "lean", name, lean, at=at), rating(seat, "footing", name, footing, at=at)]


def guesses(seat, pairs, about="once"):
    """`seat` guesses the first of each pair, and the other's own answer is the second."""
    for n, (guess, answer) in enumerate(pairs):
        yield rating(seat, "week", str(n), guess, about=about, guess=True)
        yield rating(other(seat), "week", str(n), answer, about=about)


def claims(pairs, about="once", at=NOW):
    for n, shares in enumerate(pairs):
        for seat, share in zip(SEATS, shares, strict=True):
            yield rating(seat, "share", str(n), share, about=about, at=at, most=100)


def counted(facts):
    return [Contribution(fact) for fact in facts]


def key(each):
    return key_of_fact(each.fact)


def swapped(fact):
    """What it would be if A were B."""
    if isinstance(fact, Talk):
        return replace(fact, used=fact.used.swap())
    return replace(fact, seat=other(fact.seat))


def sides(found):
    """The facts by kind, and the same facts with the seats changed about."""
    return Facts.sorted(found), Facts.sorted(map(swapped, found))


def swapped_contribution(each):
    return Contribution(swapped(each.fact), each.only and other(each.only))


# Within the window, and far enough from its edges that nothing depends on the last digit of a number.
when = st.integers(0, 89).map(ago)
about = st.sampled_from(["one", "two", "three"])
used = st.integers(0, 600).map(float)
part = st.sampled_from([0.0, 0.5, 1.0])
talk = st.builds(Talk, at=when, about=about, used=st.builds(Pair, used, used), typed=st.booleans())
start = st.builds(
    Start, at=when, about=about, seat=SEAT, what=st.sampled_from(["exercise", "need", "return"])
)
hearing = st.builds(Hearing, at=when, about=about, seat=SEAT, heard=st.booleans())
request = st.builds(Request, at=when, about=about, seat=SEAT, answered=st.booleans(), met=st.none() | part)
limit = st.builds(Limit, at=when, about=about, seat=SEAT, heard=st.booleans(), kept=st.none() | part)
ITEMS = [
    (scale.measure, item.name)
    for check_in in CHECK_INS.values()
    for scale in check_in.scales
    for item in scale.items
]


@st.composite
def ratings(draw):
    kinds = [*ITEMS, *(("say", str(n)) for n in range(4)), ("enough", "0")]
    measure, item = draw(st.sampled_from(kinds))
    value, guess = draw(st.integers(0, MOST)), draw(st.booleans()) and measure not in ("say", "enough")
    return rating(draw(SEAT), measure, item, value, at=draw(when), about=draw(about), guess=guess)


shares = st.builds(
    Rating, at=when, about=about, seat=SEAT, measure=st.just("share"), item=st.sampled_from("abc"),
    value=st.integers(0, 100), most=st.just(100),
)  # fmt: skip
facts = st.one_of(talk, start, hearing, request, limit, ratings(), shares)


def many(kind, least=0, most=40):
    return st.lists(kind, min_size=least, max_size=most)


@st.composite
def mixed(draw, least=12, most=24):
    """Enough of each kind that most strands say something."""
    kinds = (talk, start, hearing, request, limit, ratings(), ratings(), shares)
    found = [fact for kind in kinds for fact in draw(many(kind, least, most))]
    near = draw(st.integers(0, 10))
    for each in AREAS[: draw(st.integers(0, 6))]:
        found += area("A", each.name, draw(st.integers(0, 4)), draw(st.integers(0, 4)), at=ago(near))
        found += area("B", each.name, draw(st.integers(0, 4)), draw(st.integers(0, 4)), at=ago(0))
    for name in ("one", "two", "three"):
        for seat in SEATS:
            values = draw(st.lists(st.integers(0, MOST), min_size=2, max_size=4))
            found += decisions(seat, values, about=name)
    return found


@st.composite
def contributions(draw):
    """Ratings and limits are one person's own, as they are in the house."""
    return [
        Contribution(fact, fact.seat if isinstance(fact, Rating | Limit) else None) for fact in draw(mixed())
    ]


keys = st.frozensets(st.sampled_from(sorted(SHOWABLE)))
choices = st.builds(
    Choices,
    joins=st.just(True),
    shown=keys,
    closed=keys,
    hidden=st.frozensets(st.sampled_from(STRANDS), max_size=2),
    fits=st.dictionaries(st.sampled_from(STRANDS), st.sampled_from(FITS)),
    fits_shown=st.frozensets(st.sampled_from(STRANDS)),
)
