"""Ratings over time: what each saw of the other's, in sessions that both share, and never what one of them kept."""

import html
import re

import pytest

from tests.cast import counselor, open_session, seats
from tests.consent.given import opened, share, text
from tests.reading.shared import finishes, rated, stopped


@pytest.fixture
def noor(app):
    return counselor(app, "Noor")


def rows_of(noor, id):
    """(what each gave) in each row of the tables, the oldest first."""
    page = html.unescape(noor.get(f"/counsel/{id}/scales").get_data(as_text=True))
    return re.findall(r"<tr><th scope=\"row\">.*?</th><td>(.*?)</td><td>(.*?)</td></tr>", page)


def test_the_same_thing_stands_side_by_side_for_each_session(app, noor, alex, sam, couple):
    sessions = [rated(app, alex, sam) for _ in range(3)]
    id = opened(app, noor, alex, sam, sessions=sessions)
    assert rows_of(noor, id) == [("not yet", "a little")] * 3
    page = text(noor.get(f"/counsel/{id}/scales"))
    assert page.count("chart--weeks") == 1 and "Specific thanks: Taking it in" in page
    share(sam, id, sessions[1], on="0")
    assert len(rows_of(noor, id)) == 2


@pytest.mark.parametrize("who", ["A", "B"])
def test_what_one_of_them_passed_is_not_there_of_either(app, noor, alex, sam, couple, who):
    session = open_session(alex, sam, "specific-thanks")
    finishes(app, session, alex, sam, passing=(who, "seen"))
    id = opened(app, noor, alex, sam, sessions=[session])
    assert rows_of(noor, id) == []
    assert "Nothing yet." in text(noor.get(f"/counsel/{id}/scales"))
    assert "passed: 1" in text(noor.get(f"/counsel/{id}/brief"))


def test_what_one_took_out_again_is_gone_from_here_too(app, noor, alex, sam, couple):
    session = rated(app, alex, sam)
    id = opened(app, noor, alex, sam, sessions=[session])
    assert len(rows_of(noor, id)) == 1
    assert alex.post(f"/sessions/{session}/remove").status_code == 303
    assert rows_of(noor, id) == []


def test_what_people_made_themselves_is_not_compared(app, noor, alex, sam, couple):
    """Things of one's own to rate are other things each time."""
    sessions = [rated(app, alex, sam, "what-works-what-worries") for _ in range(2)]
    id = opened(app, noor, alex, sam, sessions=sessions)
    page = text(noor.get(f"/counsel/{id}/scales"))
    assert page.count('<table class="times">') == len(set(re.findall(r"<h3>(.*?)</h3>", page)))


def test_a_session_that_ended_before_anything_was_rated_says_nothing(app, noor, alex, sam, couple):
    id = opened(app, noor, alex, sam, sessions=[stopped(alex, sam, "specific-thanks")])
    assert rows_of(noor, id) == []


def test_the_two_stand_in_the_order_of_their_names_whoever_of_them_did_what(app, noor, alex, sam, couple):
    session = rated(app, sam, alex)
    id = opened(app, noor, alex, sam, sessions=[session])
    page = text(noor.get(f"/counsel/{id}/scales"))
    people = seats(app, session, alex, sam)
    assert f'<th scope="col">{people.a.name}</th><th scope="col">{people.b.name}</th>' in page
