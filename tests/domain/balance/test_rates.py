"""Rates: heard, answered, met and kept, of each; how far apart they are; and nothing that was not said counts as no."""

import pytest
from hypothesis import given

from couples.domain.balance.intervals import DRAWN, of_mean
from couples.domain.balance.rates import Kept, Rate, answered, heard, limits, met
from couples.domain.pair import SEATS, Pair, other
from tests.domain.balance import some

close = pytest.approx


def told(x, n, y, m, kind=some.hearings):
    return kind("A", x, n) + kind("B", y, m)


@pytest.mark.parametrize(
    ("counts", "difference", "said", "state", "higher"),
    [
        ((7, 8, 4, 9), 0.43, (-0.02, 0.71), "unclear", None),
        ((9, 10, 4, 10), 0.50, (0.08, 0.75), "differs", "A"),
        ((4, 10, 9, 10), -0.50, (-0.75, -0.08), "differs", "B"),
    ],
)
def test_heard_and_answered_are_told_as_in_the_worked_example(counts, difference, said, state, higher):
    for found in (heard(told(*counts)), answered(told(*counts, some.requests))):
        assert round(found.each.a.part - found.each.b.part, 2) == difference
        assert (round(found.said.low, 2), round(found.said.high, 2)) == said
        assert (found.state, found.higher) == (state, higher)
        assert found.each == Pair(Rate(counts[0], counts[1]), Rate(counts[2], counts[3]))


def test_two_low_rates_are_equal_and_the_level_says_that_they_are_low():
    found = heard(told(0, 8, 0, 8))
    assert found.state == "unclear" and found.each.map(lambda rate: rate.part) == Pair(0, 0)


@pytest.mark.parametrize("enough", [(6, 6), (6, 40), (40, 6)])
def test_six_of_each_are_needed(enough):
    one, two = enough
    for strand, kind in ((heard, some.hearings), (answered, some.requests)):
        assert strand(kind("A", 3, one) + kind("B", 3, two)) is not None
        short = min(one, two) - 1
        assert strand(kind("A", 3, short) + kind("B", 3, 40)) is None
        assert strand(kind("A", 3, 40) + kind("B", 3, short)) is None


def test_six_needs_of_each_that_were_looked_at_are_needed():
    six, five = (some.requests("A", 3, n, met=0.5) for n in (6, 5))
    theirs = some.requests("B", 3, 6, met=1.0)
    assert met(six + theirs) is not None
    assert met(five + theirs) is None
    assert met(five + some.requests("A", 0, 1) + theirs) is None  # one that nobody looked at is none


def test_a_half_is_a_half_and_each_one_has_an_interval_of_their_own():
    values = (0.0, 0.5, 1.0, 1.0, 0.5, 0.5)
    mine = [each for value in values for each in some.requests("A", 0, 1, met=value)]
    found = met(mine + some.requests("B", 0, 6, met=0.0))
    assert found.each == Pair(Rate(3.5, 6), Rate(0.0, 6))
    assert found.drawn == Pair(of_mean(values, DRAWN), of_mean([0.0] * 6, DRAWN))


def test_not_looked_at_is_not_the_same_as_not_met():
    known = some.requests("A", 6, 6, met=1.0) + some.requests("B", 6, 6, met=1.0)
    unknown, unmet = some.requests("A", 0, 4), some.requests("A", 0, 4, met=0.0)
    assert met(known + unknown).each == met(known).each
    assert met(known + unmet).each.a == Rate(6.0, 10)


def test_limits_are_plain_counts_of_one_person():
    facts = some.limits("A", 1.0, 1.0, 0.5, 0.0, None) + some.limits("B", 0.0)
    assert limits(facts, "A") == Kept(kept=2, partly=1, reviewed=4, heard=5, shared=5)
    assert limits(facts, "B") == Kept(kept=0, partly=0, reviewed=1, heard=1, shared=1)


def test_one_limit_that_was_looked_at_is_enough_and_none_is_not():
    assert limits(some.limits("A", 0.0), "A") is not None
    assert limits(some.limits("A", None, None), "A") is None
    assert limits(some.limits("A", 1.0), "B") is None


@given(some.many(some.hearing | some.request, most=60))
def test_rates_are_the_same_seen_from_the_other_seat(found):
    sides = some.sides(found)
    for one, two in (
        [heard(facts.hearings) for facts in sides],
        [answered(facts.requests) for facts in sides],
    ):
        assert (one is None) == (two is None)
        if one and two:
            assert two.each == one.each.swap()
            assert (two.drawn.low, two.said.high) == close((-one.drawn.high, -one.said.low), abs=1e-12)
            assert two.state == one.state
            assert (one.higher, two.higher) in {("A", "B"), ("B", "A"), (None, None)}


@given(some.many(some.request | some.limit, most=60))
def test_means_and_limits_are_the_same_seen_from_the_other_seat(found):
    found, turned = some.sides(found)
    one, two = met(found.requests), met(turned.requests)
    assert (one is None) == (two is None)
    if one and two:
        assert two.each == one.each.swap() and two.drawn == one.drawn.swap()
    for seat in SEATS:
        assert limits(turned.limits, seat) == limits(found.limits, other(seat))


@given(some.many(some.hearing, least=20, most=60), some.hearing)
def test_one_statement_more_moves_a_rate_by_little(found, more):
    before, after = heard(found), heard([*found, more])
    if before and after:
        change = after.each[more.seat].part - before.each[more.seat].part
        assert abs(change) <= 1 / (before.each[more.seat].of + 1) + 1e-12


@given(some.many(some.request, most=40))
def test_the_order_of_what_happened_does_not_matter(found):
    one, two = answered(found), answered(found[::-1])
    assert (one is None) == (two is None)
    assert one is None or (one.each, one.drawn, one.said) == (two.each, two.drawn, two.said)
