"""Trends: one value a week, and nothing is said to change that only wavers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couples.domain.balance.trend import trend, weekly_airtime, weekly_starting
from couples.domain.balance.window import WEEK, within
from couples.domain.days import DAY
from tests.domain.balance import some

close = pytest.approx


def weeks(values):
    """The last is this week."""
    return {at + 1 - len(values): value for at, value in enumerate(values)}


def rising(n, by=0.5):
    return [0.2 + by * at / (n - 1) for at in range(n)]


@pytest.mark.parametrize(
    ("n", "says"), [(2, ""), (5, ""), (6, "maybe"), (7, "maybe"), (8, "changing"), (13, "changing")]
)
def test_it_may_be_from_six_weeks_on_and_it_is_from_eight_on(n, says):
    assert trend(weeks(rising(n)))[0] == says


@pytest.mark.parametrize("n", [6, 8])
def test_a_change_of_less_than_ten_points_is_none(n):
    assert trend(weeks(rising(n, 0.1001)))[0] != ""
    assert trend(weeks(rising(n, 0.0999)))[0] == ""


@pytest.mark.parametrize(("n", "back", "says"), [(6, 3, "maybe"), (8, 5, "changing"), (13, 15, "changing")])
def test_four_in_five_pairs_of_weeks_go_the_same_way(n, back, says):
    """Of 15, 28 and 78 pairs a fifth may go back: 3, 5 and 15 of them, and one more is too many."""
    assert trend(weeks(going_back(n, back)))[0] == says
    assert trend(weeks(going_back(n, back + 1)))[0] == ""


def going_back(n, pairs):
    """Values that rise, but for so many pairs of weeks of which the later has less."""
    found = []
    for at in reversed(range(n)):
        before = min(pairs, len(found))
        found.insert(before, 0.1 + 0.06 * at)
        pairs -= before
    return found


def test_by_how_much_it_moved_is_over_the_whole_time():
    assert trend(weeks(rising(8)))[1] == close(0.5)
    assert trend(weeks(rising(8)[::-1])) == ("changing", close(-0.5))


def test_a_week_without_a_value_is_not_a_week_of_0():
    values = weeks(rising(9))
    some_missing = {week: value for week, value in values.items() if week not in (-3, -5)}
    assert trend(some_missing) == ("maybe", close(0.5))
    assert trend({**values, -3: 0.0, -5: 0.0})[0] == ""


@given(st.dictionaries(st.integers(-12, 0), st.integers(0, 100), max_size=13))
def test_it_is_the_same_seen_from_the_other_seat(found):
    """In hundredths that a float holds exactly, so that a hair decides nothing."""
    says, moved = trend({week: value / 128 for week, value in found.items()})
    turned, back = trend({week: 1 - value / 128 for week, value in found.items()})
    assert (says, moved) == (turned, close(-back, abs=1e-12))


def test_the_week_up_to_now_is_0_and_the_one_before_it_begins_after_seven_days():
    at = [some.NOW, some.NOW - WEEK + 1, some.NOW - WEEK, some.NOW - 2 * WEEK]
    found = weekly_starting([_start(when, "A") for when in at] + [_start(some.NOW - WEEK, "B")], some.NOW)
    assert found == {0: 1.0, -1: 0.5, -2: 1.0}


def test_a_weeks_airtime_is_the_share_of_all_its_seconds():
    facts = some.talks((30, 10), (30, 50), *[(0, 0)] * 5, (10, 30))
    assert weekly_airtime(facts, some.NOW, typed=False) == {0: 0.5, -1: 0.25}


def test_a_talk_in_which_one_said_nothing_and_typed_ones_make_no_week():
    facts = some.talks((30, 0)) + some.talks((10, 30), typed=True)
    assert weekly_airtime(facts, some.NOW, typed=False) == {}
    assert weekly_airtime(facts, some.NOW, typed=True) == {0: 0.25}


@given(some.many(some.facts))
def test_weeks_are_the_same_seen_from_the_other_seat(found):
    found, turned = some.sides(found)
    for one, two in (
        (weekly_starting(found.starts, some.NOW), weekly_starting(turned.starts, some.NOW)),
        (
            weekly_airtime(found.talks, some.NOW, typed=False),
            weekly_airtime(turned.talks, some.NOW, typed=False),
        ),
    ):
        assert two == {week: close(1 - value) for week, value in one.items()}


@pytest.mark.parametrize(("days", "counts"), [(0, 1), (90, 1), (90.0001, 0), (-0.0001, 0), (200, 0)])
def test_ninety_days_count_and_what_is_still_to_come_does_not(days, counts):
    assert len(within([_start(some.NOW - days * DAY, "A")], some.NOW).starts) == counts


def _start(at, seat):
    (found,) = some.starts(seat == "A", seat == "B")
    return type(found)(at=at, about="x", seat=seat, what="need")
