"""The page of a check-in, and what one lets the other see, both without JavaScript."""

import html

import pytest

from tests.balance.test_kept import head_of, of_both


def text_of(answer):
    return html.unescape(answer.get_data(as_text=True))


@pytest.mark.parametrize(("kind", "points"), [("week", 20), ("month", 40), ("map", 120)])
def test_every_item_can_be_rated_or_left_out(alex, sam, couple, kind, points):
    page = text_of(alex.get(f"/check-in/{kind}"))
    assert page.count('type="radio"') == points
    assert "required" not in page and "Sam" in page


def test_it_is_kept_and_ticks_say_what_the_other_may_see(app, alex, sam, couple):
    fields = {"week:rested": "1", "week:free": "4", "show:week:free": "1"}
    assert alex.post("/check-in/week", **fields).location == "/balance?done=kept"
    found, choices = of_both(app, couple)
    mine = choices[head_of(app, couple).seat_of(alex.login.account_id)]
    assert {each.fact.item: each.fact.value for each in found} == {"rested": 1, "free": 4}
    assert mine.shows("week:free") and not mine.shows("week:rested")
    assert "Kept." in text_of(alex.get("/balance?done=kept"))
    assert "Done for now" in text_of(alex.get("/balance"))
    assert "Done for now" not in text_of(sam.get("/balance"))


def test_what_could_put_someone_at_risk_is_not_ticked_and_the_rest_is(alex, sam, couple):
    page = text_of(alex.get("/check-in/month"))
    for key in ("limits", "own", "say"):
        assert f'name="show:month:{key}" value="1">' in page
    assert 'name="show:month:noticed" value="1" checked>' in page
    assert "checked" not in text_of(alex.get("/check-in/map"))


def test_a_refused_form_comes_back_with_all_that_was_tapped(alex, sam, couple):
    answer = alex.post("/check-in/week", **{"week:rested": "9", "week:free": "2", "show:week:heard": "1"})
    page = text_of(answer)
    assert answer.status_code == 422 and "Choose a point" in page
    assert 'name="week:free" value="2" checked' in page
    assert 'name="show:week:heard" value="1" checked' in page and 'name="show:week:free" value="1">' in page
    empty = alex.post("/check-in/week")
    assert empty.status_code == 422 and "Choose at least one" in text_of(empty)


def test_who_is_not_linked_is_told_what_it_is_for(jo):
    assert jo.get("/check-in/week").location == "/balance"
    assert "This is for two" in text_of(jo.get("/balance"))
    assert jo.get("/check-in/year").status_code == 404


def test_each_thing_is_shown_or_kept_in_one_tap(app, alex, sam, couple):
    before = text_of(alex.get("/balance/shown"))
    assert before.count("Only you") == 12 and before.count("Sam may see it") == 9
    where = alex.post("/balance/choose", deed="show", about="area:low", on="1").location
    assert where == "/balance/shown#area-low"
    assert text_of(alex.get("/balance/shown")).count("Only you") == 11
    assert text_of(sam.get("/balance/shown")).count("Only you") == 12
    assert alex.post("/balance/choose", deed="show", about="area:moon", on="1").status_code == 422


def test_nothing_of_it_changes_a_byte_of_the_others_pages(alex, sam, couple):
    paths = ("/balance", "/balance/shown", "/check-in/week", "/ours", "/home")
    seen = [sam.get(path).data for path in paths]
    alex.post("/check-in/map", **{"lean:low": "4", "footing:low": "0", "show:area:low": "1"})
    alex.post("/check-in/month", **{"month:limits": "0"})
    alex.post("/balance/choose", deed="join", on="1")
    alex.post("/balance/choose", deed="hide", about="airtime", on="1")
    alex.post("/balance/choose", deed="fit", about="airtime", fit="-2")
    assert [sam.get(path).data for path in paths] == seen
