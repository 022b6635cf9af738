"""The one writer: acknowledged means on disk, sent twice means done once, and nobody waits behind a fault."""

import threading
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text, update

from couples.domain.pair import SEATS
from couples.domain.refusal import Refusal
from couples.log.models import Accepted, Draft, EventRow, WordsRow
from couples.log.writer import Saved
from tests.cast import open_session, start, state_of

GIVEN = {"did": "made tea", "effect": "I could rest", "about_you": "you notice"}


@pytest.fixture
def session(couple, alex):
    return start(alex, "specific-thanks")


def rows(app, query):
    return app.extensions["couples"].writer.run(lambda batch: list(batch.connection.execute(query)))


def reread(app, session):
    """The state as the log on disk says it is."""
    house = app.extensions["couples"]
    return house.writer.run(lambda batch: house.writer.streams.load(batch.connection, session))


def test_an_acknowledged_deed_is_in_the_log(app, alex, session):
    result = alex.do(session, "answer", "thanks", **GIVEN)
    assert isinstance(result, Saved)
    assert reread(app, session).state == state_of(app, session)


def test_a_stream_read_back_is_the_stream_in_memory(app, alex, sam, session):
    alex.do(session, "draft", "thanks", did="half")
    sam.do(session, "answer", "thanks", **GIVEN)
    sam.do(session, "answer", "thanks", **{**GIVEN, "did": "soup"})
    alex.do(session, "answer", "thanks", **GIVEN)
    alex.do(session, "go_on", "thanks")
    alex.do(session, "draft", "seen", seen="2")
    live, again = app.extensions["couples"].writer.live(session), reread(app, session)
    assert again.state == live.state
    assert (again.version, again.kept, again.accepted) == (live.version, live.kept, live.accepted)


def test_the_same_op_again_changes_nothing_and_says_the_same(app, alex, session):
    op = str(uuid4())
    first = alex.do(session, "answer", "thanks", op=op, **GIVEN)
    before = rows(app, select(func.count()).select_from(EventRow))
    assert [alex.do(session, "answer", "thanks", op=op, **GIVEN) for _ in range(3)] == [first] * 3
    assert rows(app, select(func.count()).select_from(EventRow)) == before


def test_an_op_that_was_done_is_done_after_a_restart_too(app, alex, session):
    op = str(uuid4())
    first = alex.do(session, "answer", "thanks", op=op, **GIVEN)
    app.extensions["couples"].writer.streams.drop(session)
    assert alex.do(session, "answer", "thanks", op=op, **GIVEN) == first


def test_the_same_op_with_other_words_is_refused(alex, session):
    op = str(uuid4())
    alex.do(session, "answer", "thanks", op=op, **GIVEN)
    refusal = alex.do(session, "answer", "thanks", op=op, **{**GIVEN, "did": "soup"})
    assert refusal.code == "invalid"


def test_a_refusal_is_not_remembered(alex, session):
    op = str(uuid4())
    assert isinstance(alex.do(session, "answer", "thanks", op=op, did=""), Refusal)
    assert isinstance(alex.do(session, "answer", "thanks", op=op, **GIVEN), Saved)


def test_one_op_id_of_two_people_are_two_deeds(alex, sam, session):
    op = str(uuid4())
    assert isinstance(alex.do(session, "answer", "thanks", op=op, **GIVEN), Saved)
    assert isinstance(sam.do(session, "answer", "thanks", op=op, **GIVEN), Saved)


def test_versions_have_no_gaps(app, alex, sam, session):
    for person in (alex, sam):
        person.do(session, "answer", "thanks", **GIVEN)
        person.do(session, "go_on", "thanks")
    for stream, versions in _versions(app).items():
        assert versions == list(range(1, len(versions) + 1)), stream


def test_what_one_does_alone_leaves_no_trace_in_the_shared_stream(app, alex, session):
    before = _versions(app)[session]
    alex.do(session, "draft", "thanks", did="half")
    alex.do(session, "answer", "thanks", **GIVEN)
    after_first = _versions(app)[session]
    alex.do(session, "answer", "thanks", **{**GIVEN, "did": "soup"})
    alex.do(session, "keep", "thanks")
    assert len(after_first) == len(before) + 1  # that alex is ready, and no more
    assert _versions(app)[session] == after_first


