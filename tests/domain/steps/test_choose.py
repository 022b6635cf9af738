"""choose: each picks one, alone; both picks open together."""

from couples.domain.exercise import Option, Step
from couples.domain.steps.choose import Choose
from couples.domain.view import session_view
from tests.play import NAMES, a_session, act, refused


def at_the_topic():
    session = a_session("slow-turns")
    return act(act(session, "A", "answer", "rules"), "B", "answer", "rules")


def seen(session, seat):
    return session_view(session, seat, NAMES, 1.0).stage.seen


def test_picks_open_together_in_words():
    session = act(at_the_topic(), "A", "answer", "topic", pick="work")
    assert seen(session, "B")["theirs_text"] == ""
    session = act(session, "B", "answer", "topic", pick="place")
    assert seen(session, "B")["theirs_text"] == "Something from work or school"
    assert seen(session, "B")["mine_text"] == "A place I would like to see"


def test_each_speaker_is_reminded_of_their_own_pick():
    session = act(
        act(at_the_topic(), "A", "answer", "topic", pick="work"), "B", "answer", "topic", pick="place"
    )
    session = act(act(session, "A", "go_on", "topic"), "B", "go_on", "topic")
    assert session_view(session, "B", NAMES, 1.0).stage.carried == "Something from work or school"


def test_something_that_is_not_offered_is_refused():
    assert refused(at_the_topic(), "A", "answer", "topic", pick="money").field == "pick"


def test_an_author_hears_that_a_choice_needs_two_options():
    assert Choose().complaints(Step("s", "choose", "T", options=(Option("a", "A"),)))
