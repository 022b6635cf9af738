"""What opens an account was changed: its owner is told at each other place, until they know, and nobody else is."""

import html
import io
import re
import zipfile
from typing import get_args

import pytest
from sqlalchemy import select

from couples.accounts.models import Notice
from couples.accounts.notices import Kind
from couples.settings import ROOT
from tests.accounts.test_sign_in import sign_in
from tests.cast import PASSPHRASE, start
from tests.passkeys.app_for_codes import Clock, set_up
from tests.passkeys.device import Device, adds
from tests.passkeys.test_passkeys import label_of

NEW = "four wooden spoons and a whistle"
CHANGED = "Your passphrase was changed on"
KEYS = "New keys on paper were made on"


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


class Place:
    """Another browser in which somebody signs in."""

    def __init__(self, app, name="Alex", passphrase=PASSPHRASE):
        self.client, answer = sign_in(app, name, passphrase)
        assert answer.status_code == 303

    def post(self, path, **fields):
        return self.client.post(path, data=fields, headers={"Sec-Fetch-Site": "same-origin"})


def told(someone, path="/home"):
    """What a page says of changes, as a list of sentences."""
    found = re.search(r"<section[^>]*data-told>(.*?)</section>", someone.client.get(path).text, re.DOTALL)
    return [html.unescape(each) for each in re.findall(r"<p>([^<]*)</p>", found[1])] if found else []


def says(someone, sentence, path="/home"):
    return [sentence in each for each in told(someone, path)] == [True]


def makes_keys(someone):
    assert someone.post("/you/security/keys", passphrase=PASSPHRASE).status_code == 200


def changes_passphrase(someone):
    assert someone.post("/you/security/passphrase", passphrase=PASSPHRASE, new=NEW).status_code in (200, 303)


def test_each_other_place_is_told_until_it_knows_and_the_one_that_did_it_is_not(app, alex):
    tablet, work = Place(app), Place(app)
    makes_keys(alex)
    assert says(tablet, KEYS) and says(work, KEYS) and told(alex) == []
    assert says(tablet, KEYS, "/you/places")
    assert tablet.post("/you/notices/seen").status_code == 303
    assert told(tablet) == [] and says(work, KEYS)


def test_a_changed_passphrase_ends_all_other_places_so_whoever_signs_in_next_is_told(app, alex):
    before = Place(app)
    changes_passphrase(alex)
    assert before.client.get("/home").status_code == 302 and told(alex) == []
    first, second = Place(app, passphrase=NEW), Place(app, passphrase=NEW)
    assert says(first, CHANGED) and says(second, CHANGED)
    first.post("/you/notices/seen")
    assert told(first) == [] and says(second, CHANGED)
    assert told(Place(app, passphrase=NEW)) == []


def test_an_account_taken_back_with_a_key_on_paper_tells_the_same(app, alex):
    page = alex.post("/you/security/keys", passphrase=PASSPHRASE).text
    key = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1]
    answer = alex.post("/recover", name="alex", key=key, new=NEW)
    assert "Your two recovery keys" in answer.text and told(alex) == []
    assert says(Place(app, passphrase=NEW), CHANGED)


def test_each_other_change_of_what_opens_an_account_is_told(app, alex, clock):
    tablet, found = Place(app), []

    def note():
        found.extend(told(tablet))
        tablet.post("/you/notices/seen")

    adds(alex, Device(), PASSPHRASE)
    note()
    alex.post(f"/you/security/passkeys/{label_of(alex)}/remove", passphrase=PASSPHRASE)
    note()
    codes = set_up(alex)
    alex.post("/you/security/codes/confirm", code=codes.code())
    note()
    clock.goes_on()
    alex.post("/you/security/codes/off", passphrase=PASSPHRASE, code=codes.code())
    note()
    wanted = ("passkey was added", "passkey was removed", "a code is asked for", "no code is asked for")
    assert len(found) == 4 and all(each in sentence for each, sentence in zip(wanted, found, strict=True))
    assert told(alex) == []


def test_there_is_a_sentence_for_each_kind():
    template = (ROOT / "templates/accounts/_notices.html").read_text()
    assert {*re.findall(r'^ +"(\w+)": _\(', template, re.MULTILINE)} == {*get_args(Kind)}


