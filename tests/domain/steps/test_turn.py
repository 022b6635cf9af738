"""turn: the server holds it, the deadline tells and never cuts off, the listener says back what they heard."""

from dataclasses import replace

from couples.domain.exercise import Step
from couples.domain.steps.turn import Turn
from couples.domain.view import session_view
from tests.play import NAMES, a_session, act, refused


def at_a_turn(step="turn-1"):
    session = a_session("slow-turns")
    index = session.exercise.index(step)
    return replace(session, at=session.at.map(lambda _: index))


def speaking():
    session = act(at_a_turn(), "B", "listen", "turn-1", now=10.0)
    return act(session, "A", "start", "turn-1", now=10.0)


def spoken():
    return act(speaking(), "A", "speak", "turn-1", words="I feel new here.")


def seen(session, seat, now=1.0):
    return session_view(session, seat, NAMES, now).stage.seen


def test_it_starts_only_when_the_listener_is_ready():
    assert "ready" in refused(at_a_turn(), "A", "start", "turn-1").message
    assert seen(speaking(), "A")["deadline"] == 130.0


def test_only_the_speaker_starts_and_ends_it():
    assert refused(act(at_a_turn(), "B", "listen", "turn-1"), "B", "start", "turn-1").code == "stale"
    assert refused(speaking(), "B", "speak", "turn-1", words="me").code == "stale"
    assert refused(speaking(), "B", "pass", "turn-1").code == "stale"


def test_after_the_deadline_the_speaker_still_has_the_turn():
    session = speaking()
    assert seen(session, "A", now=500.0)["time_is_up"]
    assert act(session, "A", "speak", "turn-1", now=500.0, words="so.").states


def test_either_adds_a_minute_also_after_time_is_up():
    assert seen(act(speaking(), "B", "add_minute", "turn-1", now=20.0), "A")["deadline"] == 190.0
    assert seen(act(speaking(), "A", "add_minute", "turn-1", now=500.0), "A")["deadline"] == 560.0


def test_words_said_aloud_need_no_typing_but_silence_apart_does():
    assert seen(act(speaking(), "A", "speak", "turn-1"), "B")["phase"] == "reflecting"
    assert refused(at_a_turn(), "A", "speak", "turn-1").field == "words"


def test_who_is_apart_writes_and_no_clock_runs():
    session = act(at_a_turn(), "A", "speak", "turn-1", words="I write this at night.")
    assert seen(session, "B")["spoken"] == "I write this at night." and seen(session, "B")["deadline"] is None


def test_the_listener_says_back_and_the_speaker_confirms():
    session = act(spoken(), "B", "reflect", "turn-1", said="You feel new here.")
    assert refused(session, "B", "confirm", "turn-1", heard="yes").code == "stale"
    session = act(session, "A", "confirm", "turn-1", heard="yes")
    assert seen(session, "A")["phase"] == "open"
    assert session_view(session, "B", NAMES, 1.0).stage.may_go_on


def test_almost_leads_to_another_round_and_three_are_the_most():
    session = spoken()
    for _ in range(3):
        session = act(session, "B", "reflect", "turn-1", said="You feel something.")
        session = act(session, "A", "confirm", "turn-1", heard="almost")
    assert seen(session, "A")["phase"] == "open"
    assert refused(session, "B", "reflect", "turn-1", said="More.").code == "stale"


def test_at_most_two_sentences_are_said_back():
    refusal = refused(spoken(), "B", "reflect", "turn-1", said="One. Two! Three?")
    assert refusal.field == "said" and "two sentences" in refusal.message
    assert act(spoken(), "B", "reflect", "turn-1", said="One... and 3.5 more. Two!")
    assert refused(spoken(), "B", "reflect", "turn-1", said=" ").field == "said"
    assert refused(spoken(), "B", "reflect", "turn-1", said="x" * 700).field == "said"


def test_an_odd_confirmation_is_refused():
    session = act(spoken(), "B", "reflect", "turn-1", said="You feel new.")
    assert refused(session, "A", "confirm", "turn-1", heard="never").field == "heard"


def test_passing_needs_no_reason_and_ends_the_turn_for_both():
    for session in (act(at_a_turn(), "A", "pass", "turn-1"), act(spoken(), "B", "pass", "turn-1")):
        assert all(session_view(session, seat, NAMES, 1.0).stage.may_go_on for seat in "AB")


def test_where_nothing_is_said_back_the_turn_ends_with_the_speakers_word():
    session = a_session("guess-then-ask")
    session = replace(session, at=session.at.map(lambda _: 1))
    session = act(session, "A", "speak", "first-turn", words="I was tired.")
    assert seen(session, "B")["phase"] == "open"


def test_too_many_words_are_told_by_how_much():
    assert refused(at_a_turn(), "A", "speak", "turn-1", words="x" * 4001).field == "words"


def test_an_author_hears_what_a_turn_needs():
    assert len(Turn().complaints(Step("s", "turn", "T", seconds=5))) == 2
