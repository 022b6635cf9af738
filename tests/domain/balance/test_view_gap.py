"""View gap: each guess beside the other's own answer to the same, and shares of work that make more than a whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couples.domain.balance.view_gap import Guessed, view_gap
from tests.domain.balance import some

close = pytest.approx
point = st.integers(0, 4)
pairs = st.lists(st.tuples(point, point), min_size=6, max_size=12)
EXACT = [(2, 2)] * 6


def told(mine, theirs):
    return [*some.guesses("A", mine, about="of B"), *some.guesses("B", theirs, about="of A")]


def test_accuracy_is_how_near_and_tilt_is_which_way():
    found = view_gap(told([(4, 2), (4, 2), (2, 4), (3, 3), (3, 3), (3, 3)], EXACT))
    assert found.each.a == Guessed(accuracy=close(1 - 1.5 / 6), tilt=close(0.5 / 6), pairs=6)
    assert found.each.b == Guessed(accuracy=1, tilt=0, pairs=6)


def test_the_farthest_off_is_0_and_too_low_is_below_0():
    found = view_gap(told([(0, 4)] * 6, [(4, 0)] * 6))
    assert (found.each.a.accuracy, found.each.a.tilt) == (0, -1)
    assert (found.each.b.accuracy, found.each.b.tilt) == (0, 1)


def test_six_guesses_of_each_are_needed():
    assert view_gap(told(EXACT, EXACT)) is not None
    assert view_gap(told(EXACT[:5], EXACT)) is None
    assert view_gap(told(EXACT, EXACT[:5])) is None


def test_a_guess_that_has_no_answer_is_not_off_by_all_of_it():
    lonely = [some.rating("A", "week", "rested", 4, about="later", guess=True)]
    assert view_gap(told(EXACT, EXACT) + lonely) == view_gap(told(EXACT, EXACT))
    assert view_gap(told(EXACT[:5], EXACT) + lonely) is None


def test_an_answer_of_another_time_or_to_another_thing_does_not_go_with_it():
    guess = some.rating("A", "week", "rested", 4, about="this week", guess=True)
    for about, measure, item in (
        ("last week", "week", "rested"),
        ("this week", "month", "rested"),
        ("this week", "week", "free"),
    ):
        answer = some.rating("B", measure, item, 0, about=about)
        assert view_gap([*told(EXACT[:5], EXACT), guess, answer]) is None


def test_nought_is_an_answer():
    found = view_gap(told([(0, 0)] * 6, [(4, 0)] * 6))
    assert (found.each.a.accuracy, found.each.b.accuracy) == (1, 0)


def test_whoever_says_it_twice_means_what_they_said_last():
    early = [
        some.rating("A", "week", "0", 4, about="of B", at=some.ago(1), guess=True),
        some.rating("B", "week", "0", 0, about="of B", at=some.ago(1)),
    ]
    facts = told(EXACT, EXACT)
    assert view_gap(early + facts) == view_gap(facts + early) == view_gap(facts)


@given(pairs, pairs)
def test_it_is_the_same_seen_from_the_other_seat(mine, theirs):
    facts = told(mine, theirs)
    one, two = view_gap(facts), view_gap([some.swapped(fact) for fact in facts])
    assert two.each == one.each.swap()
    for each in one.each:
        assert -1e-12 <= each.accuracy <= 1 and abs(each.tilt) <= 1 - each.accuracy + 1e-12


# Shares that both claimed.


def test_what_both_claim_is_told_as_percent_beyond_a_whole():
    found = view_gap([*some.claims([(70, 58), (50, 50), (20, 60)])])
    assert found.claims == (("0", 28), ("1", 0), ("2", -20))
    assert found.each is None


def test_one_claim_alone_is_no_claim_and_nought_is_one():
    both = [*some.claims([(70, 58)])]
    alone = some.rating("A", "share", "alone", 100, most=100)
    assert view_gap([*both, alone]).claims == (("0", 28),)
    assert view_gap([*both, alone, some.rating("B", "share", "alone", 0, most=100)]).claims[1] == ("alone", 0)
    assert view_gap([alone]) is None


def test_the_latest_time_that_both_named_their_shares_counts():
    old, new = (
        [*some.claims([(a, b)], about=str(days), at=some.ago(days))]
        for a, b, days in ((80, 80, 9), (60, 60, 2))
    )
    assert view_gap(old + new).claims == view_gap(new + old).claims == (("0", 20),)
    alone = some.rating("A", "share", "0", 10, about="now", most=100)
    assert view_gap([*old, *new, alone]).claims == (("0", 20),)


@given(some.many(some.shares))
def test_claims_are_the_same_from_both_seats(found):
    one, two = view_gap(found), view_gap([some.swapped(fact) for fact in found])
    assert (one and dict(one.claims)) == (two and dict(two.claims))


def test_claims_and_guesses_do_not_mix():
    claims, guesses = [*some.claims([(70, 58)])], told(EXACT, EXACT)
    found = view_gap(claims + guesses)
    assert (found.each, found.claims) == (view_gap(guesses).each, view_gap(claims).claims)
