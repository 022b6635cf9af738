"""read: nobody waits for the other."""

from couples.domain.exercise import Step
from couples.domain.steps.read import Read
from tests.play import a_session, act


def test_reading_goes_on_at_once_and_only_for_the_reader():
    session = act(a_session("say-one-need"), "A", "answer", "read")
    assert (session.at["A"], session.at["B"]) == (1, 0)


def test_an_author_hears_when_there_is_nothing_to_read_or_too_much():
    assert "needs lines" in Read().complaints(Step("s", "read", "T"))[0]
    assert "at most 200 words" in Read().complaints(Step("s", "read", "T", lines=("word " * 201,)))[0]
