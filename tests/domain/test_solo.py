"""Which prompt comes today: an order of one's own, each once, and little moved when the deck grows."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couples.domain.solo import of_the_day

SLUGS = [f"prompt-{number}" for number in range(12)]
decks = st.lists(st.text("abc-", min_size=1, max_size=6), min_size=1, max_size=20, unique=True)
seeds = st.text(max_size=8)
days = st.integers(-1_000, 30_000)


def shown(slugs, seed, first, count):
    return [of_the_day(slugs, seed, day) for day in range(first, first + count)]


def turned(order, first):
    """The same round, begun with another one."""
    at = order.index(first)
    return order[at:] + order[:at]


@given(decks, seeds, days)
def test_on_as_many_following_days_as_there_are_prompts_each_comes_once(slugs, seed, day):
    assert sorted(shown(slugs, seed, day, len(slugs))) == sorted(slugs)


@given(decks.filter(lambda slugs: len(slugs) > 1), seeds, days)
def test_two_following_days_differ_also_where_a_round_turns(slugs, seed, day):
    found = shown(slugs, seed, day, 2 * len(slugs) + 1)
    assert all(one != next_one for one, next_one in pairwise(found))


@given(decks, seeds, days, st.randoms(use_true_random=False))
def test_how_the_deck_is_sorted_does_not_matter(slugs, seed, day, chance):
    mixed = chance.sample(slugs, len(slugs))
    assert of_the_day(mixed, seed, day) == of_the_day([*slugs, slugs[0]], seed, day)


@given(decks, seeds, days, st.text("xyz", min_size=1, max_size=3))
def test_a_new_one_comes_between_two_of_those_that_keep_their_order(slugs, seed, day, new):
    before = shown(slugs, seed, day, len(slugs))
    after = [each for each in shown([*slugs, new], seed, day, len(slugs) + 1) if each != new]
    assert turned(after, before[0]) == before


@given(decks, seeds, st.integers(0, 400), st.text("xyz", min_size=1, max_size=3))
def test_counted_from_ones_own_beginning_a_new_one_sets_back_by_a_day_for_each_round(slugs, seed, day, new):
    order = shown(slugs, seed, 0, len(slugs))
    today = of_the_day([*slugs, new], seed, day)
    if today != new:
        assert (day - order.index(today)) % len(slugs) <= day // len(slugs) + 1


def test_each_person_has_an_order_of_their_own():
    orders = {tuple(shown(SLUGS, f"person-{number}", 0, len(SLUGS))) for number in range(50)}
    assert len(orders) == 50
    assert {order[0] for order in orders} == set(SLUGS)


def test_nobodys_order_is_shuffled_anew_by_a_new_release():
    assert shown(["a", "b", "c", "d", "e"], "sam", 0, 5) == ["b", "d", "e", "c", "a"]


def test_an_empty_deck_has_no_prompt_of_the_day():
    with pytest.raises(ValueError, match="no slugs"):
        of_the_day([], "alex", 0)
