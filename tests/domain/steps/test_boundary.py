"""boundary: a limit is said, heard and perhaps asked about. Nobody is asked for leave."""

import pytest

from couples.domain.exercise import Step
from couples.domain.steps.boundary import Boundary
from couples.domain.view import review
from tests.domain.steps.small import all_seen, at_step, seen, stage_of
from tests.play import act, refused

WORDS = {"matters": "my sleep", "line": "no money talk after ten", "will": "I say good night"}
DAY = 86_400.0


def at_the_line(who="first", reveal="both_done"):
    return at_step(Step("line", "boundary", "Your line", say="Say one.", who=who, reveal=reveal))


def written(**other):
    return act(at_the_line(), "A", "answer", "line", **{**WORDS, **other})


def stated():
    return act(written(), "A", "release", "line")


def heard():
    session = act(stated(), "B", "reflect", "line", said="No money after ten.")
    return act(session, "A", "confirm", "line", heard="yes")


def test_a_written_limit_is_its_owners_alone_until_they_state_it():
    assert seen(written(), "A")["phase"] == "deciding" and seen(written(), "A")["words"] == WORDS
    assert seen(written(), "B")["phase"] == "writing"
    assert all_seen(written(), "B") == all_seen(at_the_line(), "B")
    assert seen(stated(), "B")["words"] == WORDS


def test_the_coin_says_whose_it_is():
    session = act(at_the_line(who="second"), "B", "answer", "line", **WORDS)
    assert seen(session, "B")["owns"] and not seen(session, "A")["owns"]
    assert refused(session, "A", "answer", "line", **WORDS).code == "stale"


def test_it_can_be_changed_before_and_not_after():
    changed = act(written(), "A", "answer", "line", **{**WORDS, "will": "I leave the room"})
    assert seen(act(changed, "A", "release", "line"), "B")["words"]["will"] == "I leave the room"
    assert refused(stated(), "A", "answer", "line", **WORDS).code == "stale"
    assert refused(stated(), "A", "release", "line").code == "stale"


def test_it_is_heard_before_it_is_answered():
    assert refused(stated(), "B", "reply", "line", reply="hear").code == "stale"
    assert refused(written(), "B", "reflect", "line", said="Hm.").code == "stale"
    session = act(stated(), "B", "reflect", "line", said="No money.")
    assert refused(session, "B", "reply", "line", reply="hear").code == "stale"
    assert seen(session, "A")["phase"] == "confirming"
    assert seen(heard(), "B")["phase"] == "replying"


@pytest.mark.parametrize(
    "reply",
    [
        {"reply": "hear"},
        {"reply": "hear", "text": "That is clear."},
        {"reply": "question", "text": "Also on holidays?"},
        {"reply": "time"},
    ],
)
def test_each_answer_ends_it_for_both(reply):
    session = act(heard(), "B", "reply", "line", **reply)
    assert seen(session, "A")["reply"] == reply
    assert all(stage_of(session, seat).may_go_on for seat in "AB")


@pytest.mark.parametrize("word", ["yes", "no", "agree", "differently", "not_now", ""])
def test_nobody_can_allow_or_forbid_it(word):
    refusal = refused(heard(), "B", "reply", "line", reply=word)
    assert refusal.field == "reply" and "Nobody asks you to agree" in refusal.message


def test_its_owner_does_not_answer_their_own():
    assert refused(heard(), "A", "reply", "line", reply="hear").code == "stale"


def test_an_answer_that_lacks_something_is_told_what():
    assert refused(heard(), "B", "reply", "line", reply="question").field == "text"
    assert refused(heard(), "B", "reply", "line", reply="hear", text="x" * 301).field == "text"


@pytest.mark.parametrize("box", ["matters", "line", "will"])
def test_all_three_boxes_are_needed_and_short(box):
    assert refused(at_the_line(), "A", "answer", "line", **{**WORDS, box: "  "}).field == box
    refusal = refused(at_the_line(), "A", "answer", "line", **{**WORDS, box: "x" * 310})
    assert refusal.field == box and refusal.values == {"over": 10}


def test_a_day_is_one_from_today_on_or_none():
    for odd in ("1970-01-07", "1972-01-01", "soon"):
        assert refused(at_the_line(), "A", "answer", "line", now=9 * DAY, **WORDS, by=odd).field == "by"
    session = act(at_the_line(), "A", "answer", "line", now=9 * DAY, **WORDS, by="1970-02-01")
    assert seen(session, "A")["words"]["by"] == "1970-02-01"


def test_the_other_cannot_write_state_or_pass_before_there_is_anything():
    for session in (at_the_line(), written()):
        for deed in ("answer", "release", "pass"):
            assert refused(session, "B", deed, "line", **WORDS).code == "stale"


def test_passing_ends_it_for_both_and_shows_nothing_that_was_kept_back():
    for session in (at_the_line(), written()):
        passed = act(session, "A", "pass", "line")
        assert seen(passed, "B")["words"] == {} and "sleep" not in all_seen(passed, "B")
        assert all(stage_of(passed, seat).may_go_on for seat in "AB")
    for session in (stated(), heard()):
        assert stage_of(act(session, "B", "pass", "line"), "A").may_go_on


def test_alone_it_is_done_when_it_is_written():
    session = act(at_the_line(who="both", reveal="never"), "A", "answer", "line", **WORDS)
    assert seen(session, "A")["phase"] == "open" and stage_of(session, "A").may_go_on
    assert seen(session, "A")["words"] == WORDS and not seen(session, "A")["stated"]
    assert seen(session, "B")["words"] == {}
    assert refused(session, "A", "release", "line").code == "stale"


def test_after_an_unlink_each_keeps_their_own_words():
    session = act(heard(), "B", "reply", "line", reply="question", text="And in June?")
    of_a, of_b = (repr(review(session, seat, 1.0, linked=False)) for seat in "AB")
    assert "my sleep" in of_a and "No money" not in of_a and "in June" not in of_a
    assert "my sleep" not in of_b and "No money" in of_b and "in June" in of_b


def test_an_author_hears_that_it_needs_say():
    assert Boundary().complaints(Step("s", "boundary", "T"))
