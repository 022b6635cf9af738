"""Coverage: how often what is drawn holds the truth, and how often something is said that is not so.

Counts are worked out over all outcomes, so that no luck is in them. What cannot be is tried, from a fixed seed.
How many were tried is printed: `pytest -s`.
"""

import random
from itertools import permutations
from math import comb
from statistics import fmean

import pytest

from couples.domain.balance.intervals import DRAWN, SAID, newcombe, of_share, wilson
from couples.domain.balance.rates import heard
from couples.domain.balance.share import airtime, starting
from couples.domain.balance.trend import trend
from tests.domain.balance import some

SEED = 1927
TRIED = 2000
GOOD = (0.75, 0.85)
PARTS = [n / 20 for n in range(4, 17)]  # a fifth to four fifths
JACKKNIFE = ("sessions", "part"), [(n, part) for n in (3, 4, 5, 8) for part in (0.5, 0.63)]


def chances(n, part):
    """Of each count from 0 to n, where each of n goes one way with this chance."""
    return [comb(n, x) * part**x * (1 - part) ** (n - x) for x in range(n + 1)]


def chance_of_pairs(n, one, m, two):
    """(x of n, y of m, how often both come)."""
    for x, p in enumerate(chances(n, one)):
        for y, q in enumerate(chances(m, two)):
            yield x, y, p * q


def told(what, found, tried):
    print(f"{what}: {found:.3f} of {tried:,} tried")
    return found


# What is drawn holds the truth about four times in five.


@pytest.mark.parametrize("n", [16, 20, 24, 32, 40, 60])
def test_a_share_of_sixteen_counts_or_more_is_held_four_times_in_five(n):
    """Counts jump, and so does this with the true share: on average over shares it has to be right."""
    holds = fmean(
        sum(chance for x, chance in enumerate(chances(n, part)) if wilson(x, n, DRAWN).holds(part))
        for part in PARTS
    )
    assert GOOD[0] <= holds <= GOOD[1]


@pytest.mark.parametrize("part", [0.5, 0.6, 0.75])
def test_starts_are_held_four_times_in_five_when_tried(part):
    rng = random.Random(SEED)
    holds = 0
    for _ in range(TRIED):
        n = rng.randint(16, 40)
        a = sum(rng.random() < part for _ in range(n))
        holds += starting(some.starts(a, n - a)).drawn.holds(part)
    assert GOOD[0] <= told(f"starts at {part}", holds / TRIED, TRIED) <= GOOD[1]


@pytest.mark.parametrize(("n", "m"), [(6, 6), (6, 9), (8, 8), (10, 10), (15, 12)])
def test_a_difference_of_rates_is_held_four_times_in_five(n, m):
    holds = fmean(
        sum(chance for x, y, chance in chance_of_pairs(n, one, m, two) if held(x, n, y, m, one - two))
        for one in PARTS[::3]
        for two in PARTS[::3]
    )
    assert GOOD[0] <= holds <= GOOD[1]


def held(x, n, y, m, truth):
    return newcombe(x, n, y, m, DRAWN).holds(truth)


@pytest.mark.parametrize(("one", "two"), [(0.5, 0.5), (0.7, 0.7), (0.8, 0.5), (0.9, 0.6)])
def test_being_heard_is_held_four_times_in_five_when_tried(one, two):
    rng = random.Random(SEED)
    holds = 0
    for _ in range(TRIED):
        n, m = rng.randint(6, 15), rng.randint(6, 15)
        x, y = (sum(rng.random() < part for _ in range(of)) for part, of in ((one, n), (two, m)))
        found = heard(some.hearings("A", x, n) + some.hearings("B", y, m))
        holds += found.drawn.holds(one - two)
    assert GOOD[0] <= told(f"heard at {one} and {two}", holds / TRIED, TRIED) <= GOOD[1]


