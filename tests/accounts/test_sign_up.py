"""Starting on one's own."""

import pytest

from couples.security.passphrase import complaint
from tests.cast import PASSPHRASE, Person


def test_a_name_and_a_passphrase_are_enough(app):
    alex = Person(app, "Alex")
    assert "Hello, Alex" in alex.get("/home").get_data(as_text=True)


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(app):
    answer = app.test_client().post(
        "/join", data={"name": "Alex", "passphrase": PASSPHRASE}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    cookies = answer.headers.getlist("Set-Cookie")
    assert len(cookies) == 1
    assert cookies[0].startswith("place=") and "HttpOnly" in cookies[0] and "SameSite=Lax" in cookies[0]


def test_over_https_the_cookie_is_bound_to_this_host(make_app):
    app = make_app(public_url="https://talk.example")
    answer = app.test_client().post(
        "https://talk.example/join",
        data={"name": "Alex", "passphrase": PASSPHRASE},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-place=") and "Secure" in cookie and "Path=/" in cookie
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"]


@pytest.mark.parametrize("name", ["alex", "ALEX", " Alex ", "Ａlex"])
def test_a_name_that_looks_the_same_is_taken_and_the_words_are_kept(app, alex, name):
    answer = app.test_client().post(
        "/join", data={"name": name, "passphrase": PASSPHRASE}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert "Choose another one" in page and f'value="{name}"' in page


@pytest.mark.parametrize(
    ("passphrase", "why"),
    [
        ("short", "at least 12"),
        ("passwordpassword", "easy to guess"),
        ("alexanderalexander", "your own name"),
        ("x" * 300, "too long"),
    ],
)
def test_a_weak_passphrase_is_told_what_to_do(passphrase, why):
    assert why in complaint(passphrase, ["Alexander"])


def test_a_good_passphrase_has_no_complaint():
    assert complaint(PASSPHRASE, ["Alexander"]) is None


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\x00b", "a\nb"])
def test_an_odd_name_is_refused(app, name):
    answer = app.test_client().post(
        "/join", data={"name": name, "passphrase": PASSPHRASE}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert answer.status_code == 422


def test_too_many_from_one_network_are_asked_to_wait(make_app):
    app = make_app(sign_up_network="2 per hour")
    codes = [_join(app, f"Alex {n}").status_code for n in range(3)]
    assert codes == [303, 303, 429]


def _join(app, name):
    return app.test_client().post(
        "/join", data={"name": name, "passphrase": PASSPHRASE}, headers={"Sec-Fetch-Site": "same-origin"}
    )
