"""What is due is sent once, to those who want it, when they want it; and nothing else ever is."""

import threading
import time
from datetime import UTC, datetime
from email import message_from_bytes
from functools import partial

import pytest

from couples.demo.sandbox import _erase
from couples.reminders import actions
from couples.reminders.checks import of_link
from couples.reminders.models import ReminderChoice
from tests.reminders.conftest import NOON

HOUR = 3600


def test_nobody_is_written_to_who_has_not_chosen_it(alex, sam, clock, chooses, remind, send_due, post, jobs):
    chooses(sam)
    remind(alex, "date:1")
    remind(sam, "date:1")
    assert send_due() == 1
    assert post.to == ["mas@example.org"]
    assert [row.account_id for row in jobs().values()] == [sam.login.account_id]


def test_many_things_make_one_mail_and_each_is_mentioned_once(alex, clock, chooses, remind, send_due, post):
    chooses(alex)
    for number in range(7):
        remind(alex, f"date:{number}")
    assert send_due() == 1
    clock.now += 30 * 24 * HOUR
    for number in range(7):
        remind(alex, f"date:{number}")
    assert send_due() == 0
    assert len(post.mails) == 1


def test_no_byte_of_a_mail_says_who_or_what(app, alex, sam, couple, clock, chooses, remind, send_due, post):
    chooses(alex)
    about = f"agreement:{couple}"
    remind(alex, about)
    send_due()
    raw = post.mails[0].content
    told = message_from_bytes(raw)
    assert (told["Subject"], told["From"]) == ("An update for you", "Updates <updates@example.org>")
    assert told["To"] == "xela@example.org"
    assert told.get_payload().split() == ["You", "have", "an", "update.", "http://localhost:8000/"]
    low = raw.lower()
    for word in (
        "alex",
        "sam",
        "couple",
        "partner",
        "agreement",
        "remind",
        couple,
        alex.login.account_id,
        about,
    ):
        assert word.lower().encode() not in low, word


def test_a_second_call_moves_it_and_it_is_not_sent_before(alex, clock, chooses, remind, send_due, post, jobs):
    chooses(alex)
    remind(alex, "date:1", NOON + HOUR)
    remind(alex, "date:1", NOON + 2 * HOUR)
    assert len(jobs()) == 1
    clock.now += HOUR
    assert send_due() == 0
    clock.now += HOUR
    assert send_due() == 1


def test_what_is_forgotten_is_not_sent_to_anyone(app, alex, sam, clock, chooses, remind, send_due, jobs):
    for person in (alex, sam):
        chooses(person)
        remind(person, "date:1")
        remind(person, "date:2", NOON + HOUR)
    app.extensions["couples"].writer.run(lambda batch: actions.forget(batch, "date:1"))
    assert send_due() == 0
    app.extensions["couples"].writer.run(lambda batch: actions.forget_all(batch, alex.login.account_id))
    assert [row.account_id for row in jobs().values()] == [sam.login.account_id]


def test_quiet_hours_move_it_to_their_end(alex, sam, clock, chooses, remind, send_due, post, jobs):
    chooses(alex)
    chooses(sam, timezone="Asia/Tokyo")  # noon in London is 20:00 there
    clock.now = NOON + 9.5 * HOUR  # 21:30 in London, 5:30 in Tokyo
    for person in (alex, sam):
        remind(person, f"date:{person.name}", clock.now)
    assert send_due() == 0
    dues = {about: datetime.fromtimestamp(row.due, UTC).isoformat() for about, row in jobs().items()}
    assert dues == {"date:Alex": "2026-07-02T07:00:00+00:00", "date:Sam": "2026-07-01T23:00:00+00:00"}
    clock.now = NOON + 12 * HOUR
    assert send_due() == 1 and post.to == ["mas@example.org"]
    clock.now = NOON + 20 * HOUR
    assert send_due() == 1 and post.to == ["mas@example.org", "xela@example.org"]


@pytest.mark.parametrize("who", ["alex", "sam"])
def test_after_an_unlink_neither_hears_of_what_was_shared(
    app, alex, sam, couple, clock, chooses, remind, send_due, post, jobs, who
):
    house = app.extensions["couples"]
    house.reminders.checks["agreement"] = of_link
    shared = f"agreement:{house.writer.live(couple).head.couple_id}:1"
    chooses(alex)
    chooses(sam)
    remind(alex, shared)
    assert send_due() == 1
    remind(sam, shared)
    remind(sam, "own:1")
    {"alex": alex, "sam": sam}[who].post("/pair/end")
    assert send_due() == 1  # what is their own
    assert [about for about, row in jobs().items() if row.account_id == sam.login.account_id] == ["own:1"]


def test_a_stranger_to_a_link_hears_nothing_of_it(
    app, alex, sam, couple, jo, clock, chooses, remind, send_due
):
    house = app.extensions["couples"]
    house.reminders.checks["agreement"] = of_link
    chooses(jo)
    for about in (f"agreement:{house.writer.live(couple).head.couple_id}:1", "agreement:none:1", "agreement"):
        remind(jo, about)
    assert send_due() == 0


