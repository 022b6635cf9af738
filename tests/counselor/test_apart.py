"""A counselor is never one of a couple, and nothing of a couple is theirs by having an account."""

import pytest

from couples.accounts.models import Account
from couples.domain.refusal import Refusal
from couples.own_data.actions import delete_due
from couples.pairing import actions
from couples.pairing.actions import NoPerson
from tests.cast import PASSPHRASE, counselor, open_session
from tests.consent.given import opened
from tests.own_data.plays import Export


@pytest.fixture
def noor(app):
    return counselor(app, "Noor")


def test_a_counselor_can_neither_invite_nor_be_invited(app, alex, noor):
    house, id = app.extensions["couples"], noor.login.account_id
    with pytest.raises(NoPerson):
        actions.invite(house.writer, house.keys, id, "partners", 1)
    stream = actions.invite(house.writer, house.keys, alex.login.account_id, "partners", 1)
    code = house.writer.live(stream).state.code
    for typed in (code, "0000000000"):
        with pytest.raises(NoPerson):
            actions.redeem(house.writer, house.keys, id, typed)
    assert noor.post("/pair/invite", relation="partners").status_code == 404
    assert noor.post("/pair/redeem", code=code).status_code == 404


def test_neither_a_deed_nor_a_view_of_any_stream_of_a_couple_is_theirs(app, alex, sam, couple, noor):
    session = open_session(alex, sam, "specific-thanks")
    for stream in (couple, session, "nobody-has-this-one"):
        assert isinstance(noor.do(stream, "stop"), Refusal)
        assert noor.do(stream, "stop") == noor.do("nobody-has-this-one", "stop")
        assert noor.sees(stream) is None
        assert noor.form(stream, "stop").status_code == 404


def test_a_counselor_takes_along_what_they_stated(noor):
    found = Export(noor).data["parts"]
    assert {line["text"] for line in found["counselor"][0]["lines"]} >= {"Limited secrets"}
    assert found["account"][0]["lines"][0]["text"] == "Noor"


def test_of_a_person_nothing_is_told_of_counselors(alex, noor):
    assert Export(alex).data["parts"].get("counselor", []) == []


@pytest.mark.parametrize("when", ["now", "later"])
def test_a_counselor_can_delete_their_account_and_the_name_is_free(app, noor, when):
    answer = noor.post("/you/data/delete", passphrase=PASSPHRASE, when=when)
    assert answer.status_code == 200
    assert noor.get("/counsel").location.startswith("/counsel/sign-in")
    if when == "later":
        delete_due(app.extensions["couples"], 1e12)
    house = app.extensions["couples"]
    left = house.writer.run(lambda batch: batch.connection.execute(Account.__table__.select()).all())
    assert left == []
    assert counselor(app, "Noor").login.kind == "counselor"


def test_who_comes_back_before_the_day_is_asked_and_stays(app, noor):
    noor.post("/you/data/delete", passphrase=PASSPHRASE, when="later")
    assert noor.post("/counsel/sign-in", name="Noor", passphrase=PASSPHRASE).location == "/you/data/stay"
    assert noor.post("/you/data/stay").location == "/counsel"


def test_a_counselor_with_a_couple_can_go_and_the_two_find_every_page_of_theirs(app, alex, sam, couple, noor):
    id = opened(app, noor, alex, sam)
    assert noor.get("/counsel").status_code == 200
    assert noor.post("/you/data/delete", passphrase=PASSPHRASE, when="now").status_code == 200
    for person in (alex, sam):
        assert person.get("/home").status_code == person.get("/with").status_code == 200
        assert "Noor" not in person.get("/with").get_data(as_text=True)
        assert person.get(f"/with/{id}").status_code == 404
