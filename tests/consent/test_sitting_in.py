"""A counselor sits in a session that goes on: both let them in, a banner says so, and either ends it at once."""

import pytest

from tests.cast import counselor, open_session, state_of
from tests.consent.given import no, opened, text

DONE = {"did": "baked oat bread", "effect": "I could rest", "about_you": "you notice"}


@pytest.fixture
def noor(app):
    return counselor(app, "Noor")


@pytest.fixture
def id(app, noor, alex, sam, couple):
    return opened(app, noor, alex, sam)


@pytest.fixture
def session(alex, sam, id):
    return open_session(alex, sam, "specific-thanks")


def let_in(person, session, id):
    return person.form(session, "let_in", counsel=id)


def both_let_in(alex, sam, session, id):
    for person in (alex, sam):
        assert let_in(person, session, id).status_code == 303


def now(noor, id, session):
    return noor.get(f"/counsel/{id}/now/{session}")


def test_both_let_them_in_and_a_banner_says_so_to_both(app, noor, alex, sam, id, session):
    assert "Let Noor sit in" in text(alex.get(f"/sessions/{session}"))
    let_in(alex, session, id)
    assert "sees this session now" not in alex.sees(session)
    assert now(noor, id, session).status_code == 404
    let_in(sam, session, id)
    for person in (alex, sam):
        assert "Your counselor sees this session now." in person.sees(session)
    assert "They let you sit in now" in text(noor.get(f"/counsel/{id}"))
    assert "You sit in." in text(now(noor, id, session))


def test_what_one_alone_would_changes_no_byte_of_the_others(app, alex, sam, id, session):
    before, version = sam.sees(session), state_of(app, session).versions
    let_in(alex, session, id)
    assert sam.sees(session).split("data-now")[0] == before.split("data-now")[0]
    assert state_of(app, session).versions.b + state_of(app, session).versions.a == version.a + version.b + 1


def test_they_see_what_both_saw_and_no_answer_before_it_opened(app, noor, alex, sam, id, session):
    both_let_in(alex, sam, session, id)
    alex.do(session, "answer", "thanks", **DONE)
    assert "oat bread" not in text(now(noor, id, session))
    sam.do(session, "answer", "thanks", **{**DONE, "did": "mended the lamp"})
    page = text(now(noor, id, session))
    assert "oat bread" in page and "mended the lamp" in page


@pytest.mark.parametrize("how", ["show_out", "no", "stop", "unlink", "leave"])
def test_it_is_over_at_once_whoever_ends_it(app, noor, alex, sam, couple, id, session, how):
    both_let_in(alex, sam, session, id)
    assert now(noor, id, session).status_code == 200
    match how:
        case "no":
            no(sam, id)
        case "leave":
            assert noor.post(f"/counsel/{id}/now/{session}/leave").status_code == 303
        case "unlink":
            alex.form(couple, "unlink")
        case _:
            sam.form(session, how)
    assert now(noor, id, session).status_code == 404
    assert "sees this session now" not in (alex.sees(session) or "")
    if how in ("show_out", "leave", "no"):
        assert state_of(app, session).visit.here == ""


def test_sitting_in_is_one_line_of_the_trail_that_both_read(app, noor, alex, sam, id, session):
    both_let_in(alex, sam, session, id)
    for _ in range(3):
        now(noor, id, session)
    for person in (alex, sam):
        assert text(person.get("/with/opened")).count("Joined") == 1


def test_nobody_lets_in_whom_nothing_is_open_to(app, noor, alex, sam, id, session):
    no(sam, id)
    assert "sit in" not in text(alex.get(f"/sessions/{session}"))
    assert let_in(alex, session, id).status_code == 404
    assert alex.form(session, "let_in", counsel=id, open="1").status_code == 404
    assert state_of(app, session).visit.wanted.a == state_of(app, session).visit.wanted.b == ""


def test_a_counselor_of_others_is_not_let_in(app, noor, alex, sam, id, session, robin, kim, other_couple):
    theirs = opened(app, counselor(app, "Bell"), robin, kim)
    assert let_in(alex, session, theirs).status_code == 404


def test_a_session_that_is_over_or_another_is_not_there(app, noor, alex, sam, id, session):
    both_let_in(alex, sam, session, id)
    assert now(noor, id, "nothing").status_code == 404
    assert now(counselor(app, "Bell"), id, session).status_code == 404