def test_many_at_once_are_one_after_the_other(app, alex, sam, session):
    results = []

    def act(person, number):
        results.append(person.do(session, "draft", "thanks", did=f"{number}"))
        results.append(person.do(session, "answer", "thanks", **{**GIVEN, "did": f"{number}"}))

    threads = [threading.Thread(target=act, args=(person, n)) for n in range(10) for person in (alex, sam)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 40
    assert all(isinstance(each, Saved) or each.code == "stale" for each in results)
    for stream, versions in _versions(app).items():
        assert versions == list(range(1, len(versions) + 1)), stream
    assert reread(app, session).state == state_of(app, session)


def test_a_batch_that_fails_is_tried_deed_by_deed(app, alex, session):
    """Memory that has fallen behind the disk, as after a second process wrote, is read anew."""
    house = app.extensions["couples"]
    stale = house.writer.live(session)
    alex.do(session, "answer", "thanks", **GIVEN)
    house.writer.streams.put(stale)
    assert alex.do(session, "stop").code == "error"
    assert isinstance(alex.do(session, "stop"), Saved)
    assert reread(app, session).state == state_of(app, session)


def test_work_that_fails_leaves_nothing_and_raises_where_it_was_asked_for(app, alex, session):
    house = app.extensions["couples"]

    def fail(batch):
        batch.connection.execute(update(Accepted).values(version=99))
        raise KeyError("on purpose")

    with pytest.raises(KeyError):
        house.writer.run(fail)
    assert isinstance(alex.do(session, "answer", "thanks", **GIVEN), Saved)


def test_events_cannot_be_changed_once_they_are_written(app, alex, session):
    with pytest.raises(Exception, match="events are final"):
        app.extensions["couples"].writer.run(
            lambda batch: batch.connection.execute(text("UPDATE event SET name = 'Ended'"))
        )


class TestWords:
    def test_events_hold_none_and_words_are_sealed(self, app, alex, sam, session):
        for person in (alex, sam):
            person.do(session, "draft", "thanks", did="canary half")
            person.do(session, "answer", "thanks", **{**GIVEN, "did": "canary whole"})
        assert not any("canary" in row.body for row in rows(app, select(EventRow.body)))
        sealed = [row.sealed for row in rows(app, select(WordsRow.sealed))]
        assert len(sealed) >= 2 and not any(b"canary" in each for each in sealed)

    def test_a_reveal_puts_the_answers_under_the_couples_key(self, app, alex, sam, session):
        alex.do(session, "answer", "thanks", **GIVEN)
        assert [row.opened for row in _of(app, session)] == [False]
        sam.do(session, "answer", "thanks", **GIVEN)
        assert [row.opened for row in _of(app, session)] == [True, True]
        assert reread(app, session).state == state_of(app, session)

    def test_what_is_kept_back_stays_under_its_own_key(self, app, alex, sam, session):
        alex.do(session, "answer", "thanks", **GIVEN)
        alex.do(session, "keep", "thanks")
        sam.do(session, "answer", "thanks", **GIVEN)
        assert sorted(row.opened for row in _of(app, session)) == [False, True]

    def test_words_that_were_replaced_are_erased(self, app, alex, session):
        for did in ("tea", "soup", "bread"):
            alex.do(session, "answer", "thanks", **{**GIVEN, "did": did})
        assert len(_of(app, session)) == 1

    def test_there_is_one_draft_for_each_box_and_none_after_the_answer(self, app, alex, session):
        for did in ("t", "te", "tea"):
            alex.do(session, "draft", "thanks", did=did)
        assert len(rows(app, select(Draft.part))) == 1
        alex.do(session, "answer", "thanks", **GIVEN)
        assert rows(app, select(Draft.part)) == []

    def test_a_need_opens_when_it_is_stated(self, app, alex, sam, couple):
        session = open_session(alex, sam, "say-one-need")
        for person in (alex, sam):
            person.do(session, "answer", "read")
        first = alex if state_of(app, session).first == "A" else sam
        need = {"when": "late", "feel": "worn", "need": "quiet", "ask": "wait"}
        first.do(session, "answer", "first-need", **need)
        taps = len(SEATS)  # at the gate, which hold sealed words that never open
        assert [row.opened for row in _of(app, session)] == [False] * (taps + 1)
        first.do(session, "release", "first-need")
        assert sorted(row.opened for row in _of(app, session)) == [False] * taps + [True]
        assert reread(app, session).state == state_of(app, session)


def _of(app, session):
    return rows(app, select(WordsRow).where(WordsRow.about == session).order_by(WordsRow.stream_id))


def _versions(app):
    found = {}
    for row in rows(app, select(EventRow.stream_id, EventRow.version).order_by(EventRow.id)):
        found.setdefault(row.stream_id, []).append(row.version)
    return found
