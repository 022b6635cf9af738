"""Leaning and footing: four parts that make one, only where both said both, and within a month of each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couples.domain.balance.checkins import AREAS
from couples.domain.balance.footing import Stand, areas, stands
from couples.domain.days import DAY
from couples.domain.pair import Pair
from tests.domain.balance import some

close = pytest.approx
part = st.floats(0, 1)


@pytest.mark.parametrize(
    ("lean", "footing", "which", "percent"),
    [(4, 1, 0, 25), (4, 1, 1, 75), (3, 3, 0, 56), (1, 4, 2, 75), (1, 1, 3, 56)],
)
def test_parts_are_those_of_the_worked_example(lean, footing, which, percent):
    found = stands(some.area("A", "money", lean, footing), "A")["money"]
    assert round(100 * found.parts[which]) == percent


@given(part, part)
def test_four_parts_make_one(lean, footing):
    parts = Stand(lean, footing, 0.0).parts
    assert sum(parts) == close(1) and all(each >= 0 for each in parts)
    assert parts[0] + parts[1] == close(lean) and parts[0] + parts[2] == close(footing)


def test_net_lean_is_the_difference_and_mutual_lean_the_mean():
    (found,) = areas(some.area("A", "low", 4, 0) + some.area("B", "low", 1, 2))
    assert (found.name, found.net_lean, found.mutual_lean) == ("low", 0.75, 0.625)
    assert found.each == Pair(Stand(1.0, 0.0, some.NOW), Stand(0.25, 0.5, some.NOW))


@pytest.mark.parametrize("first", ["A", "B"])
def test_a_month_apart_is_together_and_a_day_more_is_not(first):
    later = some.area("B" if first == "A" else "A", "money", 2, 2)
    assert areas(some.area(first, "money", 1, 1, at=some.NOW - 30 * DAY) + later)
    assert not areas(some.area(first, "money", 1, 1, at=some.NOW - 30 * DAY - 1) + later)


def test_an_area_that_one_left_out_is_not_there():
    both, one = some.area("A", "low", 0, 0) + some.area("B", "low", 0, 0), some.area("A", "money", 4, 4)
    assert [each.name for each in areas(both + one)] == ["low"]
    lean_only = some.area("B", "money", 0, 0)[:1]
    assert [each.name for each in areas(both + one + lean_only)] == ["low"]


def test_nought_is_an_answer():
    (found,) = areas(some.area("A", "low", 0, 0) + some.area("B", "low", 0, 0))
    assert found.each.a.parts == (0, 0, 0, 1)


def test_what_was_said_last_counts_in_whatever_order_it_comes():
    old, new = some.area("A", "people", 0, 4, at=some.ago(40)), some.area("A", "people", 4, 1)
    for facts in (old + new, new + old):
        assert stands(facts, "A") == {"people": Stand(1.0, 0.25, some.NOW)}


def test_a_guess_is_no_lean_of_ones_own():
    guess = some.rating("A", "lean", "low", 4, guess=True)
    assert stands([guess, *some.area("A", "low", 1, 1)[1:]], "A") == {}


def test_areas_come_in_the_order_of_the_check_in():
    facts = [
        fact for each in reversed(AREAS) for seat in ("B", "A") for fact in some.area(seat, each.name, 2, 2)
    ]
    assert [each.name for each in areas(facts)] == [each.name for each in AREAS]


@given(some.mixed())
def test_it_is_the_same_seen_from_the_other_seat(found):
    one, two = (areas(facts.ratings) for facts in some.sides(found))
    assert [each.name for each in one] == [each.name for each in two]
    for mine, theirs in zip(one, two, strict=True):
        assert theirs.each == mine.each.swap()
        assert (theirs.net_lean, theirs.mutual_lean) == (-mine.net_lean, mine.mutual_lean)
        assert -1 <= mine.net_lean <= 1 and 0 <= mine.mutual_lean <= 1
