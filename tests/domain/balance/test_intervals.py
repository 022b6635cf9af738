"""Intervals: the closed forms say what SciPy says, and what a textbook says where SciPy says nothing."""

import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from couples.domain.balance.intervals import (
    DRAWN,
    SAID,
    Interval,
    newcombe,
    of_mean,
    of_share,
    slope,
    t_quantile,
    wilson,
)

LEVELS = (DRAWN, SAID)
close = pytest.approx
level = st.sampled_from(LEVELS)


@st.composite
def counts(draw):
    n = draw(st.integers(1, 400))
    return draw(st.integers(0, n)), n


def ends(interval):
    return interval.low, interval.high


def test_four_in_five_is_drawn_and_nineteen_in_twenty_is_said():
    assert (DRAWN, SAID) == (0.80, 0.95)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("n", [1, 2, 6, 10, 16, 100])
def test_wilson_is_scipys(n, level):
    for x in range(n + 1):
        theirs = stats.binomtest(x, n).proportion_ci(level, method="wilson")
        assert ends(wilson(x, n, level)) == close((theirs.low, theirs.high), abs=1e-12)


@given(counts(), level)
def test_wilson_is_within_0_and_1_holds_the_share_and_mirrors(count, level):
    x, n = count
    found = wilson(x, n, level)
    assert 0 <= found.low <= x / n + 1e-12 and x / n - 1e-12 <= found.high <= 1
    assert ends(wilson(n - x, n, level)) == close(ends(found.turned()), abs=1e-12)


def test_the_wider_level_holds_the_narrower():
    for n in (6, 10, 40):
        for x in range(n + 1):
            drawn, said = wilson(x, n, DRAWN), wilson(x, n, SAID)
            assert drawn.within(said.low - 1e-12, said.high + 1e-12)


@pytest.mark.parametrize(("n", "width"), [(6, 0.46), (8, 0.41), (10, 0.38), (16, 0.31)])
def test_widths_at_an_even_split_are_those_that_the_thresholds_were_chosen_by(n, width):
    assert round(wilson(n / 2, n, DRAWN).width, 2) == width


@pytest.mark.parametrize(
    ("x", "n", "drawn", "said"),
    [
        (9, 12, (57, 87), (47, 91)),
        (15, 20, (61, 85), (53, 89)),
        (6, 11, (36, 72), (28, 79)),
    ],
)
def test_the_worked_example_of_starts(x, n, drawn, said):
    assert tuple(round(100 * end) for end in ends(wilson(x, n, DRAWN))) == drawn
    assert tuple(round(100 * end) for end in ends(wilson(x, n, SAID))) == said


@pytest.mark.parametrize(("counts", "said"), [((7, 8, 4, 9), (-0.02, 0.71)), ((9, 10, 4, 10), (0.08, 0.75))])
def test_the_worked_example_of_being_heard(counts, said):
    assert tuple(round(end, 2) for end in ends(newcombe(*counts, SAID))) == said


@given(counts(), counts(), level)
def test_newcombe_is_two_intervals_of_wilson_joined(one, two, level):
    """Written out from the paper, with SciPy's own intervals of Wilson."""
    (x1, n1), (x2, n2) = one, two
    p1, p2 = x1 / n1, x2 / n2
    l1, u1 = stats.binomtest(x1, n1).proportion_ci(level, method="wilson")
    l2, u2 = stats.binomtest(x2, n2).proportion_ci(level, method="wilson")
    low = p1 - p2 - math.sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2)
    high = p1 - p2 + math.sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2)
    assert ends(newcombe(x1, n1, x2, n2, level)) == close((low, high), abs=1e-9)


@given(counts(), counts(), level)
def test_newcombe_changes_its_sign_where_the_two_change_places(one, two, level):
    found, turned = newcombe(*one, *two, level), newcombe(*two, *one, level)
    assert ends(turned) == close((-found.high, -found.low), abs=1e-12)
    assert -1 - 1e-12 <= found.low <= found.high <= 1 + 1e-12


