"""By the operator's invitation alone, and each code once."""

from tests.cast import counselor


def test_a_code_makes_an_account_and_the_first_thing_asked_is_what_they_keep(app):
    noor = counselor(app, "Noor", secrets="")
    assert noor.login.kind == "counselor"
    assert noor.get("/counsel").location == "/counsel/policy"
