"""What cannot be agreed away: refused in an agreement and in a limit, and noted in private where it is asked for."""

import re

import pytest

from couples.domain.exercise import Step
from couples.domain.pair import Pair
from couples.domain.rights import Right
from couples.domain.view import review, session_view
from tests.domain.steps.small import all_seen, at_step, seen, stage_of
from tests.play import act, refused

CODE = Right(
    "phone", "Own phone", "A phone stays with its person. Write when phones rest.", "Your phone is yours alone.",
    (re.compile("phone code"),),
)  # fmt: skip
RIGHTS = (CODE,)
LAID = "You give me your phone code every Friday."
FINE = "Phones rest at supper."
LINE = {"matters": "my sleep", "line": "no calls after ten", "will": "I leave the room"}
NEED = {"when": "you come home", "feel": "alone", "need": "a hello", "ask": "find me first"}
ASKS = "give me your phone code"


def at_the_pact(rights=RIGHTS):
    return at_step(Step("pact", "agreement", "One thing", say="Agree on one.", days=14), rights=rights)


def at_the_line(reveal="both_done"):
    return at_step(
        Step("line", "boundary", "Line", say="Say one.", who="first", reveal=reveal), rights=RIGHTS
    )


def at_the_need(rights=RIGHTS):
    return at_step(Step("need", "need", "Need", say="Say one.", who="first"), rights=rights)


def stated(ask=ASKS, rights=RIGHTS):
    session = act(at_the_need(rights), "A", "answer", "need", **{**NEED, "ask": ask})
    return act(session, "A", "release", "need")


def reflected(**given):
    return act(stated(**given), "B", "reflect", "need", said="You want to know.")


def heard(**given):
    return act(reflected(**given), "A", "confirm", "need", heard="yes")


def answered(**given):
    return act(heard(**given), "B", "reply", "need", reply="not_now")


# An agreement


@pytest.mark.parametrize("seat", ["A", "B"])
def test_an_agreement_that_touches_a_right_is_refused_with_the_reason_at_its_box(seat):
    session = act(at_the_pact(), seat, "take_pen", "pact")
    refusal = refused(session, seat, "write", "pact", text=LAID)
    assert (refusal.code, refusal.message, refusal.field) == ("invalid", CODE.explain, "text")


def test_nothing_is_lost_by_it_the_pen_and_the_draft_stay_and_other_words_go_through():
    session = act(at_the_pact(), "A", "take_pen", "pact")
    session = act(session, "A", "draft", "pact", part="text", text=LAID)
    before = all_seen(session, "A"), all_seen(session, "B")
    assert refused(session, "A", "write", "pact", text=LAID).field == "text"
    assert (all_seen(session, "A"), all_seen(session, "B")) == before
    assert seen(session, "A")["phase"] == "writing" and stage_of(session, "A").draft["text"] == LAID
    assert seen(act(session, "A", "write", "pact", text=FINE), "B")["text"] == FINE


def test_to_the_other_a_refused_text_looks_like_one_that_was_never_sent():
    session = act(at_the_pact(), "A", "take_pen", "pact")
    drafted = act(session, "A", "draft", "pact", part="text", text=LAID)
    refused(drafted, "A", "write", "pact", text=LAID)
    assert all_seen(drafted, "B") == all_seen(session, "B")


def test_an_agreement_of_which_nobody_said_what_is_reserved_is_kept_as_it_is():
    session = act(at_the_pact(rights=()), "A", "take_pen", "pact")
    assert seen(act(session, "A", "write", "pact", text=LAID), "B")["text"] == LAID


# A limit


@pytest.mark.parametrize("box", ["line", "will"])
@pytest.mark.parametrize("reveal", ["both_done", "never"])
def test_a_limit_that_lays_it_on_the_other_is_refused_at_its_box(box, reveal):
    refusal = refused(at_the_line(reveal), "A", "answer", "line", **{**LINE, box: LAID})
    assert (refusal.code, refusal.message, refusal.field) == ("invalid", CODE.explain, box)


@pytest.mark.parametrize("box", ["line", "will"])
def test_a_limit_about_ones_own_doing_is_kept(box):
    own = {**LINE, box: "I do not give my phone code to anyone"}
    assert seen(act(at_the_line(), "A", "answer", "line", **own), "A")["words"] == own


def test_what_matters_to_me_is_never_refused():
    own = {**LINE, "matters": LAID}
    assert seen(act(at_the_line(), "A", "answer", "line", **own), "A")["words"] == own


def test_a_refused_change_leaves_the_limit_that_was_kept():
    session = act(at_the_line(), "A", "answer", "line", **LINE)
    refused(session, "A", "answer", "line", **{**LINE, "line": LAID})
    assert seen(session, "A")["words"] == LINE


# A need


def test_a_need_that_asks_for_it_is_kept_and_shared_as_any_other():
    assert seen(stated(), "B")["words"]["ask"] == ASKS


@pytest.mark.parametrize("made", [stated, reflected, heard], ids=["stated", "reflected", "heard"])
def test_who_is_asked_reads_the_note_until_they_have_answered(made):
    assert seen(made(), "B")["note"] == CODE.note
    assert seen(made(ask="find me first"), "B")["note"] == ""


def test_the_note_is_there_neither_before_it_is_shared_nor_after_the_answer():
    written = act(at_the_need(), "A", "answer", "need", **{**NEED, "ask": ASKS})
    for session in (at_the_need(), written, answered(), act(stated(), "B", "pass", "need")):
        assert CODE.note not in all_seen(session, "B")
    assert CODE.note not in repr(review(answered(), "B", 1.0, linked=True))


@pytest.mark.parametrize("made", [stated, reflected, heard, answered])
def test_canary_the_note_changes_no_byte_of_what_its_owner_may_know(made):
    """Nor does the number that the owner's page counts, nor a single event."""
    with_rights, without = made(), made(rights=())
    assert CODE.note not in all_seen(with_rights, "A")
    assert all_seen(with_rights, "A") == all_seen(without, "A")
    assert with_rights.versions == without.versions


def test_the_one_who_goes_second_is_noted_for_the_first():
    session = at_step(Step("need", "need", "Need", say="Say one.", who="second"), rights=RIGHTS)
    session = act(session, "B", "answer", "need", **{**NEED, "ask": ASKS})
    session = act(session, "B", "release", "need")
    assert seen(session, "A")["note"] == CODE.note and seen(session, "B")["note"] == ""


def test_a_session_takes_the_rights_along_as_it_goes_on():
    session = act(heard(), "B", "reply", "need", reply="yes")
    assert session.rights == RIGHTS and session_view(session, "A", Pair("Alex", "Sam"), 1.0)
