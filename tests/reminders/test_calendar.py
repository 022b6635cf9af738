"""A private calendar: it says when, and to nobody without its address."""

import re
from datetime import UTC, datetime

from icalendar import Calendar

from couples.reminders.calendar import calendar_file
from couples.reminders.models import ReminderChoice
from tests.reminders.conftest import NOON

HOUR = 3600


def new_feed(person):
    page = person.post("/you/reminders/calendar").get_data(as_text=True)
    return re.search(r'value="http://localhost:8000(/you/calendar/[\w-]{43}\.ics)"', page)[1]


def test_each_waiting_date_is_an_event_that_says_nothing_else(app, alex, sam, couple, clock, remind):
    remind(alex, f"agreement:{couple}", NOON + HOUR)
    remind(alex, "date:2", NOON + 48 * HOUR)
    remind(sam, "date:3", NOON + 5 * HOUR)
    answer = app.test_client().get(new_feed(alex))
    assert answer.mimetype == "text/calendar" and answer.headers["Cache-Control"] == "no-store"
    events = Calendar.from_ical(answer.data).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["Time for us"] * 2
    assert [event.decoded("dtstart").timestamp() for event in events] == [NOON + HOUR, NOON + 48 * HOUR]
    low = answer.data.lower()
    for word in ("alex", "sam@", "couple", "agreement", "remind", couple, alex.login.account_id):
        assert word.lower().encode() not in low, word


def test_what_was_sent_is_over(app, alex, clock, chooses, remind, send_due, post):
    chooses(alex)
    remind(alex, "date:1")
    address = new_feed(alex)
    assert b"VEVENT" in app.test_client().get(address).data
    send_due()
    assert b"VEVENT" not in app.test_client().get(address).data


def test_only_a_hash_of_its_address_is_kept_and_it_is_shown_once(app, alex):
    address = new_feed(alex)
    token = address.rsplit("/", 1)[1].removesuffix(".ics")
    query = ReminderChoice.__table__.select()
    rows = app.extensions["couples"].writer.run(lambda batch: batch.connection.execute(query).all())
    assert len(rows[0].feed) == 64 and token not in str(rows)
    assert token not in alex.get("/you/reminders").get_data(as_text=True)


def test_a_new_address_voids_the_old_one_and_so_does_turning_off(app, alex, chooses):
    client = app.test_client()
    first = new_feed(alex)
    chooses(alex)
    second = new_feed(alex)
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
    alex.post("/you/reminders/off")
    assert client.get(second).status_code == 404


def test_an_unknown_address_is_like_any_page_that_is_not_there(app, alex, sam):
    address = new_feed(alex)
    for client in (app.test_client(), sam.client):
        missing = client.get("/nothing/here")
        other = address[:-5] + ("B.ics" if address[-5] == "A" else "A.ics")
        for wrong in (other, "/you/calendar/x.ics", address.lower()):
            answer = client.get(wrong)
            assert (answer.status_code, answer.data) == (404, missing.data)
            assert answer.headers == missing.headers


def test_one_date_is_a_file_of_its_own():
    when = datetime(2026, 10, 25, 18, 30, tzinfo=UTC)
    (event,) = Calendar.from_ical(calendar_file(when.timestamp())).walk("VEVENT")
    assert (str(event["summary"]), event.decoded("dtstart")) == ("Time for us", when)
    assert calendar_file(when.timestamp()) == calendar_file(when.timestamp())
