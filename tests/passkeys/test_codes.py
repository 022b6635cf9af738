"""Turning codes on and off: with the passphrase, with a first code, and with both."""

import pytest

from tests.cast import PASSPHRASE, Person
from tests.passkeys.app_for_codes import Browser, set_up, turned_on


def test_they_are_set_up_by_picture_or_by_hand_and_on_after_a_first_code(alex, app, clock):
    answer = alex.post("/you/security/codes/begin", passphrase=PASSPHRASE)
    assert 'src="data:image/svg+xml' in answer.get_data(as_text=True)
    mine = set_up(alex)
    assert Browser(app).passphrase("alex").location == "/home"
    assert alex.post("/you/security/codes/confirm", code=mine.code()).status_code == 303
    assert "It is on" in alex.get("/you/security/codes?done=1").get_data(as_text=True)
    assert Browser(app).passphrase("alex").location == "/sign-in/code"


def test_the_first_code_does_not_work_a_second_time(alex, app, clock):
    mine = set_up(alex)
    alex.post("/you/security/codes/confirm", code=mine.code())
    browser = Browser(app)
    browser.passphrase("alex")
    assert browser.code(mine.code()).status_code == 422


def test_setting_up_needs_the_passphrase_and_a_right_code(alex, app, clock):
    assert alex.post("/you/security/codes/begin", passphrase="not this one at all").status_code == 422
    assert alex.post("/you/security/codes/confirm", code="123456").location.endswith("late=1")
    mine = set_up(alex)
    for wrong in (mine.code(2), mine.code(-2), "12345", "", "abcdef"):
        answer = alex.post("/you/security/codes/confirm", code=wrong)
        assert answer.status_code == 422 and mine.seed[:4] in answer.get_data(as_text=True)
    assert Browser(app).passphrase("alex").location == "/home"


def test_what_one_sets_up_cannot_be_confirmed_at_another_place(alex, app, clock):
    elsewhere = Browser(app)
    elsewhere.passphrase("alex")
    mine = set_up(alex)
    answer = elsewhere.post("/you/security/codes/confirm", code=mine.code())
    assert answer.location.endswith("late=1")


@pytest.mark.parametrize(
    ("passphrase", "steps"), [("not this one at all", 0), (PASSPHRASE, -2), (PASSPHRASE, 2), ("", 0)]
)
def test_turning_off_needs_both(alex, app, clock, passphrase, steps):
    mine = turned_on(alex, clock)
    clock.goes_on(5)
    answer = alex.post("/you/security/codes/off", passphrase=passphrase, code=mine.code(steps))
    assert answer.status_code == 422
    assert Browser(app).passphrase("alex").location == "/sign-in/code"
    clock.goes_on()
    assert alex.post("/you/security/codes/off", passphrase=PASSPHRASE, code=mine.code()).status_code == 303
    assert Browser(app).passphrase("alex").location == "/home"


def test_the_seed_is_nowhere_to_be_read(alex, app, clock, tmp_path):
    mine = turned_on(alex, clock)
    files = [path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert len(files) > 3 and not [each for each in files if mine.seed.encode() in each]
    assert mine.seed[:4] not in alex.get("/you/security/codes").get_data(as_text=True)


def test_guessing_at_turning_off_is_slowed_down(make_app, clock):
    alex = Person(make_app(sign_in_account="10000 per minute", code_account="4 per hour"), "Alex")
    turned_on(alex, clock)
    codes = [
        alex.post("/you/security/codes/off", passphrase=PASSPHRASE, code="000000").status_code
        for _ in range(5)
    ]
    assert codes == [422, 422, 422, 429, 429]


def test_taking_the_account_back_turns_them_off(alex, app, clock):
    new = "four wooden spoons and a whistle"
    turned_on(alex, clock)
    alex.post("/you/security/passphrase", passphrase=PASSPHRASE, new=new)
    assert Browser(app).passphrase("alex", new).location == "/home"


def test_a_key_on_paper_lets_in_without_a_phone_and_turns_them_off(alex, app, clock):
    from tests.vault.test_security import NEW, with_keys

    keys = with_keys(alex)
    turned_on(alex, clock)
    lost = Browser(app)
    assert "not asked for a code" in lost.client.get("/recover").get_data(as_text=True)
    assert lost.post("/recover", name="alex", key=keys[0], new=NEW).status_code == 200
    assert lost.is_in()
    assert Browser(app).passphrase("alex", NEW).location == "/home"