def test_turning_off_deletes_the_address_and_all_that_waits(
    app, alex, clock, chooses, remind, send_due, post, jobs
):
    chooses(alex)
    remind(alex, "date:1")
    remind(alex, "date:2", NOON + HOUR)
    assert alex.post("/you/reminders/off").status_code == 303
    clock.now += 2 * HOUR
    assert send_due() == 0 and post.mails == [] and jobs() == {}
    choices = ReminderChoice.__table__.select()
    assert app.extensions["couples"].writer.run(lambda batch: batch.connection.execute(choices).all()) == []


def test_a_mail_server_that_was_away_gets_it_later(alex, sam, clock, chooses, remind, send_due, post, jobs):
    chooses(alex)
    chooses(sam)
    remind(alex, "date:1", NOON - 1)
    remind(sam, "date:2")
    post.close()
    assert send_due() == 0
    assert sorted(row.tries for row in jobs().values()) == [0, 1]  # one try told that it is away
    clock.now += 59
    post.open()
    assert send_due() == 1 and post.to == ["mas@example.org"]
    clock.now += 1
    assert send_due() == 1
    assert send_due() == 0


def test_it_is_tried_five_times_with_growing_waits_and_then_given_up(
    alex, clock, chooses, remind, send_due, post, jobs
):
    chooses(alex, quiet_from="0", quiet_to="0")
    remind(alex, "date:1")
    post.refuse = "451 not now"
    waits = []
    while jobs()["date:1"].done_at is None:
        assert send_due() == 0
        row = jobs()["date:1"]
        waits.append(row.due - clock.now)
        clock.now = max(row.due, clock.now)
    assert post.tried == 5
    assert waits[:4] == [60, 300, 1800, 7200]
    post.refuse = ""
    clock.now += 24 * HOUR
    assert send_due() == 0 and post.mails == []


def test_one_that_is_moved_while_its_mail_fails_keeps_its_new_day(
    app, alex, clock, chooses, remind, send_due, post, jobs
):
    chooses(alex)
    remind(alex, "date:1")
    writer = app.extensions["couples"].writer
    claimed = actions.claim(writer, {})
    remind(alex, "date:1", NOON + 24 * HOUR)
    actions.finish(writer, claimed, sent=False)
    assert jobs()["date:1"].due == NOON + 24 * HOUR
    assert send_due() == 0
    clock.now += 24 * HOUR
    assert send_due() == 1


def test_one_address_that_is_refused_holds_nobody_else_up(alex, sam, clock, chooses, remind, send_due, post):
    chooses(alex)
    chooses(sam)
    remind(alex, "date:1", NOON - 1)
    remind(sam, "date:2")
    post.refuse = "550 nobody here"
    send_due()
    assert post.tried == 2


def test_what_a_killed_worker_had_claimed_is_free_after_ten_minutes(
    app, alex, clock, chooses, remind, send_due, post
):
    chooses(alex)
    remind(alex, "date:1")
    assert actions.claim(app.extensions["couples"].writer, {}).jobs  # and then the power goes
    clock.now += 599
    assert send_due() == 0
    clock.now += 1
    assert send_due() == 1
    clock.now += HOUR
    assert send_due() == 0 and len(post.mails) == 1


def test_workers_in_two_processes_share_the_work_and_double_nothing(
    make_app, by_mail, app, alex, sam, robin, kim, jo, clock, chooses, remind, post
):
    people = (alex, sam, robin, kim, jo)
    for person in people:
        chooses(person)
        for number in range(4):
            remind(person, f"date:{number}")
    other = make_app(**by_mail)
    other.extensions["couples"].writer.clock = clock
    sent = []
    workers = [
        threading.Thread(
            target=lambda each=each: sent.append(each.extensions["couples"].reminders.send_due())
        )
        for each in (app, other)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=30)
    assert sum(sent) == len(post.mails) == 5
    assert len(set(post.to)) == 5


def test_nothing_is_sent_in_the_clear_where_tls_was_asked_for(
    make_app, by_mail, app, alex, clock, chooses, remind, post, jobs
):
    chooses(alex)
    remind(alex, "date:1")
    for tls in ("starttls", "tls"):
        strict = make_app(**{**by_mail, "smtp_tls": tls})
        strict.extensions["couples"].writer.clock = clock
        assert strict.extensions["couples"].reminders.send_due() == 0
        clock.now += HOUR
    assert post.mails == [] and post.tried == 0
    assert jobs()["date:1"].tries == 2


def test_who_tries_the_demo_leaves_nothing_behind(app, alex, sam, couple, chooses, remind, jobs):
    chooses(alex)
    remind(alex, "date:1")
    read = app.extensions["couples"].writer.run
    read(partial(_erase, before=time.time() + 1))
    assert jobs() == {}
    assert read(lambda batch: batch.connection.execute(ReminderChoice.__table__.select()).all()) == []


def test_a_check_with_a_bug_silences_its_own_kind_only(app, alex, clock, chooses, remind, send_due, caplog):
    app.extensions["couples"].reminders.checks["broken"] = lambda *_: {}["a secret"]
    chooses(alex)
    remind(alex, "broken:1")
    assert send_due() == 0
    remind(alex, "date:1")
    assert send_due() == 1
    assert "a secret" not in caplog.text
