"""Linking: a code that works once, both say yes, and nobody learns more than they should."""

import re

import pytest

from couples.pairing.code import LENGTH, LETTERS, as_typed, new_code
from couples.pairing.queries import link_of
from tests.cast import link


def code_of(person):
    return re.search(r"code=([0-9A-Z]{10})", person.get("/pair").get_data(as_text=True))[1]


def stream_of(person):
    return re.search(r'data-stream="([^"]+)"', person.get("/pair").get_data(as_text=True))[1]


def invited(alex):
    alex.post("/pair/invite", relation="friends")
    return code_of(alex)


def test_codes_are_long_enough_and_hard_to_mix_up():
    codes = {new_code() for _ in range(1000)}
    assert len(codes) == 1000 and all(len(code) == LENGTH and set(code) <= set(LETTERS) for code in codes)
    assert not set("ILOU") & set(LETTERS)


@pytest.mark.parametrize("typed", ["k7q4m-t9x2p", " K7Q4M T9X2P ", "k7q4m–t9x2p", "K7Q4MT9X2P"])
def test_a_code_is_read_as_it_was_meant(typed):
    assert as_typed(typed) == "K7Q4MT9X2P"
    assert as_typed("oil") == "011"


def test_both_must_say_yes(alex, sam):
    link(alex, sam)
    for person, other in ((alex, "Sam"), (sam, "Alex")):
        assert f"You are linked with {other}" in person.get("/home").get_data(as_text=True)


def test_the_invited_one_sees_who_invites_and_what_linking_shares(alex, sam):
    sam.post("/pair/redeem", code=invited(alex))
    page = sam.get("/pair").get_data(as_text=True)
    assert (
        "Alex invites you to link" in page
        and "alone and at once" in page
        and "This does not feel right" in page
    )


def test_the_inviter_sees_no_name_before_the_other_accepts(alex, sam):
    sam.post("/pair/redeem", code=invited(alex))
    assert "Sam" not in alex.get("/pair").get_data(as_text=True)
    sam.form(stream_of(sam), "accept")
    assert "Sam wants to link with you" in alex.get("/pair").get_data(as_text=True)


def test_a_code_works_once(alex, sam, jo):
    code = invited(alex)
    assert sam.post("/pair/redeem", code=code).status_code == 303
    answer = jo.post("/pair/redeem", code=code)
    assert answer.status_code == 422 and "does not match" in answer.get_data(as_text=True)


def test_a_code_is_too_old_after_a_day(make_app):
    from tests.cast import Person

    app = make_app(invite_hours=-1)
    alex, sam = Person(app, "Alex"), Person(app, "Sam")
    alex.post("/pair/invite", relation="friends")
    with app.app_context():
        stream = link_of(alex.login.account_id).stream_id
    code = app.extensions["couples"].writer.live(stream).state.code
    assert "too old" in sam.post("/pair/redeem", code=code).get_data(as_text=True)


def test_ones_own_code_and_a_linked_person_are_told_so(alex, sam, robin):
    assert "your own code" in alex.post("/pair/redeem", code=invited(alex)).get_data(as_text=True)
    link(alex, sam)
    assert "linked already" in alex.post("/pair/redeem", code=invited(robin)).get_data(as_text=True)
    assert "linked already" in alex.post("/pair/invite", relation="friends").get_data(as_text=True)


def test_a_wrong_code_keeps_what_was_typed(sam):
    answer = sam.post("/pair/redeem", code="00000-00000")
    assert answer.status_code == 422 and 'value="00000-00000"' in answer.get_data(as_text=True)


def test_guessing_codes_is_slowed_down(make_app):
    from tests.cast import Person

    jo = Person(make_app(redeem_account="5 per hour"), "Jo")
    codes = [jo.post("/pair/redeem", code="0" * 10).status_code for _ in range(6)]
    assert codes == [422] * 5 + [429]


@pytest.mark.parametrize("who", ["alex", "sam"])
def test_a_no_closes_it_and_does_not_say_whose_it_was(alex, sam, who):
    sam.post("/pair/redeem", code=invited(alex))
    stream = stream_of(sam)
    {"alex": alex, "sam": sam}[who].form(stream, "decline")
    for person in (alex, sam):
        assert "invites you" not in person.get("/pair").get_data(as_text=True)
    assert alex.post("/pair/invite", relation="friends").status_code == 303


def test_a_new_code_takes_the_place_of_the_old_one(alex, sam):
    old = invited(alex)
    assert invited(alex) != old
    assert sam.post("/pair/redeem", code=old).status_code == 422


def test_the_picture_of_the_code_is_its_inviters_alone(alex, sam, jo):
    code = invited(alex)
    stream = stream_of(alex)
    picture = alex.get(f"/pair/{stream}/code.svg")
    assert picture.mimetype == "image/svg+xml" and picture.headers["Cache-Control"] == "no-store"
    sam.post("/pair/redeem", code=code)
    for person in (sam, jo):
        assert person.get(f"/pair/{stream}/code.svg").status_code == 404


def test_nobody_else_can_act_on_an_invitation(alex, sam, jo):
    sam.post("/pair/redeem", code=invited(alex))
    stream = stream_of(sam)
    for deed in ("accept", "confirm", "decline", "unlink"):
        assert jo.form(stream, deed).status_code == 404
    assert sam.form(stream, "confirm").status_code in (404, 409)


def test_a_relation_that_is_not_offered_is_refused(alex):
    assert alex.post("/pair/invite", relation="spouse").status_code == 422
