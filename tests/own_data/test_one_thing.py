"""Someone takes one thing out everywhere: their words in a session of two, or a session that they did alone."""

import pytest

from tests.cast import PASSPHRASE, open_session, state_of
from tests.own_data.plays import Export, alone, marks, played, words_in
from tests.own_data.test_delete import _sealed_of, copied
from tests.own_data.test_export import ledger
from tests.play import FOR_ONE, FOR_TWO
from tests.sqlite import connect


def removes(person, session):
    return person.post(f"/sessions/{session}/remove").status_code


def shown(person, session):
    return person.get(f"/sessions/{session}/review").get_data(as_text=True)


@pytest.mark.parametrize("slug", FOR_TWO)
def test_of_every_exercise_ones_own_words_go_for_both_and_the_others_stay(
    app, tmp_path, alex, sam, couple, slug
):
    session = played(app, alex, sam, slug)
    signed = marks("Alex", Export(alex).signed)
    theirs, other_rows = marks("Sam", Export(sam).everything), _sealed_of(tmp_path, sam.login.account_id, "B")
    assert removes(alex, session) == 303
    for memory in ("warm", "cold"):
        if memory == "cold":
            for stream in (session, ledger(app, alex)):
                app.extensions["couples"].writer.streams.drop(stream)
        for person in (alex, sam):
            for path in (f"/sessions/{session}/review", "/ours", f"/ours/{ledger(app, alex)}/kept", "/home"):
                answer = person.get(path)
                assert answer.status_code == 200, path
                assert marks("Alex", answer.get_data(as_text=True)) <= signed, (path, memory)
        assert words_in(app, session, alex) | words_in(app, ledger(app, alex), alex) <= signed
    assert marks("Alex", Export(alex).everything) <= signed
    assert marks("Sam", Export(sam).everything) == theirs
    assert set(other_rows) <= set(_sealed_of(tmp_path, sam.login.account_id, "B"))
    assert not _left(tmp_path, session, "A")


def _left(tmp_path, session, seat):
    """Sealed rows of a person in a session, without any code of ours; texts that were signed aside."""
    database = connect(copied(tmp_path) / "couples.db")
    query = (
        "SELECT event.name FROM words JOIN event USING (stream_id, version) WHERE words.about = ?"
        " AND json_extract(event.body, '$.seat') = ? AND event.name != 'Wrote'"
    )
    return list(database.execute(query, [session, seat]))


def test_both_see_that_it_was_removed_by_its_author(app, alex, sam, couple):
    session = played(app, alex, sam, "specific-thanks")
    assert "Removed by its author." not in shown(sam, session)
    removes(alex, session)
    assert "Removed by its author." in shown(sam, session) and "Alex removed their words" in shown(
        sam, session
    )
    assert "Removed by its author." in shown(alex, session) and "You removed your words" in shown(
        alex, session
    )
    assert "Remove my words" not in shown(alex, session) and "Remove my words" in shown(sam, session)


@pytest.mark.parametrize("first", ["Alex", "Sam"])
def test_it_is_the_same_for_either_of_the_two(app, alex, sam, couple, first):
    one, two = (alex, sam) if first == "Alex" else (sam, alex)
    session = played(app, alex, sam, "slow-turns")
    assert removes(one, session) == 303
    assert not marks(one.name, shown(two, session)) and marks(two.name, shown(one, session))
    assert removes(two, session) == 303
    assert not marks(r"\w+", shown(alex, session)) and not marks(r"\w+", shown(sam, session))


def test_a_need_said_there_goes_from_ours_too(app, alex, sam, couple):
    session = played(app, alex, sam, "say-one-need")
    board = ledger(app, alex)
    assert words_in(app, board, alex) and words_in(app, board, sam)
    removes(alex, session)
    assert not words_in(app, board, alex) and words_in(app, board, sam)
    assert "Removed by its author." in sam.get(f"/ours/{board}/kept").get_data(as_text=True)


def test_what_both_signed_stays_for_both(app, alex, sam, couple):
    session = played(app, alex, sam, "make-an-agreement")
    signed = Export(alex).signed
    text = marks("Alex", signed) | marks("Sam", signed)
    assert text
    removes(alex, session)
    removes(sam, session)
    for person in (alex, sam):
        page = shown(person, session)
        assert text <= marks("Alex", page) | marks("Sam", page)


def test_nobody_removes_the_words_of_another(app, alex, sam, robin, couple, other_couple):
    session = played(app, alex, sam, "specific-thanks")
    assert removes(robin, session) == 404
    assert alex.do(session, "remove").code in ("stale", "denied")
    assert marks("Alex", shown(sam, session)) and marks("Sam", shown(alex, session))


def test_on_a_phone_that_two_share_the_one_who_is_signed_in_removes_only_their_own(app, alex, sam, couple):
    session = open_session(alex, sam, "specific-thanks", mode="one_phone")
    alex.post(f"/sessions/{session}/phone", passphrase=PASSPHRASE)
    alex.do(session, "answer", "thanks", did="markAlex1x", effect="e", about_you="a")
    for _ in range(2):
        alex.post(f"/sessions/{session}/hand-over")  # now the phone is with Sam
    alex.do(session, "answer", "thanks", did="markSam1x", effect="e", about_you="a")
    alex.do(session, "stop")
    assert words_in(app, session, alex) and words_in(app, session, sam)
    assert removes(alex, session) == 303
    assert not words_in(app, session, alex) and words_in(app, session, sam)


def test_not_while_it_goes_on_and_not_twice(app, alex, sam, couple):
    session = open_session(alex, sam, "specific-thanks")
    assert removes(alex, session) == 404
    alex.do(session, "stop")
    assert removes(alex, session) == 303
    assert removes(alex, session) == 404


def test_after_an_unlink_it_can_be_done_too(app, alex, sam, couple):
    session = played(app, alex, sam, "specific-thanks")
    sam.post("/pair/end")
    assert marks("Alex", shown(alex, session))
    assert removes(alex, session) == 303
    assert not marks("Alex", shown(alex, session)) and marks("Sam", shown(sam, session))


def test_the_page_says_first_what_happens(app, alex, sam, couple):
    session = played(app, alex, sam, "specific-thanks")
    page = shown(alex, session)
    assert "Every word of yours in this session goes" in page
    assert marks("Alex", page)


def test_a_session_done_alone_is_deleted_whole(app, tmp_path, jo):
    kept, gone = alone(app, jo, FOR_ONE[0]), alone(app, jo, FOR_ONE[1])
    assert "Delete this session" in shown(jo, gone)
    before = words_in(app, kept, jo)
    assert removes(jo, gone) == 303
    assert jo.get(f"/sessions/{gone}/review").status_code == jo.get(f"/sessions/{gone}").status_code == 404
    page = jo.get("/history").get_data(as_text=True)
    assert gone not in page and kept in page
    assert marks("Jo", Export(jo).everything) == before
    database = connect(copied(tmp_path) / "couples.db")
    for query in (
        "SELECT 1 FROM words WHERE ? IN (stream_id, about)",
        "SELECT 1 FROM event WHERE ? IN (stream_id, about)",
        "SELECT 1 FROM session WHERE id = ?",
        "SELECT 1 FROM stream WHERE id = ?",
    ):
        assert database.execute(query, [gone]).fetchall() == [], query
    assert removes(jo, gone) == 404


def test_nobody_deletes_what_another_did_alone(app, alex, sam, couple):
    session = alone(app, alex, FOR_ONE[0])
    assert removes(sam, session) == 404
    assert state_of(app, session).over
