"""The page "Ours": live for both, noted from exercises, and left in parts after an unlink."""

import html
import re
import time

import pytest
from sqlalchemy import select

from couples.domain.days import in_days
from couples.domain.ledger import Ledger
from couples.domain.pair import SEATS
from couples.extensions import db
from couples.reminders.models import JobRow
from tests.cast import next_deed, open_session, seats, state_of

NEED = {
    "when": "canaryWhen we come home late",
    "feel": "worn out",
    "need": "quiet",
    "ask": "start without me",
}
LIMIT = {"matters": "canaryMine my sleep", "line": "no money talk after ten", "will": "I say good night"}
ITEM = "item-00001"


def ledger_of(person):
    return re.search(r'data-stream="([^"]+)"', person.get("/ours").get_data(as_text=True))[1]


def test_it_is_there_from_the_link_on_and_says_what_goes_where(alex, sam, couple):
    page = alex.get("/ours").get_data(as_text=True)
    for word in ("Needs", "Limits", "Agreements", "Write a need", "Write a limit", "Begin an agreement"):
        assert word in page


def test_who_is_not_linked_is_told_what_they_can_do_alone(jo):
    page = jo.get("/ours").get_data(as_text=True)
    assert "This is for two" in page and "Find my line" in page


def test_a_need_written_and_shared_without_javascript_is_on_the_others_page(alex, sam, couple):
    stream = ledger_of(alex)
    assert alex.form(stream, "begin", "new-need", item=ITEM, **NEED).location == "/ours"
    assert "canaryWhen" in alex.get("/ours").get_data(as_text=True)
    assert "canaryWhen" not in sam.get("/ours").get_data(as_text=True)
    alex.form(stream, "release", ITEM)
    assert "canaryWhen" in sam.get("/ours").get_data(as_text=True)
    assert "Undo" in alex.get("/ours").get_data(as_text=True)
    alex.form(stream, "undo", ITEM)
    assert "canaryWhen" not in sam.get("/ours").get_data(as_text=True)


def test_a_refusal_stands_beside_its_box_and_keeps_the_words(alex, sam, couple):
    answer = alex.form(ledger_of(alex), "begin", "new-need", item=ITEM, **{**NEED, "feel": ""})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Fill in all four boxes" in page and "canaryWhen" in page


def test_a_private_limit_changes_no_byte_of_the_other(app, alex, sam, couple):
    stream = ledger_of(alex)
    before = (sam.sees(stream), sam.get("/home").data, sam.get("/ours").data)
    alex.do(stream, "begin", "new-boundary", item=ITEM, **LIMIT)
    alex.do(stream, "draft", "new-boundary", matters="canary half")
    assert (sam.sees(stream), sam.get("/home").data, sam.get("/ours").data) == before
    assert "canaryMine" in alex.sees(stream)
    assert app.extensions["couples"].writer.live(stream).version == 0


def test_what_is_written_is_there_after_a_restart(app, alex, sam, couple):
    stream = ledger_of(alex)
    alex.do(stream, "begin", "new-boundary", item=ITEM, **LIMIT)
    alex.do(stream, "begin", "new-need", item="item-00002", **NEED)
    alex.do(stream, "release", "item-00002")
    sam.do(stream, "draft", "item-00002", said="half a sen")
    states = {person: person.sees(stream) for person in (alex, sam)}
    app.extensions["couples"].writer.streams.drop(stream)
    for person, seen in states.items():
        assert _steady(person.sees(stream)) == _steady(seen)


@pytest.mark.parametrize(
    ("slug", "kind"),
    [("say-one-need", "need"), ("tell-my-line", "boundary"), ("make-an-agreement", "agreement")],
)
def test_what_is_said_in_an_exercise_is_on_the_board_of_both(app, alex, sam, couple, slug, kind):
    session = open_session(alex, sam, slug)
    stream, people = ledger_of(alex), seats(app, session, alex, sam)
    noted = set()
    for _ in range(300):
        state = state_of(app, session)
        if state.over:
            break
        for seat in SEATS:
            for name, step, fields in next_deed(state_of(app, session), seat):
                if _again(app, session, seat, name):
                    continue
                if hasattr(people[seat].do(session, name, step, **fields), "version"):
                    break
        board = app.extensions["couples"].writer.live(stream).state or Ledger()
        noted |= {item.id for item in board.items.values() if item.kind == kind}
        for index, step in enumerate(state_of(app, session).exercise.steps):
            now = state_of(app, session).states[index]
            if step.kind == kind:
                open_now = now.agreed if kind == "agreement" else now.stated
                assert bool(open_now) == (f"{session}-{step.id}" in board.items)
    assert noted
    items = app.extensions["couples"].writer.live(stream).state.items
    assert all(
        item.shared and (kind == "agreement" or item.state.reply)
        for item in items.values()
        if item.kind == kind
    )


def test_home_says_in_words_what_waits_and_nothing_of_what_was_written(alex, sam, couple):
    stream = ledger_of(alex)
    for number in range(4):
        alex.do(stream, "begin", "new-need", item=f"item-0000{number}", **NEED)
        alex.do(stream, "release", f"item-0000{number}")
    home = sam.get("/home").get_data(as_text=True)
    assert home.count("Alex shared a need with you") == 2, "two beside the next: at most three things"
    assert "canary" not in home and "start without me" not in home
    assert "Waiting for you" not in alex.get("/home").get_data(as_text=True)


