"""checkout: a word and a thanks open together; the rest stays one's own."""

from dataclasses import replace

from couples.domain.exercise import Step
from couples.domain.steps.checkout import Checkout
from couples.domain.view import session_view
from tests.play import NAMES, a_session, act, refused


def at_the_checkout():
    return replace(a_session(), at=a_session().at.map(lambda _: 2))


def seen(session, seat):
    return session_view(session, seat, NAMES, 1.0).stage.seen


def test_the_word_and_the_thanks_open_and_how_heard_i_felt_does_not():
    session = act(
        at_the_checkout(), "A", "answer", "checkout", word="light", thanks="for tea", heard="1", park="money"
    )
    session = act(session, "B", "answer", "checkout", word="calm")
    assert seen(session, "B")["theirs"] == {"answer": {"word": "light", "thanks": "for tea"}}
    assert seen(session, "A")["mine"]["answer.own"] == {"heard": "1", "park": "money"}


def test_one_thing_is_enough_and_nothing_is_a_pass():
    assert act(at_the_checkout(), "A", "answer", "checkout", heard="0")
    assert "choose to pass" in refused(at_the_checkout(), "A", "answer", "checkout").message


def test_odd_values_are_refused_at_their_box():
    assert refused(at_the_checkout(), "A", "answer", "checkout", word="x" * 41).field == "word"
    assert refused(at_the_checkout(), "A", "answer", "checkout", word="x", heard="9").field == "heard"


def test_an_author_hears_that_it_opens_when_both_are_done():
    assert Checkout().complaints(Step("s", "checkout", "T", reveal="never"))
