"""The summary: who sees what of whom, and what one person keeps to themself moves nothing that the other can see."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from couples.domain.balance.choices import LIMITS, OWN, STRANDS, Choices
from couples.domain.balance.facts import Contribution, Hearing, Limit, Rating, Request, Start, Talk
from couples.domain.balance.share import Share
from couples.domain.balance.summary import joint, offered, own, share_of
from couples.domain.days import DAY
from couples.domain.pair import SEATS, Pair, both, other
from tests.domain.balance import some

close = pytest.approx
FEWER = settings(max_examples=25)
OPEN = both(some.OPENED)
pairs = st.builds(Pair, some.choices, some.choices)
ONLY_IN = {"airtime": Talk, "starting": Start, "heard": Hearing, LIMITS: Limit}


def showing_all(seat_or_both=SEATS):
    """Whoever shows all that can be shown, and the other as it comes."""
    every = replace(some.OPENED, shown=some.keys_of_all)
    return Pair(*(every if seat in seat_or_both else some.OPENED for seat in SEATS))


def everything():
    """At least a little of each, spoken of by both, so that every strand says something."""
    found = [
        *some.talks((240, 110), (180, 150), (260, 120), (200, 140), (220, 120)),
        *some.starts(8, 8),
        *some.hearings("A", 7, 8), *some.hearings("B", 4, 9),
        *some.requests("A", 5, 6, met=0.5), *some.requests("B", 6, 6, met=1.0),
        *some.limits("A", 1.0, 0.5), *some.limits("B", 0.0),
        *some.area("A", "low", 4, 1), *some.area("B", "low", 1, 4),
        *some.guesses("A", [(1, 2)] * 6, about="of B"), *some.guesses("B", [(3, 2)] * 6, about="of A"),
    ]  # fmt: skip
    for seat in SEATS:
        found += some.decisions(seat, [3, 2, 2], about="one") + some.decisions(seat, [2, 2, 1], about="two")
    return found


def private(facts):
    return [Contribution(fact, fact.seat if isinstance(fact, Rating | Limit) else None) for fact in facts]


def test_it_is_there_when_both_have_opened_it_and_only_then():
    for a in (True, False):
        for b in (True, False):
            found = joint(private(everything()), Pair(Choices(joins=a), Choices(joins=b)), some.NOW)
            assert (found is not None) == (a and b)


def test_every_strand_says_something_when_there_is_enough_of_each():
    found = joint(some.counted(everything()), OPEN, some.NOW)
    assert [strand.name for strand in found.strands] == list(STRANDS)
    assert [strand.name for strand in found.strands if strand.says is None] == []


def test_with_nothing_every_strand_says_not_enough_yet():
    found = joint([], OPEN, some.NOW)
    for strand in found.strands:
        assert (strand.says, strand.moving, strand.fits) == (None, ("", 0.0), Pair(None, None))
    assert (found.even, found.apart) == ("", "")


# The window.


@FEWER
@given(some.contributions(), some.many(some.facts), st.floats(0.001, 5000), st.booleans(), pairs)
def test_what_is_older_than_90_days_or_still_to_come_never_counts(found, others, off, past, choices):
    at = some.ago(90 + off) if past else some.NOW + off * DAY
    others = [replace(fact, at=at) for fact in others]
    assert joint(found + some.counted(others), choices, some.NOW) == joint(found, choices, some.NOW)
    for seat in SEATS:
        assert own(found + some.counted(others), seat, some.NOW) == own(found, seat, some.NOW)


# Seen from the other seat.


@FEWER
@given(some.contributions(), pairs)
def test_it_is_the_same_seen_from_the_other_seat(found, choices):
    one = joint(found, choices, some.NOW)
    two = joint([some.swapped_contribution(each) for each in found], choices.swap(), some.NOW)
    assert (two.even, two.apart) == (one.even, one.apart)
    for mine, theirs in zip(one.strands, two.strands, strict=True):
        assert theirs.fits == mine.fits.swap()
        assert (theirs.moving[0], theirs.moving[1]) == (mine.moving[0], close(-mine.moving[1], abs=1e-9))
        assert (mine.says is None) == (theirs.says is None) and type(mine.says) is type(theirs.says)
        _mirrors(mine.says, theirs.says)


def _mirrors(mine, theirs):
    share, turned = share_of(mine), share_of(theirs)
    if share and turned:
        assert turned.share == close(1 - share.share) and turned.each == share.each.swap()
        assert (turned.state, turned.towards) == (share.state, share.towards and other(share.towards))
    for one, two in zip(_eaches(mine), _eaches(theirs), strict=True):
        assert two == one.swap()


def _eaches(says):
    of = says if isinstance(says, tuple) else [says]
    return [part.each for part in of if getattr(part, "each", None) and not isinstance(part, Share)]


@FEWER
@given(some.contributions())
def test_ones_own_part_is_the_others_when_seats_are_exchanged(found):
    turned = [some.swapped_contribution(each) for each in found]
    for seat in SEATS:
        assert own(turned, other(seat), some.NOW) == own(found, seat, some.NOW)


# What one person keeps to themself.


@FEWER
@given(some.contributions(), some.contributions(), some.SEAT, pairs)
def test_what_someone_keeps_to_themself_changes_nothing_in_the_view_of_both(found, mine, seat, choices):
    kept = [each for each in mine if each.only == seat and not choices[seat].shows(some.key(each))]
    assert joint(found + kept, choices, some.NOW) == joint(found, choices, some.NOW)
    assert own(found + kept, other(seat), some.NOW) == own(found, other(seat), some.NOW)


def test_it_changes_ones_own_part_though():
    assert own(private(some.limits("A", 1.0)), "A", some.NOW).limits.kept == 1
    assert own(private(some.limits("A", 1.0)), "B", some.NOW).limits is None


def test_what_counts_for_one_of_the_two_only_is_in_no_part_of_the_other():
    (began,) = some.starts(1, 0)
    assert own([Contribution(began, only="A")], "A", some.NOW).started == 1
    assert own([Contribution(began, only="B")], "A", some.NOW).started == 0


@pytest.mark.parametrize(("strand", "key"), [(LIMITS, LIMITS), ("say", "say"), ("footing", "area:low")])
def test_what_is_closed_is_seen_when_its_owner_shows_it_and_gone_when_they_close_it_again(strand, key):
    found = private(everything())
    closed = joint(found, OPEN, some.NOW)
    assert closed[strand].says is None
    opened = OPEN.map(lambda each: each.show(key, shown=True))
    assert joint(found, opened, some.NOW)[strand].says is not None
    assert joint(found, opened.map(lambda each: each.show(key, shown=False)), some.NOW) == closed


@FEWER
@given(some.contributions(), pairs, some.SEAT, st.sampled_from(sorted(some.keys_of_all)))
def test_closing_what_was_shown_takes_it_out_of_every_number(found, choices, seat, key):
    """As if it had never been there: its facts are in nothing, whichever strand they might count in."""
    opened = choices.put(seat, choices[seat].show(key, shown=True))
    closed = choices.put(seat, choices[seat].show(key, shown=False))
    without = [each for each in found if not (each.only == seat and some.key(each) == key)]
    assert joint(found, closed, some.NOW) == joint(without, opened, some.NOW)


@FEWER
@given(some.contributions(), pairs)
def test_limits_are_in_no_number_of_both(found, choices):
    without = [each for each in found if not isinstance(each.fact, Limit)]
    one, two = (joint(each, choices, some.NOW) for each in (found, without))
    assert [each for each in one.strands if each.name != LIMITS] == [
        each for each in two.strands if each.name != LIMITS
    ]


def test_limits_of_whoever_shows_them_are_told_and_the_others_are_not():
    found = joint(private(everything()), showing_all("A"), some.NOW)[LIMITS].says
    assert found.each.a.reviewed == 2 and found.each.b is None


# What someone hides.


@FEWER
@given(some.contributions(), pairs, some.SEAT, st.sampled_from(STRANDS))
def test_a_hidden_strand_is_one_with_too_little(found, choices, seat, strand):
    unhidden = choices.map(lambda each: replace(each, hidden=frozenset()))
    hides = unhidden.put(seat, replace(unhidden[seat], hidden=frozenset({strand})))
    assert joint(found, hides, some.NOW)[strand] == joint([], unhidden, some.NOW)[strand]


@FEWER
@given(some.contributions(), pairs, some.SEAT, st.sampled_from(sorted(ONLY_IN)))
def test_hiding_a_strand_is_as_if_nothing_of_it_had_happened(found, choices, seat, strand):
    unhidden = choices.map(lambda each: replace(each, hidden=frozenset()))
    hides = unhidden.put(seat, replace(unhidden[seat], hidden=frozenset({strand})))
    without = [each for each in found if not isinstance(each.fact, ONLY_IN[strand])]
    assert joint(found, hides, some.NOW) == joint(without, unhidden, some.NOW)


@pytest.mark.parametrize(("hidden", "change"), [("answered", {"answered": False}), ("met", {"met": 0.0})])
def test_of_requests_what_is_hidden_shows_in_no_other_strand(hidden, change):
    """Two strands are made of the same requests."""
    facts = everything()
    others = [replace(fact, **change) if isinstance(fact, Request) else fact for fact in facts]
    hides = Pair(replace(some.OPENED, hidden=frozenset({hidden})), some.OPENED)
    one, two = (joint(some.counted(each), hides, some.NOW) for each in (facts, others))
    assert one == two


# How it fits.


def test_how_it_fits_is_shown_where_its_author_shows_it_and_never_put_together():
    mine = replace(some.OPENED, fits={"airtime": -2, "say": 1}, fits_shown=frozenset({"airtime"}))
    found = joint([], Pair(mine, replace(some.OPENED, fits={"airtime": 2})), some.NOW)
    assert found["airtime"].fits == Pair(-2, None)
    assert found["say"].fits == Pair(None, None)
    assert found.apart == ""


def test_nought_fits_and_is_an_answer():
    shown = replace(some.OPENED, fits={"heard": 0}, fits_shown=frozenset({"heard"}))
    assert joint([], both(shown), some.NOW)["heard"].fits == Pair(0, 0)
    unsure = replace(some.OPENED, fits_shown=frozenset({"heard"}))
    assert joint([], Pair(shown, unsure), some.NOW)["heard"].fits == Pair(0, None)


def test_what_is_furthest_apart_is_named_and_only_of_what_both_show():
    shown = frozenset({"airtime", "heard"})
    mine = replace(some.OPENED, fits={"airtime": 1, "heard": -2, "say": -2}, fits_shown=shown)
    theirs = replace(some.OPENED, fits={"airtime": 0, "heard": 0, "say": 2}, fits_shown=shown | {"say"})
    assert joint([], Pair(mine, theirs), some.NOW).apart == "heard"
    assert joint([], Pair(mine, mine), some.NOW).apart == ""


def test_what_is_about_even_is_named_and_say_is_too():
    assert joint(some.counted(some.starts(12, 12)), OPEN, some.NOW).even == "starting"
    facts = [
        fact
        for seat in SEATS
        for about in ("one", "two", "three")
        for fact in some.decisions(seat, [2, 2], about)
    ]
    assert joint(some.counted(facts), OPEN, some.NOW).even == "say"
    hides = Pair(replace(some.OPENED, hidden=frozenset({"say"})), some.OPENED)
    assert joint(some.counted(facts), hides, some.NOW).even == ""


@given(some.choices)
def test_only_what_does_not_fit_is_offered_and_the_worst_of_it_first(choices):
    found = offered(choices)
    assert set(found) == {name for name, fit in choices.fits.items() if fit < 0} - choices.kept
    assert [choices.fits[name] for name in found] == sorted(choices.fits[name] for name in found)
    assert offered(replace(choices, kept=frozenset(STRANDS))) == ()


def test_an_uneven_strand_is_not_offered_by_itself():
    assert share_of(joint(some.counted(some.starts(20, 1)), OPEN, some.NOW)["starting"].says).state == "leans"
    assert offered(some.OPENED) == ()


# One's own part.


def test_ones_own_part_counts_what_one_did_from_the_first_on():
    found = own(private([*everything(), *some.talks((60, 9), typed=True)]), "A", some.NOW)
    assert found.spoke == (1100.0, 5) and found.started == 8
    assert (found.heard.yes, found.heard.of) == (7, 8)
    assert (found.answered.yes, found.answered.of) == (5, 6)
    assert (found.met.yes, found.met.of) == (3.0, 6)
    assert (found.limits.reviewed, found.said.decisions, [*found.stands]) == (2, 6, ["low"])


@FEWER
@given(some.contributions(), some.contributions(), some.SEAT)
def test_ones_own_part_holds_nothing_of_the_others(found, more, seat):
    """Not even through what both did: how long the other spoke is theirs."""
    theirs = [each for each in more if getattr(each.fact, "seat", "") == other(seat)]
    louder = [
        Contribution(replace(each.fact, used=each.fact.used.put(other(seat), 999.0)), each.only)
        if isinstance(each.fact, Talk)
        else each
        for each in found
    ]
    assert own(louder + theirs, seat, some.NOW) == own(found, seat, some.NOW)


def test_what_is_ones_own_is_closed_until_shown():
    assert not any(Choices().shows(key) for key in OWN)
