"""private: both write alone; it opens when both are done, when its author lets it, or never."""

from dataclasses import replace

from couples.domain.events import Started
from couples.domain.exercise import Step
from couples.domain.session import begin, replay
from couples.domain.steps.private import Private
from couples.domain.view import session_view
from tests.play import NAMES, a_session, act, refused

GIVEN = {"did": "tea", "effect": "rest", "about_you": "kind"}


def with_reveal(reveal):
    session = a_session()
    steps = (replace(session.exercise.steps[0], reveal=reveal), *session.exercise.steps[1:])
    exercise = replace(session.exercise, steps=steps)
    return begin(Started(at=0.0, first="A", mode="together", exercise="", ready_by=None), exercise)


def seen(session, seat):
    return session_view(session, seat, NAMES, 1.0).stage.seen


def test_both_answers_open_in_one_moment():
    session = act(a_session(), "A", "answer", "thanks", **GIVEN)
    assert seen(session, "B")["theirs"] == {} and seen(session, "B")["they_finished"]
    session = act(session, "B", "answer", "thanks", **GIVEN)
    assert seen(session, "A")["theirs"]["answer"] == seen(session, "B")["theirs"]["answer"] == GIVEN


def test_an_answer_can_be_changed_until_both_are_done():
    session = act(a_session(), "A", "answer", "thanks", **GIVEN)
    session = act(session, "A", "answer", "thanks", **{**GIVEN, "did": "soup"})
    session = act(session, "B", "answer", "thanks", **GIVEN)
    assert seen(session, "B")["theirs"]["answer"]["did"] == "soup"
    assert refused(session, "A", "answer", "thanks", **GIVEN).code == "stale"


def test_keeping_what_one_wrote_opens_nothing_and_holds_nobody_up():
    session = act(a_session(), "A", "answer", "thanks", **GIVEN)
    session = act(session, "A", "keep", "thanks")
    session = act(session, "B", "answer", "thanks", **GIVEN)
    assert seen(session, "B")["phase"] == "open" and seen(session, "B")["theirs"] == {}
    assert seen(session, "A")["mine"]["answer"] == GIVEN


def test_its_author_may_release_it_later():
    session = act(with_reveal("author_releases"), "A", "answer", "thanks", **GIVEN)
    assert seen(session, "A")["phase"] == "deciding" and not seen(session, "B")["they_finished"]
    session = act(session, "A", "release", "thanks")
    assert seen(session, "B")["theirs"]["answer"] == GIVEN
    assert session_view(session, "A", NAMES, 1.0).stage.may_go_on


def test_what_never_opens_goes_on_at_once_and_shows_nothing():
    session = act(with_reveal("never"), "A", "answer", "thanks", **GIVEN)
    assert session.at["A"] == 1
    assert seen(session, "B")["theirs"] == {}


def test_an_empty_answer_is_refused_at_its_box_with_what_to_do():
    refusal = refused(a_session(), "A", "answer", "thanks", did="tea", effect="  ", about_you="kind")
    assert (refusal.code, refusal.field) == ("invalid", "effect")
    assert "rather not say" in refusal.message


def test_a_long_answer_is_told_by_how_much():
    refusal = refused(a_session(), "A", "answer", "thanks", **{**GIVEN, "did": "x" * 2140})
    assert refusal.message % refusal.values == "Your answer is 140 characters too long."


def test_a_draft_is_its_authors_alone_and_ends_with_the_answer():
    session = act(a_session(), "A", "draft", "thanks", did="half")
    assert session.versions == a_session().versions
    assert session_view(session, "A", NAMES, 1.0).stage.draft == {"did": "half"}
    assert session_view(session, "B", NAMES, 1.0).stage.draft == {}
    assert replay(act(session, "A", "answer", "thanks", **GIVEN), []).drafts["A"] == {}


def test_a_draft_without_end_is_refused():
    assert refused(a_session(), "A", "draft", "thanks", did="x" * 20_001).code == "invalid"


def test_an_author_hears_when_there_is_no_prompt():
    assert Private().complaints(Step("s", "private", "T"))