def test_newcombes_own_example():
    """Newcombe (1998), table II, case (a): 56/70 less 48/80, method 10."""
    assert ends(newcombe(56, 70, 48, 80, SAID)) == close((0.0524, 0.3339), abs=5e-5)


@pytest.mark.parametrize("p", [0.6, 0.9, 0.95, 0.975, 0.999])
@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 5, 10, 29, 30, 89])
def test_students_t_is_scipys(p, freedom):
    assert t_quantile(p, freedom) == close(stats.t.ppf(p, freedom), rel=1e-9)


def test_students_t_is_0_in_the_middle():
    assert t_quantile(0.5, 3) == close(0, abs=1e-12)


def test_the_worked_example_of_airtime():
    points = [(240.0, 110.0), (180.0, 150.0), (260.0, 120.0), (200.0, 140.0), (220.0, 120.0)]
    assert tuple(round(100 * end) for end in ends(of_share(points, DRAWN))) == (59, 67)
    assert tuple(round(100 * end) for end in ends(of_share(points, SAID))) == (56, 71)


sessions = st.lists(st.tuples(st.integers(1, 900), st.integers(1, 900)), min_size=2, max_size=20)


@given(sessions, level)
def test_leaving_one_out_is_what_it_says(points, level):
    """Each point left out by itself, the slow way, with SciPy's t."""
    n = len(points)
    parts = [share_of(points[:at] + points[at + 1 :]) for at in range(n)]
    spread = math.sqrt((n - 1) / n * sum((part - statistics.fmean(parts)) ** 2 for part in parts))
    half = stats.t.ppf((1 + level) / 2, n - 1) * spread
    whole = share_of(points)
    expected = max(0, whole - half), min(1, whole + half)
    assert ends(of_share(points, level)) == close(expected, abs=1e-9)


@given(sessions, level)
def test_a_share_of_sessions_mirrors(points, level):
    turned = of_share([(two, one) for one, two in points], level)
    assert ends(turned) == close(ends(of_share(points, level).turned()), abs=1e-9)


@given(st.lists(st.floats(0, 1), min_size=2, max_size=20), level)
def test_leaving_one_out_of_a_mean_is_the_interval_of_student(values, level):
    """For a mean the two are the same, and SciPy knows Student's."""
    error = statistics.stdev(values) / math.sqrt(len(values))
    half = stats.t.ppf((1 + level) / 2, len(values) - 1) * error
    mean = statistics.fmean(values)
    expected = max(0, mean - half), min(1, mean + half)
    assert ends(of_mean(values, level)) == close(expected, abs=1e-7)


@given(st.lists(st.integers(0, 100), min_size=2, max_size=26), st.integers(0, 50))
def test_the_slope_is_theils_and_sens(values, first):
    points = [(float(first + 2 * at), value / 100) for at, value in enumerate(values)]
    found, _ = slope(points)
    theirs = stats.theilslopes([value for _, value in points], [when for when, _ in points])
    assert found == close(theirs.slope, abs=1e-12)


@given(st.lists(st.integers(-5, 5), min_size=2, max_size=12))
def test_agreement_is_the_part_of_pairs_that_go_the_same_way(values):
    points = [(float(at), float(value)) for at, value in enumerate(values)]
    found, agreement = slope(points)
    pairs = [(later - earlier) for at, earlier in enumerate(values) for later in values[at + 1 :]]
    assert agreement == close(sum(pair * found > 0 for pair in pairs) / len(pairs))
    back, same = slope([(when, -value) for when, value in points])
    assert (back, same) == close((-found, agreement))


def test_an_interval_holds_its_ends_and_lies_within_itself():
    found = Interval(0.2, 0.5)
    assert found.holds(0.2) and found.holds(0.5) and not found.holds(0.19) and not found.holds(0.51)
    assert found.within(0.2, 0.5) and not found.within(0.21, 0.5) and not found.within(0.2, 0.49)
    assert found.width == close(0.3) and ends(found.turned()) == close((0.5, 0.8))


def share_of(points):
    return sum(one for one, _ in points) / sum(one + two for one, two in points)