def test_a_day_to_look_at_it_again_is_a_reminder_for_whoever_looks_and_none_when_it_is_over(
    app, alex, sam, couple
):
    stream = ledger_of(alex)
    alex.do(stream, "begin", "new-need", item=ITEM, **NEED)
    assert _jobs(app) == [], "what is not shared has no day yet"
    alex.do(stream, "release", ITEM)
    (job,) = _jobs(app)
    assert job.account_id == alex.login.account_id and "canary" not in job.about
    alex.do(stream, "review", ITEM, rating="partly", by=in_days(3, time.time()))
    (moved,) = _jobs(app)
    assert moved.due != job.due and moved.about.endswith(in_days(3, time.time()))
    alex.do(stream, "withdraw", ITEM)
    assert _jobs(app) == []


def test_what_cannot_be_agreed_away_is_refused_with_its_reason_and_the_words_stay(alex, sam, couple):
    stream = ledger_of(alex)
    alex.do(stream, "begin", "new-agreement", item="pact-00001")
    alex.do(stream, "take_pen", "pact-00001")
    answer = alex.form(
        stream, "write", "pact-00001", text="You will not see your sister any more.", part="text"
    )
    page = html.unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422 and "You will not see your sister any more." in page
    assert 'class="field__error"' in page and "own" in page
    limit = {**LIMIT, "will": "You give me your phone code every Friday"}
    assert alex.do(stream, "begin", "new-boundary", item=ITEM, **limit).field == "will"


def test_who_is_asked_for_what_is_theirs_alone_is_told_so_and_nobody_else(alex, sam, couple):
    stream = ledger_of(alex)
    asks = {**NEED, "ask": "stop seeing your sister"}
    alex.do(stream, "begin", "new-need", item=ITEM, **asks)
    alex.do(stream, "release", ITEM)
    assert "Only you see this note." in sam.sees(stream)
    assert "Only you see this note." not in alex.sees(stream)


def test_the_day_can_be_put_into_a_calendar_and_tells_nothing(alex, sam, couple, jo):
    stream = ledger_of(alex)
    alex.do(stream, "begin", "new-need", item=ITEM, **NEED)
    assert sam.get(f"/ours/{stream}/{ITEM}/calendar").status_code == 404
    alex.do(stream, "release", ITEM)
    file = alex.get(f"/ours/{stream}/{ITEM}/calendar")
    assert file.mimetype == "text/calendar" and b"BEGIN:VEVENT" in file.data
    for told in (b"canary", b"Alex", b"Sam", ITEM.encode()):
        assert told not in file.data
    assert jo.get(f"/ours/{stream}/{ITEM}/calendar").status_code == 404


def _jobs(app):
    with app.app_context():
        return list(db.session.execute(select(JobRow)).scalars())


def test_strangers_get_what_is_not_there(alex, sam, couple, jo, robin, kim, other_couple):
    stream = ledger_of(alex)
    for person in (jo, robin):
        missing = person.get("/ours/" + "x" * 22 + "/kept").data
        assert person.get(f"/ours/{stream}/kept").data == missing
        assert person.do(stream, "begin", "new-need", item=ITEM, **NEED).code == "denied"


def test_after_an_unlink_each_keeps_their_own_and_what_both_signed(alex, sam, couple):
    stream = ledger_of(alex)
    alex.do(stream, "begin", "new-need", item=ITEM, **NEED)
    alex.do(stream, "release", ITEM)
    sam.do(stream, "begin", "new-boundary", item="item-00002", **LIMIT)
    sam.post("/pair/end")
    assert "What you keep from an earlier link" in alex.get("/ours").get_data(as_text=True)
    mine, theirs = (person.get(f"/ours/{stream}/kept").get_data(as_text=True) for person in (alex, sam))
    assert "canaryWhen" in mine and "canaryMine" not in mine
    assert "canaryMine" in theirs and "canaryWhen" not in theirs
    assert alex.do(stream, "withdraw", ITEM).code == "denied"


def _again(app, session, seat, name):
    state = state_of(app, session)
    now = state.states[state.at[seat]] if state.at[seat] < len(state.states) else None
    done = getattr(now, "finished", {"A": False, "B": False})[seat]
    return (name == "answer" and (done or getattr(now, "written", None))) or (
        name == "take_pen" and getattr(now, "edition", 0)
    )


def _steady(html):
    return re.sub(r'data-until="[^"]*"', "", html)


def test_what_ended_a_moment_ago_can_be_brought_back_on_the_page(alex, sam, couple):
    stream = ledger_of(alex)
    alex.do(stream, "begin", "new-need", item=ITEM, **NEED)
    alex.do(stream, "release", ITEM)
    alex.form(stream, "withdraw", ITEM)
    assert "It is over." in alex.get("/ours").get_data(as_text=True)
    assert "It is over." not in sam.get("/ours").get_data(as_text=True)
    alex.form(stream, "undo", ITEM)
    assert "canaryWhen" in sam.get("/ours").get_data(as_text=True)


def test_other_words_for_a_limit_show_the_other_what_it_said_before(alex, sam, couple):
    stream = ledger_of(alex)
    alex.do(stream, "begin", "new-boundary", item=ITEM, **{**LIMIT, "line": "canaryFirst no money talk"})
    alex.form(stream, "answer", ITEM, **{**LIMIT, "line": "no money talk after nine"})
    alex.do(stream, "release", ITEM)
    alex.form(stream, "reword", ITEM, **{**LIMIT, "line": "no money talk after eight"})
    page = sam.get("/ours").get_data(as_text=True)
    assert "after nine" in page and "after eight" in page and "canaryFirst" not in page
    assert "Put it into other words" not in page
