"""pause: either begins it, each comes back in their own time, and it is over when both have."""

import pytest

from couples.domain.exercise import Option, Step
from couples.domain.steps.pause import Pause
from couples.domain.view import without_words_of
from tests.domain.steps.small import at_step, seen, stage_of
from tests.play import act, refused

HELPS = (Option("water", "Drink some water"),)


def calm():
    return at_step(Step("calm", "pause", "Rehearse a pause", seconds=60, options=HELPS))


def resting(by="A"):
    return act(calm(), by, "rest", "calm", now=10.0)


@pytest.mark.parametrize(("by", "them"), [("A", "B"), ("B", "A")])
def test_either_begins_it_and_both_see_when_to_come_back(by, them):
    assert seen(calm(), by)["phase"] == "ready"
    session = resting(by)
    assert [seen(session, seat)["phase"] for seat in (by, them)] == ["resting", "resting"]
    assert [seen(session, seat)["until"] for seat in (by, them)] == [70.0, 70.0]
    assert seen(session, by)["mine"] and not seen(session, them)["mine"]


def test_it_begins_once():
    for seat in "AB":
        assert refused(resting(), seat, "rest", "calm").code == "stale"


@pytest.mark.parametrize(("early", "late"), [("A", "B"), ("B", "A")])
def test_each_comes_back_in_their_own_time_and_nobody_goes_on_before_both_have(early, late):
    session = act(resting(), early, "back", "calm", now=20.0)
    assert seen(session, early)["back"] and seen(session, late)["they_back"]
    assert not seen(session, late)["back"] and not seen(session, late)["rehearsed"]
    assert not any(stage_of(session, seat).may_go_on for seat in "AB")
    session = act(session, late, "back", "calm", now=900.0)
    assert seen(session, early)["rehearsed"] and seen(session, early)["phase"] == "open"
    assert all(stage_of(session, seat).may_go_on for seat in "AB")


def test_nobody_comes_back_twice_or_from_a_pause_that_has_not_begun():
    assert refused(calm(), "A", "back", "calm").code == "stale"
    assert refused(act(resting(), "A", "back", "calm"), "A", "back", "calm").code == "stale"


@pytest.mark.parametrize("seat", ["A", "B"])
def test_passing_ends_it_for_both_at_any_moment(seat):
    for session in (calm(), resting(), act(resting(), "A", "back", "calm")):
        passed = act(session, seat, "pass", "calm")
        assert all(stage_of(passed, each).may_go_on for each in "AB")
        assert not seen(passed, "A")["rehearsed"]
        assert refused(passed, "B", "back", "calm").code == "stale"


def test_there_is_nothing_in_it_to_take_out_after_an_unlink():
    assert without_words_of(resting(), "A", 1.0).states == resting().states


def test_an_author_hears_what_a_pause_needs():
    assert len(Pause().complaints(Step("s", "pause", "T", seconds=5))) == 2
    assert Pause().complaints(Step("s", "pause", "T", seconds=301, options=HELPS))
    assert not Pause().complaints(Step("s", "pause", "T", seconds=300, options=HELPS))
