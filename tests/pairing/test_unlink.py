"""Unlinking: one person, at once, no reason."""

import pytest

from tests.cast import link, open_session, start

GIVEN = {"did": "baked oat bread", "effect": "e", "about_you": "a"}


def test_a_screen_says_what_happens_before_it_does(alex, sam, couple):
    page = alex.get("/pair/end").get_data(as_text=True)
    assert "Unlink" in page
    assert "You are linked with" in sam.get("/home").get_data(as_text=True)


@pytest.mark.parametrize("who", ["alex", "sam"])
def test_either_ends_it_alone_and_both_see_the_same(alex, sam, couple, who):
    {"alex": alex, "sam": sam}[who].post("/pair/end")
    for person in (alex, sam):
        assert "linked with" not in person.get("/home").get_data(as_text=True)
        assert person.get("/pair/end").status_code == 303


def test_nothing_of_the_couple_can_be_done_any_more(alex, sam, couple):
    session = start(alex, "specific-thanks")
    alex.post("/pair/end")
    for person in (alex, sam):
        assert person.get(f"/sessions/{session}").status_code == 404
        assert person.form(session, "answer", "thanks", **GIVEN).status_code == 404
        assert person.post("/exercises/specific-thanks/start", mode="apart").location == "/pair"
        assert person.do(session, "stop").code == "denied"


def test_each_keeps_their_own_words(alex, sam, couple):
    session = open_session(alex, sam, "specific-thanks")
    alex.do(session, "answer", "thanks", **GIVEN)
    sam.do(session, "answer", "thanks", **{**GIVEN, "did": "called my aunt"})
    alex.post("/pair/end")
    page = alex.get(f"/sessions/{session}/review").get_data(as_text=True)
    assert "baked oat bread" in page and "called my aunt" not in page
    assert "This link has ended" in page


def test_both_can_link_again_and_nothing_old_comes_back(alex, sam, couple):
    session = start(alex, "specific-thanks")
    alex.post("/pair/end")
    again = link(sam, alex)
    assert again != couple
    assert alex.get(f"/sessions/{session}").status_code == 404
    assert "Continue" not in sam.get("/home").get_data(as_text=True)


def test_someone_else_cannot_unlink_them(alex, sam, couple, robin):
    robin.post("/pair/end")
    assert robin.form(couple, "unlink").status_code == 404
    assert "You are linked with" in alex.get("/home").get_data(as_text=True)
