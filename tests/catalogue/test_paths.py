"""Paths lead through exercises that exist, in a way that can be done."""

import html

import pytest

from couples import content
from couples.catalogue.paths import paths
from couples.content import address
from tests.cast import next_deed, start, state_of


@pytest.mark.parametrize("path", paths().values(), ids=lambda path: path.slug)
def test_every_stop_is_an_exercise_that_can_be_done_so(app, path):
    page = html.unescape(app.test_client().get(f"/paths/{path.slug}").get_data(as_text=True))
    for stop in path.stops:
        exercise = content.exercises()[stop.slug]
        assert exercise.alone if stop.alone else exercise.steps
        assert exercise.title in page and stop.why in page


def test_there_is_one_for_two_and_one_for_oneself():
    assert not any(stop.alone for stop in paths()["first-four-weeks"].stops)
    assert all(stop.alone for stop in paths()["my-own-feet"].stops)


def test_the_next_stop_is_the_first_that_was_not_done(app, jo):
    path = paths()["my-own-feet"]
    session = start(jo, path.stops[0].slug, mode="alone")
    while not state_of(app, session).over:
        for name, step, fields in next_deed(state_of(app, session), "A"):
            if hasattr(jo.do(session, name, step, **fields), "version"):
                break
    page = jo.get(f"/paths/{path.slug}").get_data(as_text=True)
    assert "one before" in page
    assert f'class="button" href="/exercises/{address(path.stops[1].slug)}"' in page


def test_a_path_that_is_not_there_is_not_found(app):
    assert app.test_client().get("/paths/nowhere").status_code == 404
