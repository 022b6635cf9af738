"""The page of what opens an account: keys on paper, a new passphrase, taking the account back."""

import re

import pytest

from tests.cast import PASSPHRASE, Person

NEW = "four wooden spoons and a whistle"
ENTRY = "A" * 22


def printed_on(answer):
    return re.findall(r"<code>([A-Z2-7 ]+)</code>", answer.get_data(as_text=True))


def with_keys(person):
    return printed_on(person.post("/you/security/keys", passphrase=PASSPHRASE))


def writes(person, text="canary entry"):
    person.post("/prompts/open", passphrase=PASSPHRASE)
    assert person.post(f"/prompts/mine/{ENTRY}", text=text, version="0").status_code == 303


def recovers(app, name, key, new=NEW):
    client = app.test_client()
    fields = {"name": name, "key": key, "new": new}
    return client, client.post("/recover", data=fields, headers={"Sec-Fetch-Site": "same-origin"})


def test_two_keys_are_shown_once_and_new_ones_make_the_old_useless(app, alex):
    first, second = with_keys(alex), with_keys(alex)
    assert len(first) == len(second) == 2 and not {*first} & {*second}
    assert first[0] not in alex.get("/you/security").get_data(as_text=True)
    assert recovers(app, "alex", first[0])[1].status_code == 422


def test_keys_need_the_passphrase(alex):
    answer = alex.post("/you/security/keys", passphrase="not this one at all")
    assert answer.status_code == 422 and printed_on(answer) == []


def test_a_key_lets_in_opens_what_was_written_and_is_used_up(app, alex):
    keys = with_keys(alex)
    writes(alex)
    client, answer = recovers(app, "ALEX", keys[0].lower())
    assert len(printed_on(answer)) == 2
    assert client.get("/home").status_code == 200
    client.post("/prompts/open", data={"passphrase": NEW}, headers={"Sec-Fetch-Site": "same-origin"})
    assert "canary entry" in client.get(f"/prompts/mine/{ENTRY}").get_data(as_text=True)
    for key in keys:
        assert recovers(app, "alex", key)[1].status_code == 422
    assert alex.get("/home").status_code == 302


@pytest.mark.parametrize("name", ["sam", "nobody"])
def test_a_key_of_someone_else_says_the_same_as_a_name_that_nobody_has(app, alex, sam, name):
    answer = recovers(app, name, with_keys(alex)[0])[1]
    assert answer.status_code == 422
    assert "do not fit together" in answer.get_data(as_text=True)


def test_taking_the_account_back_shuts_everything_that_opened_it(app, alex):
    """A second device, both keys on paper, the calendar, the old passphrase, and the open vault elsewhere."""
    keys = with_keys(alex)
    writes(alex)
    calendar = alex.post("/you/reminders/calendar").get_data(as_text=True)
    feed = re.search(r"/you/calendar/[\w-]+\.ics", calendar)[0]
    thief = app.test_client()
    fields = {"name": "alex", "passphrase": PASSPHRASE}
    assert thief.post("/sign-in", data=fields, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 303
    thief.post("/prompts/open", data=fields, headers={"Sec-Fetch-Site": "same-origin"})
    assert "canary" in thief.get(f"/prompts/mine/{ENTRY}").get_data(as_text=True)
    answer = alex.post("/you/security/passphrase", passphrase=PASSPHRASE, new=NEW)
    assert len(printed_on(answer)) == 2
    assert alex.get("/home").status_code == 200
    assert thief.get(f"/prompts/mine/{ENTRY}").status_code == 302
    assert app.test_client().get(feed).status_code == 404
    assert "do not fit" in app.test_client().post(
        "/sign-in", data=fields, headers={"Sec-Fetch-Site": "same-origin"}
    ).get_data(as_text=True)
    for key in keys:
        assert recovers(app, "alex", key)[1].status_code == 422
    alex.post("/prompts/open", passphrase=NEW)
    assert "canary" in alex.get(f"/prompts/mine/{ENTRY}").get_data(as_text=True)


def test_a_new_passphrase_must_be_hard_to_guess_and_the_present_one_right(alex):
    for fields, sentence in (
        ({"passphrase": PASSPHRASE, "new": "alex alex alex"}, "Leave your own name out"),
        ({"passphrase": PASSPHRASE, "new": "short"}, "at least 12"),
        ({"passphrase": "wrong", "new": NEW}, "not your passphrase"),
    ):
        answer = alex.post("/you/security/passphrase", **fields)
        assert answer.status_code == 422 and sentence in answer.get_data(as_text=True)


def test_guessing_is_slowed_down(make_app):
    alex = Person(make_app(sign_in_account="3 per minute"), "Alex")
    codes = [alex.post("/you/security/keys", passphrase=f"guess {n}").status_code for n in range(5)]
    assert codes == [422, 422, 422, 429, 429]
