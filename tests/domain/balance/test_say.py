"""Say: a session is one point, six decisions of each are needed, and what only one looked at stands beside nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couples.domain.balance.intervals import DRAWN, SAID, of_mean
from couples.domain.balance.rates import Rate
from couples.domain.balance.say import said, say
from couples.domain.pair import Pair
from tests.domain.balance import some

close = pytest.approx
say_values = st.lists(st.integers(0, 4), min_size=3, max_size=6)
two_sessions = st.tuples(say_values, say_values, say_values, say_values)


def told(*sessions):
    """Each session is what A and what B put, in decisions of a list of their own."""
    return [
        fact
        for n, pair in enumerate(sessions)
        for seat, values in zip("AB", pair, strict=True)
        for fact in some.decisions(seat, values, about=f"talk {n}")
    ]


THREE = (([4, 4], [2, 2]), ([3, 3], [1, 1]), ([4, 2], [3, 3]))


def test_it_is_the_mean_over_sessions_of_what_each_had():
    found = say(told(*THREE))
    points = [1 / 1.5, 0.75 / 1.0, 0.75 / 1.5]
    assert found.share.share == close(sum(points) / 3)
    assert (found.share.drawn.low, found.share.drawn.high) == close(
        (of_mean(points, DRAWN).low, of_mean(points, DRAWN).high)
    )
    assert (found.share.said.low, found.share.said.high) == close(
        (of_mean(points, SAID).low, of_mean(points, SAID).high)
    )
    assert found.share.each == Pair(6.0, 6.0) and len(found.share.events) == 12
    assert found.each.map(lambda each: (each.say, each.decisions)) == Pair((20 / 24, 6), (12 / 24, 6))


def test_six_decisions_of_each_are_needed():
    enough = (([4, 4, 4], [2, 2, 2]), ([3, 3, 3], [1, 1, 1]))
    assert say(told(*enough)) is not None
    for short in ((([4, 4], [2, 2, 2]), enough[1]), (([4, 4, 4], [2, 2]), enough[1])):
        assert say(told(*short)) is None
    assert said(some.decisions("A", [2] * 5), "A") is None
    assert said(some.decisions("A", [2] * 6), "A") is not None


def test_two_sessions_in_which_both_looked_are_needed():
    assert say(told(([4] * 6, [2] * 6))) is None
    assert say(told(([4] * 6, [2] * 6), ([4], [2]))) is not None


def test_where_both_had_none_somebody_else_decided():
    others = told(*THREE, ([0, 0], [0, 0]))
    assert say(others).share.share == close(say(told(*THREE)).share.share)
    assert say(told(([0, 0, 0], [0, 0, 0]), ([4, 4, 4], [2, 2, 2]))) is None


def test_none_of_it_is_an_answer_where_the_other_had_some():
    found = say(told(*THREE, ([0, 0], [4, 4])))
    assert found.share.share == close((1 / 1.5 + 0.75 + 0.5 + 0) / 4)


def test_what_only_one_looked_at_changes_nothing():
    alone = some.decisions("A", [0, 0, 0], about="alone")
    alone += some.decisions("A", [0], about="alone", measure="enough", most=1)
    assert say(told(*THREE) + alone) == say(told(*THREE))
    assert said(told(*THREE) + alone, "A").decisions == 9  # to whoever looked it is their own


def test_whether_it_was_right_is_told_for_each_and_left_out_is_not_no():
    right = some.decisions("A", [1, 0, 1], about="talk 0", measure="enough", most=1)
    found = say(told(*THREE) + right)
    assert found.each.map(lambda each: each.enough) == Pair(Rate(2, 3), Rate(0, 0))


@given(two_sessions)
def test_it_is_the_same_seen_from_the_other_seat(values):
    a, b, c, d = values
    facts = told((a, b), (c, d))
    one, two = say(facts), say([some.swapped(fact) for fact in facts])
    assert (one is None) == (two is None)
    if one and two:
        assert two.share.share == close(1 - one.share.share)
        assert two.share.evenness == close(one.share.evenness, abs=1e-12)
        turned = one.share.drawn.turned()
        assert (two.share.drawn.low, two.share.drawn.high) == close((turned.low, turned.high), abs=1e-9)
        assert two.each == one.each.swap() and two.share.each == one.share.each.swap()


@given(some.many(some.ratings().filter(lambda fact: fact.measure not in ("say", "enough"))))
def test_nothing_else_moves_it(others):
    assert say(others + told(*THREE)) == say(told(*THREE)) == say(told(*THREE) + others)
    assert say(others) is None