def test_the_same_change_again_is_told_once_with_the_later_day(app, alex):
    tablet = Place(app)
    for _ in range(3):
        makes_keys(alex)
    assert says(tablet, KEYS)
    makes_keys(tablet)
    assert says(alex, KEYS) and says(tablet, KEYS)  # what others did there is not hidden by doing the same


def test_the_notice_leads_to_where_the_account_is_taken_back(app, alex):
    changes_passphrase(alex)
    assert 'href="/you/security#change"' in Place(app, passphrase=NEW).client.get("/home").text
    assert '<h2 id="change">' in alex.get("/you/security").text


def test_taking_the_account_back_clears_what_was_told_before(app, alex):
    adds(alex, Device(), PASSPHRASE)
    changes_passphrase(alex)
    assert says(Place(app, passphrase=NEW), CHANGED)


def test_the_partner_is_never_told_and_no_word_of_anybody_is_in_it(app, alex, sam, couple):
    tablet = Place(app)
    adds(alex, Device(), PASSPHRASE, name="canary phone")
    changes_passphrase(alex)
    for path in ("/home", "/pair", "/you/places", "/you/security"):
        assert told(sam, path) == []
    mine = told(Place(app, passphrase=NEW))
    assert not any(word in " ".join(mine) for word in ("canary", "Alex", "Sam"))
    assert {column.key for column in Notice.__table__.columns} == {
        "id",
        "account_id",
        "login_id",
        "kind",
        "at",
    }
    assert tablet.client.get("/home").status_code == 302


def test_it_is_on_no_page_where_the_other_may_look_on_or_where_somebody_writes(app, alex, sam, couple):
    tablet = Place(app)
    session = start(alex, "specific-thanks")
    tablet.post("/prompts/open", passphrase=PASSPHRASE)
    adds(alex, Device(), PASSPHRASE)
    assert len(told(tablet)) == 1
    for path in (f"/sessions/{session}", "/prompts/write", "/nowhere"):
        assert told(tablet, path) == []


@pytest.mark.parametrize(
    ("wanted", "goes"),
    [("/exercises?theme=trust", "/exercises?theme=trust"), ("//evil.example", "/home"), ("", "/home")],
)
def test_got_it_leads_back_to_the_page_and_to_no_other_site(app, alex, wanted, goes):
    assert alex.post("/you/notices/seen", next=wanted).location == goes


def test_the_form_knows_its_page(app, alex):
    tablet = Place(app)
    makes_keys(alex)
    page = tablet.client.get("/exercises?theme=trust&n=%3Cb%3E").text
    assert 'name="next" value="/exercises?theme=trust&amp;n=%3Cb%3E"' in page


def test_nobody_says_got_it_for_somebody_else(app, alex, sam):
    tablet = Place(app)
    makes_keys(alex)
    sam.post("/you/notices/seen")
    app.test_client().post("/you/notices/seen", headers={"Sec-Fetch-Site": "same-origin"})
    tablet.client.post("/you/notices/seen", headers={"Sec-Fetch-Site": "cross-site"})
    assert says(tablet, KEYS)


def test_with_a_place_goes_what_it_was_not_told_and_with_an_account_all_of_it(app, alex, sam):
    def rows():
        return alex.house.writer.run(lambda batch: batch.connection.execute(select(Notice)).all())

    tablet = Place(app)
    makes_keys(alex)
    assert sorted(row.login_id is None for row in rows()) == [False, True]
    tablet.post("/sign-out")
    assert [row.login_id for row in rows()] == [None]
    alex.post("/you/data/delete", passphrase=PASSPHRASE, when="now")
    assert rows() == [] and alex.get("/home").status_code == 302


def test_the_security_page_and_ones_own_data_say_when_the_passphrase_was_changed(app, alex):
    assert "Your passphrase is the one you signed up with." in alex.get("/you/security").text
    changes_passphrase(alex)
    assert "Your passphrase was last changed on" in alex.get("/you/security").text
    made = alex.post("/you/data/export", passphrase=NEW).data
    assert b"Passphrase last changed" in zipfile.ZipFile(io.BytesIO(made)).read("data.json")
