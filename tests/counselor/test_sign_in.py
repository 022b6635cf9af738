"""Each kind of account comes in by its own door, and is nobody at the other."""

import pytest

from couples.accounts.views import WRONG
from tests.cast import PASSPHRASE, counselor
from tests.passkeys.app_for_codes import Clock, turned_on

SAME_SITE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def noor(app):
    return counselor(app, "Noor")


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


def tries(app, door, name, passphrase=PASSPHRASE, **given):
    data = {"name": name, "passphrase": passphrase, **given}
    return app.test_client().post(door, data=data, headers=SAME_SITE)


def test_a_counselor_comes_in_at_their_own_door_and_lands_at_the_caseload(app, noor):
    assert tries(app, "/counsel/sign-in", "noor").location == "/counsel"
    assert tries(app, "/counsel/sign-in", "Noor", next="/counsel/policy").location == "/counsel/policy"


@pytest.mark.parametrize(("door", "name"), [("/sign-in", "Noor"), ("/counsel/sign-in", "Alex")])
def test_at_the_other_door_a_right_passphrase_is_told_as_a_wrong_one_is(app, alex, noor, door, name):
    right, wrong = tries(app, door, name), tries(app, door, name, "some other words here")
    assert right.status_code == wrong.status_code == 422
    assert WRONG in right.get_data(as_text=True)
    assert right.get_data() == wrong.get_data()
    assert "Set-Cookie" not in right.headers


def test_at_the_other_door_as_much_is_hashed_as_for_a_wrong_passphrase(app, alex, noor):
    passphrases, hashed = app.extensions["couples"].passphrases, []
    verify = passphrases._verify
    passphrases._verify = lambda stored, given: hashed.append(stored) or verify(stored, given)
    tries(app, "/sign-in", "Noor")
    tries(app, "/sign-in", "Nobody")
    assert hashed == [passphrases._nobody] * 2


def test_after_signing_out_they_stand_at_their_own_door(noor, alex):
    assert noor.post("/sign-out").location == "/counsel/sign-in"
    assert alex.post("/sign-out").location == "/"


def test_a_code_from_an_app_is_asked_of_them_too_at_their_own_address(app, noor, clock):
    codes, client = turned_on(noor, clock), app.test_client()
    given = {"name": "Noor", "passphrase": PASSPHRASE}
    half = client.post("/counsel/sign-in", data=given, headers=SAME_SITE)
    assert half.location == "/counsel/sign-in/code"
    assert client.get("/counsel").location.startswith("/counsel/sign-in")
    whole = client.post(half.location, data={"code": codes.code()}, headers=SAME_SITE)
    assert whole.location == "/counsel"


def test_without_a_passphrase_before_it_the_code_page_leads_back_to_the_right_door(app):
    assert 'href="/counsel/sign-in"' in app.test_client().get("/counsel/sign-in/code").get_data(as_text=True)
    assert 'href="/sign-in"' in app.test_client().get("/sign-in/code").get_data(as_text=True)


def test_the_front_page_sends_a_counselor_to_the_caseload(noor, alex):
    assert noor.get("/").location == "/counsel"
    assert alex.get("/").location == "/home"
