"""One exercise to offer, from three plain questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couples import content
from couples.catalogue.filters import COMPANY
from couples.catalogue.suggest import ABOUT, suggest
from tests.cast import start

exercises = tuple(content.exercises().values())


@given(st.sampled_from(COMPANY), st.sampled_from((0, 10, 15)), st.sampled_from(sorted(ABOUT)))
def test_what_is_offered_fits_the_answers(company, minutes, about):
    found = suggest(exercises, company, minutes, about, ())
    if found is None:
        return
    takes = (found.alone_minutes if company == "alone" else 0) or found.minutes
    assert not minutes or takes <= minutes
    assert found.alone if company == "alone" else found.steps
    assert found.theme in (ABOUT[about] or (found.theme,))
    assert about != "open" or found.tier < 2, "who does not know is offered something light"


@pytest.mark.parametrize("company", COMPANY)
@pytest.mark.parametrize("about", sorted(ABOUT))
def test_with_time_enough_there_is_something_for_everybody(company, about):
    assert suggest(exercises, company, 0, about, ()) is not None


def test_what_was_done_comes_last():
    first = suggest(exercises, "two", 0, "warm", ())
    second = suggest(exercises, "two", 0, "warm", {first.slug})
    assert second is not None and second != first


def test_the_page_shows_what_was_left_open(alex, sam, couple):
    session = start(alex, "my-five")
    page = sam.get("/exercises/suggest").get_data(as_text=True)
    assert "Still open" in page and f"/sessions/{session}" in page
    page = sam.get("/exercises/suggest?company=two&minutes=10&about=warm").get_data(as_text=True)
    assert "Try this one" in page


def test_nobody_needs_an_account_for_it(app):
    page = app.test_client().get("/exercises/suggest?company=alone&minutes=0&about=room")
    assert "Try this one" in page.get_data(as_text=True)