@pytest.mark.parametrize(*JACKKNIFE)
def test_a_share_of_speaking_is_held_four_times_in_five(sessions, part):
    rng = random.Random(SEED)
    found = [of_share([a_talk(rng, part) for _ in range(sessions)], DRAWN) for _ in range(TRIED)]
    holds = fmean(each.holds(part) for each in found)
    assert GOOD[0] <= told(f"{sessions} talks at {part}", holds, TRIED) <= GOOD[1]


def a_talk(rng, part):
    """Turns of many lengths; a session has a colour of its own, so that in one somebody speaks more in all of it."""
    turns, here = rng.choice((4, 6, 8)), min(0.95, max(0.05, rng.gauss(part, 0.1)))
    lengths = [[rng.lognormvariate(3.4, 0.6) for _ in range(turns)] for _ in range(2)]
    return sum(lengths[0]) * here, sum(lengths[1]) * (1 - here)


# What is said is seldom wrong: a false "leans" starts quarrels, and a late one does not.


@pytest.mark.parametrize("n", range(10, 101))
def test_an_even_pair_is_seldom_told_that_starting_leans(n):
    leans = sum(chance for a, chance in enumerate(chances(n, 0.5)) if leans_at(a, n))
    assert leans <= 0.07


@pytest.mark.parametrize(("n", "part", "often"), [(20, 0.8, 0.80), (24, 0.75, 0.77), (40, 0.7, 0.70)])
def test_who_truly_starts_more_is_told_so_in_the_end(n, part, often):
    """The price of being careful, as it is written down."""
    leans = sum(chance for a, chance in enumerate(chances(n, part)) if leans_at(a, n))
    assert round(leans, 2) == often


def leans_at(a, n):
    return starting(some.starts(a, n - a)).state == "leans"


@pytest.mark.parametrize("sessions", [4, 5, 8])
def test_an_even_pair_is_seldom_told_that_speaking_leans(sessions):
    rng = random.Random(SEED)
    found = [airtime(some.talks(*(a_talk(rng, 0.5) for _ in range(sessions)))) for _ in range(TRIED)]
    leans = fmean(each is not None and each.state == "leans" for each in found)
    assert told(f"{sessions} even talks that lean", leans, TRIED) <= 0.07


def test_two_of_the_same_rate_are_seldom_told_that_they_differ():
    """At worst, over all sizes from 6 to 15 of each and all rates: as counts jump, it is not 5 but 9 in a hundred."""
    worst = 0.0
    for n in range(6, 16):
        for m in range(n, 16):
            differ = {
                (x, y) for x in range(n + 1) for y in range(m + 1) if not newcombe(x, n, y, m, SAID).holds(0)
            }
            for part in (0.3, 0.5, 0.7, 0.9):
                wrong = sum(chance for x, y, chance in chance_of_pairs(n, part, m, part) if (x, y) in differ)
                worst = max(worst, wrong)
    assert worst <= 0.095


@pytest.mark.parametrize(("weeks", "most"), [(6, 0.137), (7, 0.075)])
def test_weeks_in_any_order_are_seldom_told_to_move(weeks, most):
    """All orders of values far apart: no even noise does worse, whatever it is made of."""
    orders = [*permutations(range(weeks))]
    moves = fmean(trend({at: 0.15 * value for at, value in enumerate(order)})[0] != "" for order in orders)
    assert told(f"{weeks} weeks that move", moves, len(orders)) <= most


@pytest.mark.parametrize(("weeks", "most"), [(6, 0.13), (8, 0.04), (13, 0.02)])
def test_weeks_that_only_waver_are_seldom_told_to_move(weeks, most):
    rng = random.Random(SEED)
    found = [
        trend({-week: min(1.0, max(0.0, rng.gauss(0.5, 0.1))) for week in range(weeks)})[0]
        for _ in range(TRIED)
    ]
    moves = fmean(each != "" for each in found)
    assert told(f"{weeks} wavering weeks that move", moves, TRIED) <= most
