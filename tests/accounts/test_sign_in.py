"""Signing in, and being kept out."""

import pytest

from tests.cast import PASSPHRASE


def sign_in(app, name, passphrase=PASSPHRASE, **more):
    client = app.test_client()
    answer = client.post(
        "/sign-in",
        data={"name": name, "passphrase": passphrase, **more},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    return client, answer


def test_the_right_passphrase_opens_home(app, alex):
    client, answer = sign_in(app, "alex")
    assert answer.status_code == 303 and answer.location == "/home"
    assert client.get("/home").status_code == 200


def test_a_wrong_passphrase_and_an_unknown_name_get_the_same_answer(app, alex):
    _, wrong = sign_in(app, "Alex", "some other long phrase")
    _, unknown = sign_in(app, "Bert", "some other long phrase")
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.data.replace(b"Alex", b"Bert") == unknown.data


def test_an_unknown_name_is_hashed_all_the_same(app, alex, monkeypatch):
    seen = []
    verify = type(app.extensions["couples"].passphrases)._verify
    monkeypatch.setattr(
        type(app.extensions["couples"].passphrases),
        "_verify",
        lambda self, stored, given: seen.append(stored) or verify(self, stored, given),
    )
    sign_in(app, "Bert")
    sign_in(app, "Alex")
    assert len(seen) == 2


def test_guesses_are_slowed_down_and_told_how_long(make_app):
    app = make_app(sign_in_account="5 per minute")
    answers = [sign_in(app, "Alex", "a wrong long phrase")[1] for _ in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert "Try again in" in answers[-1].get_data(as_text=True)


def test_guesses_from_elsewhere_do_not_slow_down_the_owner(make_app):
    from tests.cast import Person

    app = make_app(sign_in_account="5 per minute")
    Person(app, "Alex")
    for _ in range(20):
        app.test_client().post(
            "/sign-in",
            data={"name": "Alex", "passphrase": "a wrong long phrase"},
            headers={"Sec-Fetch-Site": "same-origin"},
            environ_base={"REMOTE_ADDR": "203.0.113.9"},
        )
    assert sign_in(app, "Alex")[1].status_code == 303


@pytest.mark.parametrize(
    ("wanted", "goes_to"),
    [
        ("/exercises", "/exercises"),
        ("//evil.example", "/home"),
        ("https://evil.example", "/home"),
        ("/\\evil", "/home"),
    ],
)
def test_after_signing_in_one_is_where_one_wanted_to_be_and_never_elsewhere(app, alex, wanted, goes_to):
    _, answer = sign_in(app, "Alex", next=wanted)
    assert answer.location == goes_to


def test_a_page_that_needs_signing_in_leads_there_and_back(app):
    answer = app.test_client().get("/history")
    assert answer.status_code == 302 and answer.location.startswith("/sign-in?next=")
