"""How someone is reminded: off until chosen, asked for the passphrase, told plainly what is wrong."""

import re
from html.parser import HTMLParser

import pytest

from couples.reminders.models import ReminderChoice
from tests.cast import PASSPHRASE, Person

PAGE = "/you/reminders"


def text(answer):
    return answer.get_data(as_text=True)


def row(app):
    query = ReminderChoice.__table__.select()
    return app.extensions["couples"].writer.run(lambda batch: batch.connection.execute(query).one())


def test_it_is_off_until_chosen_and_leads_from_you(alex, post):
    assert f'href="{PAGE}"' in text(alex.get("/you/places"))
    page = text(alex.get(PAGE))
    assert "Reminders are off." in page and "Turn reminders on" in page
    assert '<option selected value="21">' in page and '<option selected value="8">' in page
    assert '<optgroup label="Europe">' in page


def test_it_is_turned_on_and_shows_the_address_shortened(alex, sam, chooses):
    assert chooses(alex).status_code == 303
    page = text(alex.get(PAGE))
    assert "Reminders are on. They go to x…@example.org." in " ".join(page.split())
    assert "xela" not in page
    assert "Reminders are off." in text(sam.get(PAGE))


def test_the_address_is_sealed_where_it_is_kept(app, alex, chooses):
    chooses(alex)
    short = len(row(app).email)
    assert b"example" not in row(app).email
    chooses(alex, address=f"{'x' * 60}@example.org")
    assert len(row(app).email) == short


def test_an_address_that_the_server_can_no_longer_open_can_be_turned_off(
    app, alex, clock, chooses, remind, send_due
):
    chooses(alex)
    sealed = {"email": row(app).email[:8] + row(app).email[:7:-1]}
    query = ReminderChoice.__table__.update().values(**sealed)
    app.extensions["couples"].writer.run(lambda batch: batch.connection.execute(query))
    remind(alex, "date:1")
    assert send_due() == 0
    assert "Turn all of it off" in text(alex.get(PAGE))
    assert alex.post(f"{PAGE}/off").status_code == 303


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"address": ""}, "address", "Write your e-mail address."),
        ({"address": "alex"}, "address", "Write an e-mail address such as name@example.org."),
        ({"address": "a@localhost"}, "address", "Write an e-mail address such as name@example.org."),
        ({"address": "a@b.org\r\nBcc: c@d.org"}, "address", "Write an e-mail address such as name@example.org."),
        ({"address": "a@b.org, c@d.org"}, "address", "Write an e-mail address such as name@example.org."),
        ({"passphrase": ""}, "passphrase", "Write your passphrase."),
        ({"passphrase": "eight purple kettles hum"}, "passphrase", "That is not your passphrase."),
        ({"quiet_from": "24"}, "quiet_from", "Choose an hour from the list."),
        ({"quiet_to": "x"}, "quiet_to", "Choose an hour from the list."),
        ({"timezone": ""}, "timezone", "Choose your time zone from the list."),
        ({"timezone": "../etc/passwd"}, "timezone", "Choose your time zone from the list."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_its_field(alex, chooses, given, field, words):
    answer = chooses(alex, **given)
    assert answer.status_code == 422
    assert re.search(rf'id="{field}-error">{re.escape(words)}', text(answer))
    assert "Reminders are off." in text(alex.get(PAGE))
    assert PASSPHRASE not in text(answer)


def test_the_device_tells_its_time_zone_where_none_was_chosen(app, alex, chooses):
    assert chooses(alex, timezone="", device_zone="Asia/Tokyo").status_code == 303
    assert row(app).timezone == "Asia/Tokyo"


def test_hours_change_without_the_passphrase_and_the_address_only_with_it(app, alex, chooses):
    chooses(alex)
    before = row(app).email
    assert chooses(alex, address="", passphrase="", quiet_from="22").status_code == 303
    assert (row(app).quiet_from, row(app).email) == (22, before)
    assert chooses(alex, address="other@example.org", passphrase="").status_code == 422
    assert row(app).email == before
    assert chooses(alex, address="other@example.org").status_code == 303
    assert row(app).email != before


def test_guesses_of_the_passphrase_are_slowed_down(make_app, by_mail, chooses):
    alex = Person(make_app(**by_mail, sign_in_account="2 per minute"), "Alex")
    for _ in range(2):
        chooses(alex, passphrase="wrong wrong wrong")
    assert chooses(alex).status_code == 429


def test_a_test_is_the_same_mail_and_a_few_an_hour_at_most(alex, chooses, post):
    assert alex.post(f"{PAGE}/test").status_code == 404
    chooses(alex)
    for _ in range(3):
        assert "The mail is on its way." in text(alex.post(f"{PAGE}/test"))
    assert alex.post(f"{PAGE}/test").status_code == 429
    assert [mail.rcpt_tos for mail in post.mails] == [["xela@example.org"]] * 3
    assert b"Subject: An update for you" in post.mails[0].content


def test_a_mail_server_that_is_away_is_said(alex, chooses, post):
    chooses(alex)
    post.close()
    answer = alex.post(f"{PAGE}/test")
    assert answer.status_code == 503 and "The mail could not be sent." in text(answer)


def test_without_a_mail_server_no_mail_is_offered(make_app, by_mail, chooses):
    for settings in ({}, {**by_mail, "in_demo": True}):
        person = Person(make_app(**settings), f"Alex{len(settings)}")
        page = text(person.get(PAGE))
        assert "This server cannot send e-mail" in page and 'name="address"' not in page
        assert chooses(person).status_code == 404


def test_every_control_has_a_name_and_no_id_stands_twice(alex, chooses):
    chooses(alex)
    seen = _Read()
    seen.feed(text(alex.post(f"{PAGE}/calendar")))
    assert len(seen.ids) == len(set(seen.ids))
    assert seen.controls <= seen.labelled


class _Read(HTMLParser):
    def __init__(self):
        super().__init__()
        self.ids, self.controls, self.labelled = [], set(), set()

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if "id" in found:
            self.ids.append(found["id"])
        if tag in ("input", "select") and found.get("type") != "hidden":
            self.controls.add(found.get("id"))
        if tag == "label":
            self.labelled.add(found.get("for"))
