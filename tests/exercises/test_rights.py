"""Reserved rights through pages and the real writer: what the one who is asked reads, and what the other never does."""

from dataclasses import replace

import pytest

from couples.content.rights import rights
from couples.domain.pair import SEATS, other
from couples.language import worded
from tests.cast import next_deed, open_session, seats, state_of

NOTES = {right.area: right.note for right in rights()}
EXPLAINED = {right.area: right.explain for right in rights()}
NEED = {"when": "you come home", "feel": "alone", "need": "calm", "ask": "tell me your phone password"}


def shared_need(app, alex, sam):
    """(session, owner, the one who is asked, their seats) once a need is shared that touches a right."""
    session = open_session(alex, sam, "say-one-need")
    people, first = seats(app, session, alex, sam), state_of(app, session).first
    for seat in SEATS:
        people[seat].do(session, "answer", "read")
    people[first].do(session, "answer", "first-need", **NEED)
    people[first].do(session, "release", "first-need")
    return session, people, first, other(first)


def play_to(app, session, people, step):
    """Until both are at that step."""
    index = state_of(app, session).exercise.index(step)
    for _ in range(60):
        for seat in SEATS:
            if state_of(app, session).at[seat] < index:
                for name, at, fields in next_deed(state_of(app, session), seat):
                    if hasattr(people[seat].do(session, name, at, **fields), "version"):
                        break
    assert set(state_of(app, session).at) == {index}


def drawn(app, session, seat, **changed):
    """The fragment of a seat, as it would be if the session's state were changed so."""
    writer = app.extensions["couples"].writer
    live = writer.live(session)
    kind = writer.streams.kinds[live.head.kind]
    with app.app_context():
        return kind.fragment(replace(live, state=replace(live.state, **changed)), seat, 1_000.0)


def test_only_who_is_asked_reads_the_note_and_only_until_they_answer(app, alex, sam, couple):
    session, people, owner, asked = shared_need(app, alex, sam)
    assert NOTES["phone"] in people[asked].sees(session)
    assert "Only you see this note." in people[asked].sees(session)
    people[asked].do(session, "reflect", "first-need", said="You want to know.")
    people[owner].do(session, "confirm", "first-need", heard="yes")
    assert NOTES["phone"] in people[asked].sees(session)
    people[asked].do(session, "reply", "first-need", reply="not_now")
    assert NOTES["phone"] not in people[asked].sees(session)
    for path in (f"/sessions/{session}", f"/sessions/{session}/review", "/home", "/history"):
        assert "may say no to this" not in people[owner].get(path).get_data(as_text=True)


def test_canary_the_note_changes_no_byte_on_the_owners_side(app, alex, sam, couple):
    session, people, owner, asked = shared_need(app, alex, sam)
    for deed, seat, fields in (
        (None, owner, {}),
        ("reflect", asked, {"said": "You want to know."}),
        ("confirm", owner, {"heard": "yes"}),
        ("reply", asked, {"reply": "not_now"}),
    ):
        if deed:
            people[seat].do(session, deed, "first-need", **fields)
        assert drawn(app, session, owner) == drawn(app, session, owner, rights=())
        assert "may say no to this" not in drawn(app, session, owner)
        assert (drawn(app, session, asked) == drawn(app, session, asked, rights=())) == (deed == "reply")


@pytest.mark.parametrize("by_form", [False, True])
def test_an_agreement_that_touches_a_right_comes_back_with_its_words_and_a_reason(
    app, alex, sam, couple, by_form
):
    session = open_session(alex, sam, "make-an-agreement")
    people = seats(app, session, alex, sam)
    play_to(app, session, people, "text")
    assert people["A"].do(session, "take_pen", "text").version
    laid = "You give me your phone code every Friday."
    if by_form:
        answer = people["A"].form(session, "write", "text", text=laid)
        page = answer.get_data(as_text=True)
        assert answer.status_code == 422 and laid in page and EXPLAINED["phone"] in page
    else:
        refusal = people["A"].do(session, "write", "text", text=laid)
        assert worded(refusal) == EXPLAINED["phone"] and refusal.field == "text"
    assert laid not in people["B"].sees(session)
    assert people["A"].do(session, "write", "text", text="Phones rest at supper.").version
    assert "Phones rest at supper." in people["B"].sees(session)
