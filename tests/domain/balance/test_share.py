"""Shares: the worked example, each threshold to the step, and what holds whatever the two did."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from couples.domain.balance.facts import LISTS, Facts
from couples.domain.balance.intervals import Interval
from couples.domain.balance.share import Share, airtime, starting
from couples.domain.pair import Pair
from tests.domain.balance import some

FIVE = [(240, 110), (180, 150), (260, 120), (200, 140), (220, 120)]
close = pytest.approx


def drawn_at(share, drawn=(0.3, 0.9), said=(0.2, 0.95)):
    return Share("airtime", share, Interval(*drawn), Interval(*said), Pair(1.0, 1.0), ())


def mirrored(one, two):
    assert two.share == close(1 - one.share)
    assert two.evenness == close(one.evenness)
    assert two.each == one.each.swap()
    for mine, theirs in ((one.drawn, two.drawn), (one.said, two.said)):
        assert (theirs.low, theirs.high) == close((mine.turned().low, mine.turned().high), abs=1e-9)
    assert two.state == one.state
    assert (one.towards, two.towards) in {("A", "B"), ("B", "A"), (None, None)}


# The worked example.


def test_five_talks_of_which_63_percent_was_ones_lean():
    found = airtime(some.talks(*FIVE))
    assert round(found.share, 2) == 0.63 and round(found.evenness, 2) == 0.74
    assert (round(found.drawn.low, 2), round(found.drawn.high, 2)) == (0.59, 0.67)
    assert (round(found.said.low, 2), round(found.said.high, 2)) == (0.56, 0.71)
    assert (found.state, found.towards) == ("leans", "A")
    assert found.each == Pair(1100.0, 640.0) and len(found.events) == 5


@pytest.mark.parametrize(
    ("a", "b", "share", "state"),
    [(9, 3, 0.75, "unclear"), (15, 5, 0.75, "leans"), (6, 5, 6 / 11, "unclear"), (12, 12, 0.5, "even")],
)
def test_starts_are_told_as_in_the_worked_example(a, b, share, state):
    found = starting(some.starts(a, b))
    assert (found.share, found.state) == (close(share), state)
    assert found.each == Pair(float(a), float(b))


@pytest.mark.parametrize(("share", "evenness"), [(0.5, 1), (0.75, 0.5), (0.25, 0.5), (1, 0), (0, 0)])
def test_half_and_half_is_1_three_to_one_a_half_and_all_with_one_0(share, evenness):
    assert drawn_at(share).evenness == evenness


# Each threshold, to the step.


def test_four_talks_are_needed():
    assert airtime(some.talks(*FIVE[:3])) is None
    assert airtime(some.talks(*FIVE[:4])) is not None


def test_three_days_are_needed():
    assert airtime(some.talks(*FIVE, on_days=2)) is None
    assert airtime(some.talks(*FIVE, on_days=3)) is not None
    assert starting(some.starts(9, 3, on_days=2)) is None
    assert starting(some.starts(9, 3, on_days=3)) is not None


def test_ten_starts_are_needed():
    assert starting(some.starts(5, 4)) is None
    assert starting(some.starts(5, 5)) is not None


def test_an_interval_of_more_than_35_points_says_nothing_yet():
    """Mirrored pairs of talks: their middle is a half, and only how far apart they are changes the width."""
    narrow, wide = (some.talks(*[(50 + off, 50 - off), (50 - off, 50 + off)] * 2) for off in (18.50, 18.51))
    assert 0.3498 < airtime(narrow).drawn.width <= 0.35
    assert airtime(wide) is None


def test_one_third_to_two_thirds_is_about_even():
    assert drawn_at(0.5, (1 / 3, 2 / 3)).state == "even"
    assert drawn_at(0.5, (0.33, 0.6)).state == "unclear"
    assert drawn_at(0.5, (0.4, 0.67)).state == "unclear"


@pytest.mark.parametrize("share", [0.6, 0.4])
def test_within_40_to_60_percent_nothing_leans(share):
    away = 1 if share > 0.5 else -1
    said = (0.51, 0.69) if away > 0 else (0.31, 0.49)
    wide = (0.32, 0.68)
    assert drawn_at(share, wide, said).state == "unclear"
    assert drawn_at(share + 0.001 * away, wide, said).state == "leans"


def test_what_is_said_leaves_out_one_half_and_what_is_drawn_does_not_matter_for_it():
    assert drawn_at(0.8, (0.6, 0.9), (0.5, 0.95)).state == "unclear"
    assert drawn_at(0.8, (0.6, 0.9), (0.501, 0.95)).state == "leans"
    assert drawn_at(0.2, (0.1, 0.4), (0.05, 0.5)).state == "unclear"
    assert drawn_at(0.2, (0.1, 0.4), (0.05, 0.499)).state == "leans"


def test_about_even_comes_before_leaning():
    assert drawn_at(0.62, (0.58, 0.66), (0.55, 0.69)).state == "even"


def test_it_leans_to_whoever_had_more():
    assert drawn_at(0.8, said=(0.6, 0.95)).towards == "A"
    assert drawn_at(0.2, (0.1, 0.5), (0.05, 0.4)).towards == "B"
    assert drawn_at(0.5).towards is None


# Whatever they did.


@given(some.many(some.talk))
def test_airtime_is_the_same_seen_from_the_other_seat(found):
    one, two = airtime(found), airtime([some.swapped(each) for each in found])
    assert (one is None) == (two is None)
    if one and two:
        mirrored(one, two)


@given(some.many(some.start, least=10))
def test_starting_is_the_same_seen_from_the_other_seat(found):
    one, two = starting(found), starting([some.swapped(each) for each in found])
    assert (one is None) == (two is None)
    if one and two:
        mirrored(one, two)


spoken = st.tuples(st.integers(1, 600), st.integers(1, 600))
near_even = st.tuples(st.integers(200, 400), st.integers(200, 400))


@given(st.lists(near_even, min_size=4, max_size=20), st.integers(1, 1000))
def test_scaling_all_seconds_changes_nothing(seconds, times):
    one = airtime(some.talks(*seconds))
    two = airtime(some.talks(*[(a * times / 7, b * times / 7) for a, b in seconds]))
    assert (two.share, two.drawn.low, two.said.high) == close((one.share, one.drawn.low, one.said.high))
    assert (two.state, two.towards) == (one.state, one.towards)


@given(st.lists(near_even, min_size=4, max_size=20), st.integers(1, 5000))
def test_an_even_session_more_never_lowers_evenness(seconds, even):
    before, after = airtime(some.talks(*seconds)), airtime(some.talks(*seconds, (even, even)))
    assume(after is not None)
    assert after.evenness >= before.evenness - 1e-12


@given(st.integers(0, 60), st.integers(0, 60), some.SEAT)
def test_one_start_more_moves_the_share_by_little(a, b, seat):
    assume(a + b >= 10)
    before = starting(some.starts(a, b)).share
    after = starting(some.starts(a + (seat == "A"), b + (seat == "B"))).share
    assert abs(after - before) <= 1 / (a + b + 1) + 1e-12


@given(st.lists(near_even, min_size=4, max_size=9), st.lists(spoken, min_size=1, max_size=9))
def test_typed_and_spoken_are_never_mixed(seconds, words):
    aloud, typed = some.talks(*seconds), some.talks(*words, typed=True)
    assert airtime(aloud + typed) == airtime(typed + aloud) == airtime(aloud)
    assert not airtime(aloud).typed


def test_three_spoken_and_three_typed_are_not_enough_of_either():
    assert airtime(some.talks(*FIVE[:3]) + some.talks(*FIVE[:3], typed=True)) is None


def test_what_was_typed_is_told_where_too_little_was_spoken():
    typed = some.talks(*FIVE, typed=True)
    found = airtime(some.talks(*FIVE[:3]) + typed)
    assert found == airtime(typed) and found.typed


@given(st.lists(near_even, min_size=4, max_size=9), st.integers(1, 9000), st.booleans())
def test_a_talk_in_which_one_said_nothing_is_not_a_talk_of_0(seconds, alone, first):
    one_sided = some.talks((alone, 0) if first else (0, alone))
    assert airtime(some.talks(*seconds) + one_sided) == airtime(some.talks(*seconds))
    assert airtime(some.talks(*seconds[:3]) + one_sided) is None


@given(some.many(some.facts))
def test_facts_are_sorted_so_that_a_strand_is_made_of_its_own_kind_alone(found):
    sorted_ = Facts.sorted(found)
    assert sorted_.all() == sorted(found, key=lambda fact: list(LISTS).index(type(fact)))
    assert all(type(fact) is kind for kind, name in LISTS.items() for fact in getattr(sorted_, name))


@given(st.integers(1, 4), st.integers(0, 3))
def test_nothing_is_no_share(talks, starts):
    assert airtime([]) is None and starting([]) is None
    assert airtime(some.talks(*[(0, 0)] * talks)) is None
    assert starting(some.starts(starts, 0)) is None
