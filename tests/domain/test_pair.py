"""A value held once for each seat."""

from hypothesis import given
from hypothesis import strategies as st

from couples.domain.pair import SEATS, Pair, both, other

pairs = st.builds(Pair, st.integers(), st.integers())
seats = st.sampled_from(SEATS)


@given(pairs)
def test_swapping_twice_changes_nothing(pair):
    assert pair.swap().swap() == pair


@given(pairs, seats, st.integers())
def test_what_is_put_on_a_seat_is_there_and_the_other_keeps_theirs(pair, seat, value):
    assert pair.put(seat, value)[seat] == value
    assert pair.put(seat, value)[other(seat)] == pair[other(seat)]


@given(pairs)
def test_map_and_swap_commute(pair):
    assert pair.map(abs).swap() == pair.swap().map(abs)


def test_all_and_any_look_at_both_seats():
    assert Pair(1, 1).all() and not Pair(1, 0).all()
    assert Pair(0, 1).any() and not both(0).any()
