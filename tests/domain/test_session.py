"""What may happen in a session and what then is."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couples.domain.deed import Deed
from couples.domain.events import EVENTS, Ended, Lapsed, Opened
from couples.domain.pair import SEATS, other
from couples.domain.session import decide, evolve, replay
from tests.play import WAYS, a_session, act, begun, moves, played, refused

ways = st.sampled_from(WAYS)
choices = st.randoms(use_true_random=True)


@given(ways, choices, st.sampled_from(SEATS))
def test_every_exercise_ends_whoever_acts_when(way, chance, first):
    session = begun(way, first)
    for session, *_ in played(session, chance.choice):
        pass
    assert session.over and not session.stopped


@given(ways, choices)
def test_passing_everything_ends_too(way, chance):
    session = begun(way)
    for session, *_ in played(session, chance.choice, names=("pass", "go_on", "answer")):
        pass
    assert session.over


@given(ways, choices, st.integers(0, 60))
def test_there_is_no_dead_end(way, chance, stop_after):
    """From each reachable state someone has a next deed, or it is over; and anyone can always leave."""
    session = begun(way)
    for count, (session, *_) in enumerate(played(session, chance.choice, names=(*_ALL,))):
        if session.over or count == stop_after:
            break
    assert session.over or any(moves(session, seat, names=_ALL) for seat in session.seats)
    for seat in session.seats:
        assert session.over or act(session, seat, "stop").stopped


@given(ways, choices)
def test_a_fold_of_the_events_is_the_state(way, chance):
    fresh = session = begun(way)
    events = []
    for session, _seat, _deed, new in played(session, chance.choice, names=_ALL):
        events += new
    assert replay(fresh, events) == session


@given(ways, choices)
def test_versions_have_no_gap_for_shared_events(way, chance):
    session = begun(way)
    for after, seat, _deed, events in played(session, chance.choice):
        shared = sum(not event.private for event in events)
        assert after.versions[other(seat)] == session.versions[other(seat)] + shared
        session = after


@given(ways, choices)
def test_a_deed_for_a_step_one_has_left_is_stale_and_changes_nothing(way, chance):
    session = begun(way)
    for session, *_ in played(session, chance.choice):
        for seat in session.seats:
            for step in session.exercise.steps[: session.at[seat]]:
                assert refused(session, seat, "answer", step.id).code == "stale"


def test_a_step_that_is_not_there_is_denied():
    assert refused(a_session(), "A", "answer", "nowhere").code == "denied"


def test_after_the_end_nothing_happens_any_more():
    session = act(a_session(), "A", "stop")
    assert refused(session, "B", "answer", "thanks").code == "stale"
    assert refused(session, "B", "stop").code == "stale"


def test_an_event_that_no_rule_knows_is_an_error():
    with pytest.raises(ValueError, match="no rule"):
        evolve(a_session(), EVENTS["Finished"](at=1, seat="A", step="nowhere"))


class TestTheReadyGate:
    def test_it_opens_when_both_have_tapped(self):
        session = act(a_session("slow-turns", ready_by=600.0), "A", "ready")
        assert not session.opened
        events = decide(session, Deed("ready"), "B", 5.0)
        assert any(isinstance(event, Opened) for event in events)

    def test_one_tap_is_private(self):
        events = decide(a_session("slow-turns", ready_by=600.0), Deed("ready"), "A", 5.0)
        assert all(event.private for event in events)

    def test_a_no_can_become_a_yes(self):
        session = act(a_session("slow-turns", ready_by=600.0), "A", "ready", ready="no")
        session = act(session, "B", "ready", ready="yes")
        assert not session.opened
        assert act(session, "A", "ready", ready="yes").opened

    def test_it_closes_at_its_time_whatever_was_tapped(self):
        session = act(a_session("slow-turns", ready_by=600.0), "A", "ready")
        events = decide(session, Deed("lapse"), None, 600.0)
        assert [type(event) for event in events] == [Lapsed]

    def test_it_does_not_close_before_its_time(self):
        assert decide(a_session("slow-turns", ready_by=600.0), Deed("lapse"), None, 599.0).code == "denied"

    def test_nothing_else_can_be_done_before_it_opens(self):
        session = a_session("slow-turns", ready_by=600.0)
        assert refused(session, "A", "answer", "rules").code == "stale"

    def test_a_tap_that_comes_too_late_closes_it(self):
        events = decide(a_session("slow-turns", ready_by=600.0), Deed("ready"), "A", 600.0)
        assert [type(event) for event in events] == [Lapsed]


class TestPausing:
    def test_either_can_pause_and_it_goes_on_when_both_are_back(self):
        session = act(a_session(), "B", "pause", minutes="20", now=10.0)
        assert session.pause.until == 10.0 + 20 * 60
        session = act(session, "A", "resume", now=20.0)
        assert session.pause is not None
        assert act(session, "B", "resume", now=30.0).pause is None

    def test_words_sent_while_paused_are_refused_as_stale_so_that_they_are_kept(self):
        session = act(a_session(), "B", "pause", minutes="5")
        refusal = refused(session, "A", "answer", "thanks", did="a", effect="b", about_you="c")
        assert refusal.code == "stale" and "kept" in refusal.message

    def test_drafts_are_kept_while_paused(self):
        session = act(a_session(), "B", "pause", minutes="5")
        session = act(session, "A", "draft", "thanks", did="half a tho")
        assert session.drafts["A"]["thanks", "answer"] == {"did": "half a tho"}

    def test_later_today_has_no_time(self):
        assert act(a_session(), "A", "pause", minutes="later").pause.until is None

    def test_a_time_that_is_not_offered_is_refused_in_words(self):
        assert refused(a_session(), "A", "pause", minutes="7").field == "minutes"

    def test_a_pause_takes_nothing_from_a_turn(self):
        session = a_session("guess-then-ask")
        session = _to_the_first_turn(session)
        session = act(session, "B", "listen", "first-turn", now=100.0)
        session = act(session, "A", "start", "first-turn", now=100.0)
        session = act(session, "A", "pause", minutes="5", now=110.0)
        session = act(session, "A", "resume", now=200.0)
        session = act(session, "B", "resume", now=210.0)
        turn = session.states[session.exercise.index("first-turn")]
        assert turn.deadline == 100.0 + 60 + 100.0


def test_the_session_ends_in_the_moment_the_second_leaves():
    session = a_session()
    for after, _seat, _deed, events in played(session, random.Random(7).choice):
        assert after.over == any(isinstance(event, Ended) for event in events)


def test_the_part_of_a_draft_is_one_that_there_is_whatever_was_sent():
    """It lies beside the words and is not sealed."""
    for sent in ("my own words", "own", "", "answer"):
        session = act(a_session(), "A", "draft", "thanks", part=sent, did="half a tho")
        assert session.drafts["A"] == {("thanks", "answer"): {"did": "half a tho"}}


def _to_the_first_turn(session):
    for seat in SEATS:
        for part in ("own", "guess"):
            points = {option.name: "1" for option in session.exercise.steps[0].options}
            session = act(session, seat, "answer", "week", part=part, **points)
    for seat in SEATS:
        session = act(session, seat, "go_on", "week")
    return session


_ALL = (
    "answer", "pass", "release", "keep", "listen", "start", "add_minute", "speak", "reflect", "confirm", "reply",
    "take_pen", "write", "freeze", "weigh", "sign", "rest", "back", "go_on",
)  # fmt: skip
