"""By the operator's invitation alone, and each code once."""

import time

import pytest
from sqlalchemy import update

from couples.accounts.counselors import CounselorInvitation, counselor_of
from couples.counselor.actions import DAYS, invite
from couples.counselor.views import NO_CODE, TAKEN
from couples.domain.days import DAY
from tests.cast import PASSPHRASE, counselor

SAME_SITE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def code(app):
    house = app.extensions["couples"]
    return invite(house.writer, house.keys)


def joins(app, code, name="Noor", passphrase=PASSPHRASE):
    given = {"code": code, "name": name, "passphrase": passphrase}
    return app.test_client().post("/counsel/join", data=given, headers=SAME_SITE)


def test_a_code_makes_an_account_and_the_first_thing_asked_is_what_they_keep(app):
    noor = counselor(app, "Noor", secrets="")
    assert noor.login.kind == "counselor"
    assert noor.get("/counsel").location == "/counsel/policy"


def test_a_code_works_once(app, code):
    assert joins(app, code).location == "/counsel"
    again = joins(app, code, "Ines")
    assert again.status_code == 422 and NO_CODE in again.get_data(as_text=True)


def test_a_code_may_be_typed_small_and_with_a_dash(app, code):
    assert joins(app, f" {code[:5].lower()}-{code[5:].lower()}").status_code == 303


def test_a_wrong_a_used_and_an_old_code_get_the_same_bytes_and_what_was_typed_is_kept(app, code):
    house = app.extensions["couples"]
    old = invite(house.writer, house.keys)
    past = update(CounselorInvitation).values(expires=time.time() - 1)
    joins(app, code)
    house.writer.run(lambda batch: batch.connection.execute(past))
    told = {typed: joins(app, typed, "Ines").get_data(as_text=True) for typed in (old, code, "0000000000")}
    assert all(NO_CODE in page and 'value="Ines"' in page and typed in page for typed, page in told.items())
    assert all(PASSPHRASE not in page for page in told.values())
    assert len({page.replace(typed, "") for typed, page in told.items()}) == 1


def test_a_code_lasts_a_week_and_an_old_one_is_let_go_with_the_next(app, code):
    house = app.extensions["couples"]
    kept = CounselorInvitation.__table__

    def rows():
        return house.writer.run(lambda batch: batch.connection.execute(kept.select()).all())

    assert rows()[0].expires - rows()[0].made == DAYS * DAY
    house.writer.run(lambda batch: batch.connection.execute(update(CounselorInvitation).values(expires=1)))
    invite(house.writer, house.keys)
    assert len(rows()) == 1 and rows()[0].expires > time.time()


def test_a_name_that_someone_has_is_told_only_with_a_good_code_and_leaves_the_code_good(app, alex, code):
    assert TAKEN not in joins(app, "0000000000", "Alex").get_data(as_text=True)
    taken = joins(app, code, "Alex")
    assert taken.status_code == 422 and TAKEN in taken.get_data(as_text=True)
    assert joins(app, code).status_code == 303


def test_a_weak_passphrase_uses_no_code_up(app, code):
    assert joins(app, code, passphrase="password1234").status_code == 422
    assert joins(app, code).status_code == 303


def test_guessing_is_slowed_down_as_signing_up_is(make_app):
    app = make_app(sign_up_network="3 per hour")
    assert [joins(app, "0000000000", f"N{n}").status_code for n in range(4)] == [422, 422, 422, 429]


def test_what_they_keep_can_be_stated_and_changed_and_nothing_else_can_be_stated(app):
    noor = counselor(app, "Noor", secrets="none")
    assert "no secrets" in noor.get("/counsel").get_data(as_text=True)
    assert stated(app, noor) == "none"
    assert noor.post("/counsel/policy", secrets="limited").location == "/counsel/policy?done=1"
    assert stated(app, noor) == "limited"
    for other in ("", "all"):
        assert noor.post("/counsel/policy", secrets=other).status_code == 422
    assert stated(app, noor) == "limited"


def test_name_and_since_when_can_be_told_and_a_person_is_no_counselor(app, alex):
    noor = counselor(app, "Noor")
    with app.app_context():
        told = counselor_of(noor.login.account_id)
        assert (told.name, told.secrets) == ("Noor", "limited")
        assert told.invited <= told.since <= time.time()
        assert counselor_of(alex.login.account_id) is None


def stated(app, person):
    with app.app_context():
        return counselor_of(person.login.account_id).secrets
