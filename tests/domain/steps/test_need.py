"""need: nobody sees it before its owner lets them; a no is a full answer."""

from dataclasses import replace

import pytest

from couples.domain.exercise import Step
from couples.domain.steps.need import Need
from couples.domain.view import session_view
from tests.play import NAMES, a_session, act, refused

WORDS = {"when": "you come home", "feel": "alone", "need": "a hello", "ask": "find me first"}
DAY = 86_400.0


def at_the_need():
    session = a_session("say-one-need")
    return replace(session, at=session.at.map(lambda _: 1))


def stated():
    return act(act(at_the_need(), "A", "answer", "first-need", **WORDS), "A", "release", "first-need")


def heard():
    session = act(stated(), "B", "reflect", "first-need", said="You want a hello.")
    return act(session, "A", "confirm", "first-need", heard="yes")


def seen(session, seat):
    return session_view(session, seat, NAMES, 1.0).stage.seen


def test_a_written_need_is_its_owners_alone_until_they_state_it():
    session = act(at_the_need(), "A", "answer", "first-need", **WORDS)
    assert seen(session, "A")["phase"] == "deciding"
    assert seen(session, "B")["words"] == {} and seen(session, "B")["phase"] == "writing"
    assert seen(stated(), "B")["words"] == WORDS


def test_it_can_be_changed_before_and_not_after():
    session = act(at_the_need(), "A", "answer", "first-need", **WORDS)
    assert (
        act(session, "A", "answer", "first-need", **{**WORDS, "need": "a kiss"}).states[1].written["need"]
        == "a kiss"
    )
    assert refused(stated(), "A", "answer", "first-need", **WORDS).code == "stale"


def test_it_is_heard_before_it_is_answered():
    assert refused(stated(), "B", "reply", "first-need", reply="yes").code == "stale"
    assert seen(heard(), "B")["phase"] == "replying"


@pytest.mark.parametrize(
    "reply",
    [
        {"reply": "yes"},
        {"reply": "differently", "text": "I wave from the door"},
        {"reply": "not_now"},
        {"reply": "not_now", "text": "I carry bags"},
        {"reply": "later", "until": "1970-01-05"},
    ],
)
def test_every_answer_is_a_full_one(reply):
    session = act(heard(), "B", "reply", "first-need", **reply)
    assert seen(session, "A")["reply"] == reply
    assert session_view(session, "A", NAMES, 1.0).stage.may_go_on


def test_an_answer_that_lacks_something_is_told_what():
    assert refused(heard(), "B", "reply", "first-need").field == "reply"
    assert refused(heard(), "B", "reply", "first-need", reply="differently").field == "text"
    assert refused(heard(), "B", "reply", "first-need", reply="later", until="yesterday").field == "until"
    assert refused(heard(), "B", "reply", "first-need", reply="yes", text="x" * 301).field == "text"


def test_all_four_boxes_are_needed_and_a_day_that_is_one():
    assert refused(at_the_need(), "A", "answer", "first-need", **{**WORDS, "feel": ""}).field == "feel"
    assert refused(at_the_need(), "A", "answer", "first-need", **{**WORDS, "ask": "x" * 301}).field == "ask"
    late = refused(at_the_need(), "A", "answer", "first-need", now=9 * DAY, **WORDS, by="1970-01-02")
    assert late.field == "by"
    assert act(at_the_need(), "A", "answer", "first-need", now=9 * DAY, **WORDS, by="1970-01-12")


def test_the_other_cannot_write_state_or_pass_before_there_is_anything():
    for deed in ("answer", "release", "pass"):
        assert refused(at_the_need(), "B", deed, "first-need", **WORDS).code == "stale"


def test_passing_ends_it_for_both_without_a_reason():
    for session in (act(at_the_need(), "A", "pass", "first-need"), act(stated(), "B", "pass", "first-need")):
        assert session_view(session, "B", NAMES, 1.0).stage.may_go_on


def test_an_author_hears_that_it_needs_an_ask():
    assert Need().complaints(Step("s", "need", "T"))
